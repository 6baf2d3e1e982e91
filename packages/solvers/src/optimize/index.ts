/** Minima, least squares, roots and fixed points, under the names of scipy.optimize. */
export { fixedPoint, type FixedPointOptions } from "./fixed-point.js";
export { leastSquares, type LeastSquaresOptions } from "./least-squares.js";
export { minimize, type MinimizeOptions } from "./minimize.js";
export { OptimizeResult } from "./result.js";
export { root, type RootOptions } from "./root.js";
