/** Minima, least squares, roots and fixed points: scipy.optimize. */
export { fixedPoint, leastSquares, minimize, root } from "@fluxion/solvers";
