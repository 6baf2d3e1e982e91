/** The standard normal distribution function, its logarithm and its inverse. */
import { eq, exp, mul, pointwise, select, square, type PointwiseOperation } from "@fluxion/core";
import { unary, type Unary } from "./functions.js";
import { densityOf, logNdtrOf, millsOf, ndtriOf, ndtrOf } from "./scalar/normal.js";

const density: PointwiseOperation<object> = /* @__PURE__ */ pointwise("normalDensity", {
  body: (s) => (x) => densityOf(s, x),
  jvp: [(t, ans, x) => mul(t, select(eq(ans, 0), ans, mul(-1, mul(x, ans))))],
});
const mills: PointwiseOperation<object> = /* @__PURE__ */ pointwise("inverseMills", {
  body: (s) => (x) => millsOf(s, x),
});

const ndtrPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("ndtr", {
  body: (s) => (x) => ndtrOf(s, x),
  jvp: [(t, _, x) => mul(t, density(x))],
});
const logNdtrPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("logNdtr", {
  body: (s) => (x) => logNdtrOf(s, x),
  jvp: [(t, _, x) => mul(t, mills(x))],
});
const ndtriPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("ndtri", {
  body: (s) => (x) => ndtriOf(s, x),
  jvp: [(t, ans) => mul(t, mul(Math.sqrt(2 * Math.PI), exp(mul(0.5, square(ans)))))],
});

/**
 * Φ(x) = ∫_{−∞}^x e^(−t²/2)/√(2π) dt, in floats, accurate in the lower tail. Source: DLMF 7.18.
 * @example ndtr([-40, 0, 1]) // [0, 0.5, 0.8413447]
 */
export const ndtr: Unary = /* @__PURE__ */ unary(ndtrPrimitive);

/**
 * log Φ(x), in floats: about −x²/2 far below 0, with a derivative that holds there too.
 * @example logNdtr([-40, 0]) // [-804.6084, -0.6931472]
 */
export const logNdtr: Unary = /* @__PURE__ */ unary(logNdtrPrimitive);

/**
 * The x with Φ(x) = p, in floats: ±∞ at 0 and 1, NaN beyond.
 * @example ndtri([0, 0.5, 0.975]) // [-Infinity, 0, 1.959964]
 */
export const ndtri: Unary = /* @__PURE__ */ unary(ndtriPrimitive);

/**
 * e^(−x²/2)/√(2π), the derivative of Φ. Of this package's densities; not part of scipy.special.
 */
export const normalDensity: Unary = /* @__PURE__ */ unary(density);
