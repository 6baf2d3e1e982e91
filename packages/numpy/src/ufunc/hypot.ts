/** The length of the hypotenuse, without overflow. */
import * as core from "@fluxion/core";
import { pointwise, type NDArray, type PointwiseOperation } from "@fluxion/core";
import { floatBinary, type Binary } from "./make.js";

/** Powers of two that bring squares of the largest and smallest numbers into range; multiplying by them is exact. */
const SCALES = {
  float32: [2 ** 60, 2 ** -70, 2 ** -50, 2 ** 100],
  float64: [2 ** 500, 2 ** -600, 2 ** -450, 2 ** 600],
} as const;

/** Both zeros of x and y: they share the derivative of the absolute value. */
const slope = (x: NDArray, ans: NDArray): NDArray => {
  const origin = core.eq(ans, 0);
  return core.select(origin, core.fullLike(x, 0.5), core.div(x, core.select(origin, core.onesLike(ans), ans)));
};

const hypotenuse: PointwiseOperation<object> = pointwise("hypot", {
  body: (s) => (x, y) => {
    const [big, shrink, small, grow] = SCALES[s.dtype === "float64" ? "float64" : "float32"];
    const [a, b] = [s.abs(x), s.abs(y)];
    const longest = s.max(a, b);
    const scale = s.select(
      s.gt(longest, s.lit(big)),
      s.lit(shrink),
      s.select(s.lt(longest, s.lit(small)), s.lit(grow), s.lit(1)),
    );
    const [p, q] = [s.mul(a, scale), s.mul(b, scale)];
    const length = s.div(s.sqrt(s.add(s.mul(p, p), s.mul(q, q))), scale);
    const infinite = s.or(s.eq(a, s.lit(Infinity)), s.eq(b, s.lit(Infinity)));
    return s.select(infinite, s.lit(Infinity), length);
  },
  jvp: [(t, ans, x) => core.mul(t, slope(x, ans)), (t, ans, _, y) => core.mul(t, slope(y, ans))],
});

/**
 * √(x² + y²), without overflow; ∞ if either is infinite.
 * @example np.hypot([3, 5], [4, 12]) // [5, 13]
 */
export const hypot: Binary = floatBinary(hypotenuse);
