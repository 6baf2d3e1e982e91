/** Matrices as products Q·R of a matrix with orthonormal columns and an upper triangular one. */
import { map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { raise } from "../../errors.js";
import type { NDArray } from "../../ir/value.js";
import { add, sub } from "../arithmetic.js";
import { concatenate } from "../concatenate.js";
import { sliceAxis } from "../slice.js";
import { decomposition, type Decomposition } from "./decomposition.js";
import { countOf, lower, matrices, product, sidesOf, transposed } from "./matrices.js";
import { triangularSolve } from "./triangular-solve.js";

export interface QrParams {
  /** Whether Q is square, or has only min(m, n) columns. */
  readonly fullMatrices: boolean;
}

/** For as many columns as rows at most: with X = dA·R⁻¹ and W = Qᵀ·X, the part of W that turns Q is skew and has W's lower triangle. */
function pushTall(t: NDArray, q: NDArray, r: NDArray): [dq: NDArray, dr: NDArray] {
  const moved = triangularSolve(r, t, { leftSide: false, lower: false, transposeA: false, unitDiagonal: false });
  const inside = product(q, moved, { x: true });
  const below = lower(inside, -1);
  const turn = sub(below, transposed(below));
  const stretch = sub(inside, turn);
  return [sub(moved, product(q, stretch)), product(stretch, r)];
}

/** The first m columns of a wide matrix decide Q; the others follow: R₂ = Qᵀ·A₂. */
function pushWide(t: NDArray, x: NDArray, q: NDArray, r: NDArray): [dq: NDArray, dr: NDArray] {
  const [m, n] = sidesOf(x);
  const axis = x.ndim - 1;
  const part = (y: NDArray, from: number, to: number): NDArray => sliceAxis(y, axis, from, to);
  const [dq, left] = pushTall(part(t, 0, m), q, part(r, 0, m));
  const right = add(product(q, part(t, m, n), { x: true }), product(dq, part(x, m, n), { x: true }));
  return [dq, concatenate([left, right], { axis })];
}

/**
 * Q·R decomposition of matrices [..., m, n] by Householder reflections.
 * @returns [Q, R]: [..., m, k] and [..., k, n], where k is m for full matrices and min(m, n) otherwise. R's diagonal has any signs.
 * Dtypes: floats. The derivative is defined where the first min(m, n) columns are independent; for full matrices with more rows than columns
 * it is refused, since the further columns of Q are arbitrary. A shape error below two dimensions.
 * Sources: G. Golub and C. Van Loan, "Matrix Computations", 4th ed., 5.2; S. Walter et al., "Algorithmic differentiation of linear algebra
 * functions with application in optimum experimental design", arXiv:1001.1654 (2010).
 * @example qr([[3, 0], [4, 5]], { fullMatrices: false })[1] // [[-5, -4], [0, 3]]
 */
export const qr: Decomposition<QrParams> = /* @__PURE__ */ decomposition<QrParams>("qr", {
  type: (x, { fullMatrices }) =>
    pipe(
      matrices("qr", x),
      map(() => {
        const [m, n] = sidesOf(x);
        const stack = x.shape.slice(0, -2);
        const k = fullMatrices ? m : Math.min(m, n);
        return [
          { ...x, shape: [...stack, m, k] },
          { ...x, shape: [...stack, k, n] },
        ];
      }),
    ),
  push(t, x, params) {
    const [m, n] = sidesOf(x);
    if (params.fullMatrices && m > n)
      raise({
        code: "not-differentiable",
        what: `the last ${m - n} columns of the full Q of ${m} × ${n} matrices are arbitrary`,
        where: "qr",
        fix: "use the reduced form, fullMatrices: false",
      });
    const outputs = qr(x, params);
    const [q, r] = outputs as readonly [NDArray, NDArray];
    return { outputs, tangents: m < n ? pushWide(t, x, q, r) : pushTall(t, q, r) };
  },
  flops(x, { fullMatrices }) {
    const [m, n] = sidesOf(x);
    const k = Math.min(m, n);
    return countOf(x) * (2 * k ** 2 * (Math.max(m, n) - k / 3) + 2 * m * k * (fullMatrices ? m : k));
  },
});
