/** Symmetric positive definite matrices as products L·Lᵀ of a triangular matrix and its transpose. */
import { chain, map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { NO_PARAMS } from "../../ir/key.js";
import type { Primitive } from "../../ir/primitive.js";
import type { ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { asArray, type ArrayLike } from "../../trace/asarray.js";
import { bindOne } from "../../trace/bind.js";
import { mul, sub } from "../arithmetic.js";
import { callable, makePrimitive } from "../define.js";
import { arity } from "../guard.js";
import { countOf, lower, mirrored, onDiagonal, product, sidesOf, squares } from "./matrices.js";
import { triangularSolve } from "./triangular-solve.js";

const SOLVING = { lower: true, unitDiagonal: false } as const;

/** Φ: the lower triangle, with half the diagonal. */
const halfLower = (x: NDArray): NDArray => sub(lower(x), mul(onDiagonal(x), 0.5));

/** dL = L·Φ(L⁻¹·dA·L⁻ᵀ). */
function push(t: NDArray, factor: NDArray): NDArray {
  const left = triangularSolve(factor, mirrored(t, true), { leftSide: true, transposeA: false, ...SOLVING });
  const both = triangularSolve(factor, left, { leftSide: false, transposeA: true, ...SOLVING });
  return product(factor, halfLower(both));
}

/**
 * The lower triangular factors L of symmetric positive definite matrices A = L·Lᵀ: [..., n, n] → the same, zeros above the
 * diagonal. Only the lower triangle of the operand is read. Where a matrix is not positive definite, the lower triangle is NaN.
 * Dtypes: floats. Shape errors: fewer than two dimensions, matrices that are not square.
 * Source of the derivative: I. Murray, "Differentiation of the Cholesky decomposition", arXiv:1602.07527 (2016).
 * @example cholesky([[4, 2], [2, 5]]) // [[2, 0], [1, 2]]
 */
export const cholesky: Primitive<object> & ((x: ArrayLike) => NDArray) = /* @__PURE__ */ callable(
  makePrimitive<object>("cholesky", {
    type: (types) =>
      pipe(
        arity("cholesky", types, 1),
        chain(() => squares("cholesky", types[0] as ArrayType)),
        map((x) => [x]),
      ),
    jvp: ({ tangents: [t], outputs: [factor] }) => [t == null ? null : push(t, factor as NDArray)],
    batch: ({ inputs: [x] }) => ({ outputs: [cholesky(x as NDArray)], batched: [true] }),
    flops: ([x]) => (countOf(x as ArrayType) * sidesOf(x as ArrayType)[0] ** 3) / 3,
  }),
  (x: ArrayLike): NDArray => bindOne(cholesky, [asArray(x)], NO_PARAMS),
);
