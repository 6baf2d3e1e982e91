/** Largest and smallest element over axes. NaN wins; elements that tie share the derivative equally. */
import { chain, map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { checkAxes, sizeOf, without } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { div } from "./arithmetic.js";
import { eq } from "./compare.js";
import { zerosLike } from "./constant.js";
import { convert } from "./convert.js";
import { elements, shift } from "./guard.js";
import type { LinearOperation } from "./linear.js";
import { nonlinear } from "./nonlinear.js";
import { REAL } from "./pointwise.js";
import { broadcast, sum, type Axes } from "./reduce.js";
import { select } from "./select.js";

function shareAmongTies(t: NDArray, x: NDArray, ans: NDArray, axes: readonly number[]): NDArray {
  const attained = eq(x, broadcast(ans, { shape: x.shape, axes }));
  const count = sum(convert(attained, { dtype: x.dtype }), { axes });
  return div(sum(select(attained, t, zerosLike(t)), { axes }), count);
}

const extreme = (name: string, by: "max" | "min"): LinearOperation<Axes> =>
  nonlinear<Axes>(name, {
    type: (x, { axes }) =>
      pipe(
        elements(name, [x], REAL),
        chain(() => checkAxes(name, axes, x.shape.length)),
        map(() => ({ ...x, shape: without(x.shape, axes) })),
      ),
    jvp: (t, x, ans, { params: { axes } }) => (x.size === 0 ? null : shareAmongTies(t, x, ans, axes)),
    batch: ({ axes }) => ({ axes: shift(axes) }),
    reduces: { by, axes: ({ axes }) => axes },
    flops: ([x]) => (x === undefined ? 0 : sizeOf(x.shape)),
  });

/** Over no elements: −∞, or the smallest integer. */
export const reduceMax: LinearOperation<Axes> = extreme("reduceMax", "max");
/** Over no elements: +∞, or the largest integer. */
export const reduceMin: LinearOperation<Axes> = extreme("reduceMin", "min");
