/** Products of several matrices in the order that costs least. */
import { raise, type NDArray } from "@fluxion/core";
import { reshapeTo } from "../shape/reshape-to.js";
import type { Operand } from "../support/weak.js";
import { matmul } from "./matmul.js";
import { productOperands, shapesOf, type ProductOptions } from "./operands.js";

/**
 * For every range of matrices, where to split it. `sizes[i]` and `sizes[i + 1]` are the sides of matrix i.
 * Source: T. H. Cormen et al., "Introduction to Algorithms", matrix-chain multiplication.
 */
function bestSplits(sizes: readonly number[]): number[][] {
  const n = sizes.length - 1;
  const cost = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  const split = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  const at = (i: number, j: number): number => (cost[i] as number[])[j] as number;
  for (let span = 1; span < n; span++)
    for (let i = 0; i + span < n; i++) {
      const j = i + span;
      let least = Infinity;
      for (let k = i; k < j; k++) {
        const total =
          at(i, k) + at(k + 1, j) + (sizes[i] as number) * (sizes[k + 1] as number) * (sizes[j + 1] as number);
        if (total >= least) continue;
        least = total;
        (split[i] as number[])[j] = k;
      }
      (cost[i] as number[])[j] = least;
    }
  return split;
}

/**
 * The product of two or more matrices, multiplied in the cheapest order. The first and the last may be vectors. A shape error if
 * neighbours do not fit.
 * @example np.linalg.multiDot([[[1, 2]], [[3], [4]], [[5]]]) // [[55]]
 */
export function multiDot(xs: readonly Operand[], options: ProductOptions = {}): NDArray {
  if (xs.length < 2)
    raise({
      code: "argument",
      what: `${xs.length} arrays are no product`,
      where: "multiDot",
      fix: "pass at least two",
    });
  const given = productOperands(xs, options) as NDArray[];
  const matrices = given.map((x, i) => {
    if (x.ndim === 1 && (i === 0 || i === given.length - 1)) return reshapeTo(x, i === 0 ? [1, x.size] : [x.size, 1]);
    return x;
  });
  const misfit = matrices.findIndex(
    (x, i) => x.ndim !== 2 || (i > 0 && x.shape[0] !== (matrices[i - 1] as NDArray).shape[1]),
  );
  if (misfit >= 0)
    raise({
      code: "shape",
      what: `shapes ${shapesOf(...given)} do not multiply (operand ${misfit})`,
      where: "multiDot",
      fix: "pass matrices whose rows are as many as the columns before",
    });
  const split = bestSplits([(matrices[0] as NDArray).shape[0] as number, ...matrices.map((x) => x.shape[1] as number)]);
  const product = (i: number, j: number): NDArray => {
    if (i === j) return matrices[i] as NDArray;
    const k = (split[i] as number[])[j] as number;
    return matmul(product(i, k), product(k + 1, j));
  };
  const result = product(0, matrices.length - 1);
  return reshapeTo(result, [
    ...(given[0]?.ndim === 1 ? [] : [result.shape[0] as number]),
    ...(given.at(-1)?.ndim === 1 ? [] : [result.shape[1] as number]),
  ]);
}
