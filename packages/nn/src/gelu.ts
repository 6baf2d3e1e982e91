/** x times the normal distribution function of x, exactly or by a sigmoid close to it. */
import { pointwise, type NDArray, type PointwiseOperation } from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import { activation, withTails } from "./activation.js";

const exact: PointwiseOperation<object> = /* @__PURE__ */ pointwise("gelu", {
  body: (s) => (x) => withTails(s, x, s.mul(s.mul(x, s.lit(0.5)), s.erfc(s.mul(x, s.lit(-Math.SQRT1_2))))),
});

/** Beyond it the approximating sigmoid is 0 or 1 in every float type, while the cube in its argument may overflow. */
const SATURATED = 25;

const approximation: PointwiseOperation<object> = /* @__PURE__ */ pointwise("geluTanh", {
  body: (s) => (x) => {
    // ½(1 + tanh u) is the sigmoid of 2u, which keeps its accuracy where tanh u nears −1.
    const cubic = s.add(s.lit(1), s.mul(s.lit(0.044715), s.mul(x, x)));
    const u = s.mul(s.mul(s.lit(2 * Math.sqrt(2 / Math.PI)), x), cubic);
    const decay = s.exp(s.neg(s.abs(u)));
    const gate = s.div(s.select(s.lt(u, s.lit(0)), decay, s.lit(1)), s.add(s.lit(1), decay));
    return s.select(s.lt(s.abs(x), s.lit(SATURATED)), s.mul(x, gate), s.max(x, s.lit(0)));
  },
});

const [geluExact, geluTanh] = [/* @__PURE__ */ activation(exact), /* @__PURE__ */ activation(approximation)];

export interface GeluOptions {
  /** Whether tanh approximates the normal distribution function; true if not given, as in JAX. */
  readonly approximate?: boolean;
}

/**
 * x·Φ(x), in floats, where Φ is the normal distribution function or ½(1 + tanh(√(2/π)(x + 0.044715x³))).
 * Source: Hendrycks and Gimpel, "Gaussian error linear units" (2016).
 * @example gelu([-1000, 0, 1000]) // [0, 0, 1000]
 * @example gelu(1, { approximate: false }) // 0.8413448
 */
export const gelu = (x: Operand, { approximate = true }: GeluOptions = {}): NDArray =>
  approximate ? geluTanh(x) : geluExact(x);
