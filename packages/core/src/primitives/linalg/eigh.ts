/** Eigenvalues and eigenvectors of symmetric matrices. */
import { map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type { NDArray } from "../../ir/value.js";
import { add, div, mul, sub } from "../arithmetic.js";
import { onesLike } from "../constant.js";
import { decomposition, type Decomposition } from "./decomposition.js";
import { asColumns, asRows, countOf, diagonalOf, mirrored, onDiagonal, product, sidesOf, squares } from "./matrices.js";

export interface EighParams {
  /** Whether the lower or the upper triangle is read. */
  readonly lower: boolean;
}

/** 1/(λⱼ − λᵢ) beside the diagonal, 0 on it: how eigenvector j leans towards eigenvector i. */
function inverseGaps(values: NDArray): NDArray {
  const n = values.shape.at(-1) as number;
  const gaps = sub(asRows(values, n), asColumns(values, n));
  const identity = onDiagonal(onesLike(gaps));
  return sub(div(onesLike(gaps), add(gaps, identity)), identity);
}

/**
 * Eigenvalues in ascending order and orthonormal eigenvectors of symmetric matrices [..., n, n], of which one triangle is read.
 * @returns [values, vectors]: [..., n] and [..., n, n], vector j in column j; its largest entry is positive. Dtypes: floats. A matrix with NaN or
 * infinities gives NaN. The derivative of the vectors is infinite or NaN where eigenvalues are equal, as in JAX; that of the values is not.
 * Shape errors: fewer than two dimensions, matrices that are not square.
 * Sources: G. Golub and C. Van Loan, "Matrix Computations", 4th ed., 8.3; M. Giles, "Collected matrix derivative results" (2008), 3.1.
 * @example eigh([[2, 1], [1, 2]], { lower: true })[0] // [1, 3]
 */
export const eigh: Decomposition<EighParams> = /* @__PURE__ */ decomposition<EighParams>("eigh", {
  type: (x) =>
    pipe(
      squares("eigh", x),
      map(() => [{ ...x, shape: x.shape.slice(0, -1) }, x]),
    ),
  push(t, x, params) {
    const outputs = eigh(x, params);
    const [values, vectors] = outputs as readonly [NDArray, NDArray];
    const inside = product(vectors, product(mirrored(t, params.lower), vectors), { x: true });
    return { outputs, tangents: [diagonalOf(inside), product(vectors, mul(inverseGaps(values), inside))] };
  },
  flops: (x) => 9 * countOf(x) * sidesOf(x)[0] ** 3,
});
