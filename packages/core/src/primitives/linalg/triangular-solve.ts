/** Systems of equations with a triangular matrix, solved by substitution. */
import { chain, map, type Either } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type { Failure } from "../../errors.js";
import type { BatchArguments, JvpArguments, Primitive, Tangent } from "../../ir/primitive.js";
import { sameShape, showType, sizeOf, type ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { asArray, type ArrayLike } from "../../trace/asarray.js";
import { bindOne } from "../../trace/bind.js";
import { neg, sub } from "../arithmetic.js";
import { callable, makePrimitive } from "../define.js";
import { arity, elements, ensure } from "../guard.js";
import { alignBatch } from "../pointwise.js";
import { reshape } from "../reshape.js";
import { moveAxis } from "../transpose.js";
import { lower, product, sidesOf, squares, upper } from "./matrices.js";

export interface TriangularSolveParams {
  /** Whether the triangular matrix stands on the left, op(A)·X = B, or on the right, X·op(A) = B. */
  readonly leftSide: boolean;
  /** Which triangle of A is read. */
  readonly lower: boolean;
  /** Whether op(A) is Aᵀ. */
  readonly transposeA: boolean;
  /** Whether the diagonal counts as ones and is not read. */
  readonly unitDiagonal: boolean;
}

function typeOf(
  types: readonly ArrayType[],
  { leftSide }: TriangularSolveParams,
): Either<Failure, readonly ArrayType[]> {
  const [a, b] = types as readonly [ArrayType, ArrayType];
  return pipe(
    arity("triangularSolve", types, 2),
    chain(() => elements("triangularSolve", types, ["float"])),
    chain(() => squares("triangularSolve", a)),
    chain(() =>
      ensure(
        sameShape(a.shape.slice(0, -2), b.shape.slice(0, -2)) &&
          a.shape.length === b.shape.length &&
          b.shape.at(leftSide ? -2 : -1) === a.shape.at(-1),
        () => ({
          code: "shape",
          what: `a matrix ${showType(a)} on the ${leftSide ? "left" : "right"} does not fit ${showType(b)}`,
          where: "triangularSolve",
          fix: `give both the same leading axes, and the second operand ${sidesOf(a)[1]} ${leftSide ? "rows" : "columns"}`,
        }),
      ),
    ),
    map(() => [b]),
  );
}

/** op(A)·dX = dB − op(dA)·X, where dA counts in the triangle that is read. */
function push({ inputs: [a], outputs: [x], tangents: [ta, tb], params }: JvpArguments<TriangularSolveParams>): Tangent {
  if (ta == null) return tb == null ? null : triangularSolve(a as NDArray, tb, params);
  const { leftSide, transposeA, unitDiagonal } = params;
  const triangle = params.lower ? lower(ta, unitDiagonal ? -1 : 0) : upper(ta, unitDiagonal ? 1 : 0);
  const moved = leftSide
    ? product(triangle, x as NDArray, { x: transposeA })
    : product(x as NDArray, triangle, { y: transposeA });
  return triangularSolve(a as NDArray, tb == null ? neg(moved) : sub(tb, moved), params);
}

/** Right sides that share a matrix become columns (or rows) of one wide system. */
function batch({ inputs, batched, size, params }: BatchArguments<TriangularSolveParams>): NDArray {
  const [a, b] = inputs as readonly [NDArray, NDArray];
  if (batched[0] === true) return triangularSolve(...(alignBatch(inputs, batched, size) as [NDArray, NDArray]), params);
  const beside = moveAxis(b, 0, params.leftSide ? b.ndim - 2 : b.ndim - 3);
  const stack = a.shape.slice(0, -2);
  const [n] = sidesOf(a);
  const others = sizeOf(b.shape) === 0 ? 0 : sizeOf(b.shape) / (sizeOf(stack) * n);
  const wide = reshape(beside, { shape: params.leftSide ? [...stack, n, others] : [...stack, others, n] });
  const solved = reshape(triangularSolve(a, wide, params), { shape: beside.shape });
  return moveAxis(solved, params.leftSide ? b.ndim - 2 : b.ndim - 3, 0);
}

/**
 * X with op(A)·X = B (or X·op(A) = B): A [..., n, n] and B [..., n, m] (or [..., m, n]), with the same leading axes, give X of B's shape.
 * Only the named triangle of A is read. Linear in B. Dtypes: floats. A zero on the diagonal gives infinities and NaN, as division does.
 * Shape errors: A not square, sides or leading axes that do not fit.
 * @example triangularSolve([[2, 0], [1, 1]], [[2], [3]], { leftSide: true, lower: true, transposeA: false, unitDiagonal: false }) // [[1], [2]]
 */
export const triangularSolve: Primitive<TriangularSolveParams> &
  ((a: ArrayLike, b: ArrayLike, params: TriangularSolveParams) => NDArray) = /* @__PURE__ */ callable(
  makePrimitive<TriangularSolveParams>("triangularSolve", {
    type: typeOf,
    jvp: (args) => [push(args)],
    transpose: ({ cotangents: [ct], inputs: [a, b], params }) => [
      null,
      ct == null || a == null || b !== null
        ? null
        : triangularSolve(a, ct, { ...params, transposeA: !params.transposeA }),
    ],
    batch: (args) => ({ outputs: [batch(args)], batched: [true] }),
    flops: ([a, b]) => sizeOf((b as ArrayType).shape) * sidesOf(a as ArrayType)[0],
  }),
  (a: ArrayLike, b: ArrayLike, params: TriangularSolveParams): NDArray =>
    bindOne(triangularSolve, [asArray(a), asArray(b)], params),
);
