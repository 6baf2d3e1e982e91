/** Singular values and singular vectors of matrices. */
import { map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { raise } from "../../errors.js";
import type { ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { add, div, mul, sub } from "../arithmetic.js";
import { onesLike } from "../constant.js";
import { decomposition, type Decomposition } from "./decomposition.js";
import {
  asColumns,
  asRows,
  countOf,
  diagonalOf,
  matrices,
  onDiagonal,
  product,
  sidesOf,
  transposed,
} from "./matrices.js";

export interface SvdParams {
  /** Whether U and Vᵀ are square, or have only min(m, n) columns and rows. */
  readonly fullMatrices: boolean;
  /** Whether the vectors are wanted, or only the values. */
  readonly computeUv: boolean;
}

function typesOf(x: ArrayType, { fullMatrices, computeUv }: SvdParams): readonly ArrayType[] {
  const [m, n] = sidesOf(x);
  const k = Math.min(m, n);
  const of = (...own: readonly number[]): ArrayType => ({ ...x, shape: [...x.shape.slice(0, -2), ...own] });
  return computeUv ? [of(m, fullMatrices ? m : k), of(k), of(fullMatrices ? n : k, n)] : [of(k)];
}

/** 1/(sⱼ² − sᵢ²) beside the diagonal, 0 on it. */
function inverseGaps(rows: NDArray, columns: NDArray): NDArray {
  const gaps = mul(sub(rows, columns), add(rows, columns));
  const identity = onDiagonal(onesLike(gaps));
  return sub(div(onesLike(gaps), add(gaps, identity)), identity);
}

/** What moves vectors [..., m, k] out of the space that they span: (I − V·Vᵀ)·Y·diag(s)⁻¹. */
const outwards = (vectors: NDArray, moved: NDArray, s: NDArray): NDArray =>
  div(sub(moved, product(vectors, product(vectors, moved, { x: true }))), asRows(s, sidesOf(vectors)[0]));

/** Tangents of U, s and Vᵀ for the reduced form. */
function push(t: NDArray, u: NDArray, s: NDArray, vt: NDArray): readonly [NDArray, NDArray, NDArray] {
  const k = s.shape.at(-1) as number;
  const pushed = product(t, vt, { y: true });
  const inside = product(u, pushed, { x: true });
  const [rows, columns] = [asRows(s, k), asColumns(s, k)];
  const gaps = inverseGaps(rows, columns);
  const symmetric = (x: NDArray): NDArray => add(x, transposed(x));
  let du = product(u, mul(gaps, symmetric(mul(inside, rows))));
  let dv = product(vt, mul(gaps, symmetric(mul(columns, inside))), { x: true });
  if (sidesOf(u)[0] > k) du = add(du, outwards(u, pushed, s));
  if (sidesOf(vt)[1] > k) dv = add(dv, outwards(transposed(vt), product(t, u, { x: true }), s));
  return [du, diagonalOf(inside), transposed(dv)];
}

/**
 * Singular value decomposition A = U·diag(s)·Vᵀ of matrices [..., m, n], k = min(m, n).
 * @returns [U, s, Vᵀ]: [..., m, k], [..., k] in descending order, [..., k, n], with orthonormal columns and rows; or only [s]. With full matrices
 * U is [..., m, m] and Vᵀ [..., n, n]. The largest entry of each column of U is positive. Dtypes: floats. A matrix with NaN or infinities gives NaN.
 * The derivative of the vectors is infinite or NaN where singular values are equal (or zero, if m ≠ n), as in JAX; that of the values is not. For
 * full matrices that are not square it is refused. A shape error below two dimensions.
 * Sources: Z. Drmač and K. Veselić, "New fast and accurate Jacobi SVD algorithm", LAPACK Working Note 169 (2005); M. Giles, "Collected matrix
 * derivative results" (2008), 3.2; J. Townsend, "Differentiating the singular value decomposition" (2016).
 * @example svd([[3, 0], [0, 4]], { fullMatrices: false, computeUv: false })[0] // [4, 3]
 */
export const svd: Decomposition<SvdParams> = /* @__PURE__ */ decomposition<SvdParams>("svd", {
  type: (x, params) =>
    pipe(
      matrices("svd", x),
      map(() => typesOf(x, params)),
    ),
  push(t, x, { fullMatrices, computeUv }) {
    const [m, n] = sidesOf(x);
    if (computeUv && fullMatrices && m !== n)
      raise({
        code: "not-differentiable",
        what: `the last ${Math.abs(m - n)} singular vectors of ${m} × ${n} matrices are arbitrary`,
        where: "svd",
        fix: "use the reduced form, fullMatrices: false",
      });
    const factors = svd(x, { fullMatrices: false, computeUv: true });
    const [u, s, vt] = factors as readonly [NDArray, NDArray, NDArray];
    if (computeUv) return { outputs: factors, tangents: push(t, u, s, vt) };
    return { outputs: [s], tangents: [diagonalOf(product(u, product(t, vt, { y: true }), { x: true }))] };
  },
  flops: (x, { computeUv }) => {
    const [m, n] = sidesOf(x);
    const k = Math.min(m, n);
    return countOf(x) * (computeUv ? 30 : 15) * Math.max(m, n) * k ** 2;
  },
});
