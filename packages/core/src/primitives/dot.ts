/** Products of arrays summed over pairs of axes: every matrix product and contraction. */
import { chain, map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { checkAxes, sameShape, showType, sizeOf, type ArrayType, type Shape } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { bilinear, type BilinearOperation } from "./bilinear.js";
import { outside } from "./dimensions.js";
import { elements, ensure, integers, list, shift } from "./guard.js";
import { NUMBERS } from "./pointwise.js";
import { inverse, moveAxis, transpose } from "./transpose.js";

export interface DotParams {
  /** Axes that are summed over, in pairs. */
  readonly lhsContract: readonly number[];
  readonly rhsContract: readonly number[];
  /** Axes that go along, in pairs; they come first in the result. */
  readonly lhsBatch: readonly number[];
  readonly rhsBatch: readonly number[];
}

const sizes = (shape: Shape, axes: readonly number[]): number[] => axes.map((axis) => shape[axis] as number);
const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);

/** Axes that are neither summed over nor batched: they survive. */
const free = (rank: number, contract: readonly number[], batch: readonly number[]): number[] =>
  outside(rank, [...contract, ...batch]);

/** `x` and `y` exchanged. */
const flip = ({ lhsContract, rhsContract, lhsBatch, rhsBatch }: DotParams): DotParams => ({
  lhsContract: rhsContract,
  rhsContract: lhsContract,
  lhsBatch: rhsBatch,
  rhsBatch: lhsBatch,
});

/**
 * Cotangent of the left operand. `ctFree` are the axes of the result that the right operand's free axes became; what the
 * product leaves are batch axes, the left free axes, and the contracted axes in the right operand's order.
 */
function leftCotangent(ct: NDArray, y: NDArray, x: ArrayType, params: DotParams, ctFree: readonly number[]): NDArray {
  const { lhsContract, rhsContract, lhsBatch, rhsBatch } = params;
  const product = dotGeneral(ct, y, {
    lhsContract: ctFree,
    rhsContract: free(y.ndim, rhsContract, rhsBatch),
    lhsBatch: range(0, lhsBatch.length),
    rhsBatch,
  });
  const inOrder = rhsContract
    .map((_, i) => i)
    .toSorted((i, j) => (rhsContract[i] as number) - (rhsContract[j] as number));
  const axes = [
    ...lhsBatch,
    ...free(x.shape.length, lhsContract, lhsBatch),
    ...inOrder.map((i) => lhsContract[i] as number),
  ];
  return axes.every((axis, i) => axis === i) ? product : transpose(product, { permutation: inverse(axes) });
}

const batchLeft = (params: DotParams): DotParams => ({
  ...params,
  lhsContract: shift(params.lhsContract),
  lhsBatch: shift(params.lhsBatch),
});
const batchRight = (params: DotParams): DotParams => flip(batchLeft(flip(params)));

/** The result has the batch axes, then the free axes of `x`, then those of `y`, each in the operand's order. */
export const dotGeneral: BilinearOperation<DotParams> = /* @__PURE__ */ bilinear<DotParams>("dotGeneral", {
  type: (x, y, { lhsContract, rhsContract, lhsBatch, rhsBatch }) =>
    pipe(
      elements("dotGeneral", [x, y], NUMBERS),
      chain(() => integers("dotGeneral", 0, { lhsContract, rhsContract, lhsBatch, rhsBatch })),
      chain(() => checkAxes("dotGeneral", [...lhsContract, ...lhsBatch], x.shape.length)),
      chain(() => checkAxes("dotGeneral", [...rhsContract, ...rhsBatch], y.shape.length)),
      chain(() =>
        ensure(sameShape(sizes(x.shape, lhsContract), sizes(y.shape, rhsContract)), () => ({
          code: "shape",
          what: `contracted axes differ in size: ${list(lhsContract)} of ${showType(x)} and ${list(rhsContract)} of ${showType(y)}`,
          where: "dotGeneral",
          fix: "contract axes of equal size; transpose or reshape an operand first",
        })),
      ),
      chain(() =>
        ensure(sameShape(sizes(x.shape, lhsBatch), sizes(y.shape, rhsBatch)), () => ({
          code: "shape",
          what: `batch axes differ in size: ${list(lhsBatch)} of ${showType(x)} and ${list(rhsBatch)} of ${showType(y)}`,
          where: "dotGeneral",
          fix: "pair batch axes of equal size; broadcast an operand first",
        })),
      ),
      map(() => ({
        dtype: x.dtype,
        shape: [
          ...sizes(x.shape, lhsBatch),
          ...sizes(x.shape, free(x.shape.length, lhsContract, lhsBatch)),
          ...sizes(y.shape, free(y.shape.length, rhsContract, rhsBatch)),
        ],
      })),
    ),
  left(ct, y, x, params) {
    const count = y.ndim - params.rhsContract.length - params.rhsBatch.length;
    return leftCotangent(ct, y, x, params, range(ct.ndim - count, count));
  },
  right(ct, x, y, params) {
    const count = x.ndim - params.lhsContract.length - params.lhsBatch.length;
    return leftCotangent(ct, x, y, flip(params), range(params.lhsBatch.length, count));
  },
  batch: {
    both(x, y, params) {
      const wide = batchLeft(batchRight(params));
      return dotGeneral(x, y, { ...wide, lhsBatch: [0, ...wide.lhsBatch], rhsBatch: [0, ...wide.rhsBatch] });
    },
    left: (x, y, params) => moveAxis(dotGeneral(x, y, batchLeft(params)), params.lhsBatch.length, 0),
    right: (x, y, params) => moveAxis(dotGeneral(x, y, batchRight(params)), x.ndim - params.lhsContract.length, 0),
  },
  flops: (x, _, { lhsContract }, { shape }) => 2 * sizeOf(shape) * sizeOf(sizes(x.shape, lhsContract)),
});
