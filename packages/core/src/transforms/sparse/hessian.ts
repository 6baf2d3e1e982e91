/** Hessians with few entries: the sparse Jacobian of the gradient. */
import type { NDArray } from "../../ir/value.js";
import type { AnyFunction } from "../call.js";
import { grad } from "../grad.js";
import { makeSparseJacobian, type SparseJacobian, type SparseOptions } from "./jacobian.js";

/**
 * The Hessian of a scalar function as a sparse matrix in compressed rows, by forward mode over reverse mode: as many
 * Hessian-vector products as the columns of its symmetric pattern have colours.
 * @throws as `sparseJacobian`
 * @example sparseHessian((x) => np.sum(np.power(x, 3)))([1, 2]).vals // [6, 12]
 */
export function sparseHessian<A extends unknown[]>(
  f: (...args: A) => NDArray,
  options: Omit<SparseOptions, "mode"> = {},
): SparseJacobian<A> {
  const { argnums = 0 } = options;
  const gradient = grad(f, { argnums });
  return makeSparseJacobian("sparseHessian", gradient as AnyFunction, {
    ...options,
    mode: "forward",
  }) as unknown as SparseJacobian<A>;
}
