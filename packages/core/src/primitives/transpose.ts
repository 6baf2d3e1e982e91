/** The same array with its axes in another order: axis i of the result is axis `permutation[i]` of the operand. */
import { chain, map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type { NDArray } from "../ir/value.js";
import { checkAxes } from "../ir/type.js";
import { perAxis, shift } from "./guard.js";
import { linear, type LinearOperation } from "./linear.js";

export interface TransposeParams {
  readonly permutation: readonly number[];
}

/** The permutation that undoes another. */
export function inverse(permutation: readonly number[]): number[] {
  const undo = new Array<number>(permutation.length);
  permutation.forEach((from, to) => (undo[from] = to));
  return undo;
}

export const transpose: LinearOperation<TransposeParams> = /* @__PURE__ */ linear<TransposeParams>("transpose", {
  type: (x, { permutation }) =>
    pipe(
      perAxis("transpose", x.shape.length, { permutation }),
      chain(() => checkAxes("transpose", permutation, x.shape.length)),
      map((axes) => ({ ...x, shape: axes.map((axis) => x.shape[axis] as number) })),
    ),
  transpose: (ct, _, { permutation }) => transpose(ct, { permutation: inverse(permutation) }),
  batch: ({ permutation }) => ({ permutation: [0, ...shift(permutation)] }),
  flops: () => 0,
  movesElements: true,
  compose: (first, second) => ({ permutation: second.permutation.map((axis) => first.permutation[axis] as number) }),
  sameAs: ({ params }) => (params.permutation.every((axis, i) => axis === i) ? 0 : undefined),
});

/** The array with one axis moved to another place; the array itself if it is there. */
export function moveAxis(x: NDArray, from: number, to: number): NDArray {
  if (from === to) return x;
  const permutation = x.shape.map((_, axis) => axis).filter((axis) => axis !== from);
  permutation.splice(to, 0, from);
  return transpose(x, { permutation });
}
