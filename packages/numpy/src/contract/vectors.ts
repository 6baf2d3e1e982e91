/** Products of vectors with vectors and matrices. */
import { mul, raise, type NDArray } from "@fluxion/core";
import { moveOne } from "../shape/permute.js";
import { reshapeTo } from "../shape/reshape-to.js";
import { spread } from "../shape/spread.js";
import { normalizeAxis } from "../support/axes.js";
import type { Operand } from "../support/weak.js";
import { conj } from "../ufunc/complex.js";
import { contractLast, scale } from "./dot.js";
import { stackedProduct } from "./matmul.js";
import { productOperands, shapesOf, type ProductOptions } from "./operands.js";
import { overBooleans } from "./pair.js";

/**
 * The sum of products of all elements, in order; the first operand is conjugated. A shape error if their numbers differ.
 * @example np.vdot([[1, 2], [3, 4]], [[1, 1], [1, 1]]) // 10
 */
export function vdot(x: Operand, y: Operand, options: ProductOptions = {}): NDArray {
  const [a, b] = productOperands([x, y], options);
  if (a.size !== b.size)
    raise({
      code: "shape",
      what: `shapes ${shapesOf(a, b)} have ${a.size} and ${b.size} elements`,
      where: "vdot",
      fix: "pass arrays with the same number of elements",
    });
  return contractLast("vdot", reshapeTo(conj(a), [a.size]), reshapeTo(b, [b.size]), 0);
}

/**
 * Sums of products over the last axes of both: [..., k] and [..., k] give [..., ...]. Scalars multiply.
 * @example np.inner([[1, 2], [3, 4]], [1, 1]) // [3, 7]
 */
export function inner(x: Operand, y: Operand, options: ProductOptions = {}): NDArray {
  const [a, b] = productOperands([x, y], options);
  return a.ndim === 0 || b.ndim === 0 ? scale(a, b) : contractLast("inner", a, b, b.ndim - 1);
}

/**
 * All products of elements of the flattened operands: [n, m].
 * @example np.outer([1, 2], [3, 4]) // [[3, 4], [6, 8]]
 */
export function outer(x: Operand, y: Operand): NDArray {
  const operands = productOperands([x, y], {}) as [NDArray, NDArray];
  return overBooleans(operands, ([a, b]) => {
    const [left, right] = [a as NDArray, b as NDArray];
    const shape = [left.size, right.size];
    return mul(spread(reshapeTo(left, [left.size]), shape, [1]), spread(reshapeTo(right, [right.size]), shape, [0]));
  });
}

export interface VecdotOptions extends ProductOptions {
  /** The axis of the vectors in both operands; the last if not given. */
  readonly axis?: number;
}

/**
 * Sums of products of vectors along an axis; the other axes broadcast. The first operand is conjugated.
 * @example np.vecdot([[1, 2], [3, 4]], [1, 1]) // [3, 7]
 */
export function vecdot(x: Operand, y: Operand, { axis = -1, ...options }: VecdotOptions = {}): NDArray {
  const [a, b] = productOperands([x, y], options) as [NDArray, NDArray];
  const last = (z: NDArray): NDArray =>
    z.ndim === 0 ? z : moveOne(z, normalizeAxis("vecdot", axis, z.ndim), z.ndim - 1);
  return stackedProduct("vecdot", [conj(last(a)), last(b)], [["k"], ["k"]], []);
}

/**
 * Matrices times vectors: [..., n, k] and [..., k] give [..., n]. Stacks broadcast.
 * @example np.matvec([[1, 2], [3, 4]], [1, 1]) // [3, 7]
 */
export const matvec = (x: Operand, y: Operand, options: ProductOptions = {}): NDArray =>
  stackedProduct("matvec", productOperands([x, y], options) as [NDArray, NDArray], [["n", "k"], ["k"]], ["n"]);

/**
 * Vectors times matrices: [..., k] and [..., k, m] give [..., m]. Stacks broadcast; the vectors are conjugated.
 * @example np.vecmat([1, 1], [[1, 2], [3, 4]]) // [4, 6]
 */
export function vecmat(x: Operand, y: Operand, options: ProductOptions = {}): NDArray {
  const [a, b] = productOperands([x, y], options) as [NDArray, NDArray];
  return stackedProduct("vecmat", [conj(a), b], [["k"], ["k", "m"]], ["m"]);
}
