/** Error functions and their relatives. */
import {
  derivative,
  erf as erfPrimitive,
  erfc as erfcPrimitive,
  erfInv,
  lt,
  mul,
  pointwise,
  select,
  sub,
  zerosLike,
  type PointwiseOperation,
} from "@fluxion/core";
import { unary, type Unary } from "./functions.js";
import { erfcxOf } from "./scalar/erfcx.js";

/**
 * (2/√π)·∫₀ˣ e^(−t²) dt, in floats. Source: DLMF 7.2.1.
 * @example erf([0, 1]) // [0, 0.8427008]
 */
export const erf: Unary = /* @__PURE__ */ unary(erfPrimitive);

/**
 * 1 − erf(x), accurate where it is small. Source: DLMF 7.2.2.
 * @example erfc([0, 10]) // [1, 2.088e-45]
 */
export const erfc: Unary = /* @__PURE__ */ unary(erfcPrimitive);

/**
 * The x with erf(x) = y; ±∞ at ±1, NaN beyond. Source: DLMF 7.17.1.
 * @example erfinv([0, 0.5, 1]) // [0, 0.4769363, Infinity]
 */
export const erfinv: Unary = /* @__PURE__ */ unary(erfInv);

const erfcxPrimitive: PointwiseOperation<object> = /* @__PURE__ */ pointwise("erfcx", {
  body: (s) => (x) => erfcxOf(s, x),
  // Below 0 by DLMF 7.10.2; above, its terms cancel, and the derivative is that of the series in the body.
  jvp: [
    (t, ans, x) => {
      const isNegative = lt(x, 0);
      const above = derivative(erfcxPrimitive, 0)(select(isNegative, zerosLike(x), x));
      return mul(t, select(isNegative, sub(mul(mul(2, x), ans), 2 / Math.sqrt(Math.PI)), above));
    },
  ],
});

/**
 * e^(x²)·erfc(x), in floats: about 1/(x√π) for large x, where erfc underflows. Source: DLMF 7.7.1.
 * @example erfcx([0, 1000]) // [1, 0.0005641893]
 */
export const erfcx: Unary = /* @__PURE__ */ unary(erfcxPrimitive);
