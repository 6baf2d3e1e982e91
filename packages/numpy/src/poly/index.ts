/** Polynomials as lists of coefficients, the highest power first. */
export { polyadd, polymul, polysub } from "./arithmetic.js";
export { polyder, polyint } from "./calculus.js";
export { polyfit, type PolyfitOptions } from "./polyfit.js";
export { polyval } from "./polyval.js";
