/** Product over axes. Its derivative multiplies pairs in a tree, without division, and so is right where factors are zero. */
import { chain, map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { checkAxes, sizeOf, without } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { add, mul } from "./arithmetic.js";
import { concatenate } from "./concatenate.js";
import { outside } from "./dimensions.js";
import { elements, shift } from "./guard.js";
import type { LinearOperation } from "./linear.js";
import { nonlinear } from "./nonlinear.js";
import { NUMBERS } from "./pointwise.js";
import type { Axes } from "./reduce.js";
import { reshape } from "./reshape.js";
import { sliceAxis } from "./slice.js";
import { transpose } from "./transpose.js";

/** Multiplies the first half of the last axis with the second, values and tangents. */
function halve(x: NDArray, t: NDArray): readonly [NDArray, NDArray] {
  const axis = x.ndim - 1;
  const n = x.shape[axis] as number;
  const half = Math.floor(n / 2);
  const first = (y: NDArray): NDArray => sliceAxis(y, axis, 0, half);
  const second = (y: NDArray): NDArray => sliceAxis(y, axis, half, 2 * half);
  const withRest = (product: NDArray, y: NDArray): NDArray =>
    n % 2 === 0 ? product : concatenate([product, sliceAxis(y, axis, n - 1, n)], { axis });
  return [withRest(mul(first(x), second(x)), x), withRest(add(mul(first(t), second(x)), mul(first(x), second(t))), t)];
}

function pushProduct(t: NDArray, x: NDArray, axes: readonly number[]): NDArray | null {
  const kept = outside(x.ndim, axes);
  const keptShape = without(x.shape, axes);
  const count = sizeOf(axes.map((axis) => x.shape[axis] as number));
  if (count === 0) return null;
  const flat = (y: NDArray): NDArray =>
    reshape(transpose(y, { permutation: [...kept, ...axes] }), { shape: [...keptShape, count] });
  let level: readonly [NDArray, NDArray] = [flat(x), flat(t)];
  while ((level[0].shape.at(-1) as number) > 1) level = halve(...level);
  return reshape(level[1], { shape: keptShape });
}

/** Over no elements: 1. */
export const prod: LinearOperation<Axes> = /* @__PURE__ */ nonlinear<Axes>("prod", {
  type: (x, { axes }) =>
    pipe(
      elements("prod", [x], NUMBERS),
      chain(() => checkAxes("prod", axes, x.shape.length)),
      map(() => ({ ...x, shape: without(x.shape, axes) })),
    ),
  jvp: (t, x, _, { params: { axes } }) => pushProduct(t, x, axes),
  batch: ({ axes }) => ({ axes: shift(axes) }),
  reduces: { by: "mul", axes: ({ axes }) => axes },
  flops: ([x]) => (x === undefined ? 0 : sizeOf(x.shape)),
});
