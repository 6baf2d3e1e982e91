/** log(bˣ + bʸ) for the bases e and 2, without overflow. The derivative is JAX's: at two +∞ each operand counts in full. */
import * as core from "@fluxion/core";
import { pointwise, type NDArray, type PointwiseOperation, type Scalar, type ScalarOps } from "@fluxion/core";

/** The larger plus a correction in the distance; equal infinities have none. */
function stable(s: ScalarOps<Scalar>, x: Scalar, y: Scalar, correction: (distance: Scalar) => Scalar): Scalar {
  const distance = s.select(s.eq(x, y), s.lit(0), s.abs(s.sub(x, y)));
  return s.add(s.max(x, y), correction(distance));
}

const finiteAbove = (x: NDArray): NDArray => core.select(core.eq(x, Infinity), core.zerosLike(x), x);
const distance = (x: NDArray, ans: NDArray): NDArray => core.sub(finiteAbove(x), finiteAbove(ans));

export const logaddexp: PointwiseOperation<object> = pointwise("logaddexp", {
  body: (s) => (x, y) => stable(s, x, y, (d) => s.log1p(s.exp(s.neg(d)))),
  jvp: [
    (t, ans, x) => core.mul(t, core.exp(distance(x, ans))),
    (t, ans, _, y) => core.mul(t, core.exp(distance(y, ans))),
  ],
});

export const logaddexp2: PointwiseOperation<object> = pointwise("logaddexp2", {
  body: (s) => (x, y) => stable(s, x, y, (d) => s.mul(s.log1p(s.exp2(s.neg(d))), s.lit(Math.LOG2E))),
  jvp: [
    (t, ans, x) => core.mul(t, core.exp2(distance(x, ans))),
    (t, ans, _, y) => core.mul(t, core.exp2(distance(y, ans))),
  ],
});
