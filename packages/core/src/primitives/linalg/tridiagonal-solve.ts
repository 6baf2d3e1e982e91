/** Systems of equations whose matrix has three diagonals. */
import { chain, map, type Either } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type { Failure } from "../../errors.js";
import { NO_PARAMS } from "../../ir/key.js";
import type { JvpArguments, Primitive, Tangent } from "../../ir/primitive.js";
import { sameType, showType, sizeOf, type ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { asArray, type ArrayLike } from "../../trace/asarray.js";
import { bindOne } from "../../trace/bind.js";
import { mul, sub } from "../arithmetic.js";
import { fullLike, zerosLike } from "../constant.js";
import { callable, makePrimitive } from "../define.js";
import { arity, elements, ensure } from "../guard.js";
import { pad } from "../pad.js";
import { alignBatch } from "../pointwise.js";
import { asColumns } from "./matrices.js";

function typeOf(types: readonly ArrayType[]): Either<Failure, readonly ArrayType[]> {
  const [below, diagonal, above, b] = types as readonly [ArrayType, ArrayType, ArrayType, ArrayType];
  return pipe(
    arity("tridiagonalSolve", types, 4),
    chain(() => elements("tridiagonalSolve", types, ["float"])),
    chain(() =>
      ensure(
        diagonal.shape.length >= 1 &&
          sameType(below, diagonal) &&
          sameType(above, diagonal) &&
          sameType({ ...b, shape: b.shape.slice(0, -1) }, diagonal),
        () => ({
          code: "shape",
          what: `three diagonals ${[below, diagonal, above].map(showType).join(", ")} do not fit ${showType(b)}`,
          where: "tridiagonalSolve",
          fix: "give three diagonals of shape [..., n], and right sides of shape [..., n, m]",
        }),
      ),
    ),
    map(() => [b]),
  );
}

/** Elements moved by one place along an axis: those of the next place for 1, of the one before for −1; zero at the end. */
function shifted(x: NDArray, axis: number, by: 1 | -1): NDArray {
  const along = (n: number): number[] => x.shape.map((_, i) => (i === axis ? n : 0));
  return pad(x, fullLike(x, 0, x.dtype, []), { low: along(-by), high: along(by), interior: along(0) });
}

/** A·dX = dB − dA·X. */
function push({ inputs, outputs, tangents }: JvpArguments<object>): Tangent {
  const [below, diagonal, above] = inputs as readonly [NDArray, NDArray, NDArray];
  const [x] = outputs as readonly [NDArray];
  const axis = x.ndim - 2;
  const columns = x.shape.at(-1) as number;
  const neighbours = [() => shifted(x, axis, -1), () => x, () => shifted(x, axis, 1)];
  let right = tangents[3] ?? null;
  neighbours.forEach((neighbour, i) => {
    const t = tangents[i];
    if (t == null) return;
    const moved = mul(asColumns(t, columns), neighbour());
    right = sub(right ?? zerosLike(x), moved);
  });
  return right === null ? null : tridiagonalSolve(below, diagonal, above, right);
}

/**
 * X with below[i]·X[i − 1] + diagonal[i]·X[i] + above[i]·X[i + 1] = B[i]: three diagonals [..., n] and B [..., n, m] give X [..., n, m]. below[0] and
 * above[n − 1] are not read. Linear in B. Dtypes: floats. A singular matrix gives infinities and NaN. Shape errors: operands that do not fit.
 * Source: elimination with partial pivoting, as in J. Dongarra et al., "LINPACK Users' Guide" (1979), chapter 7.
 * @example tridiagonalSolve([0, 1], [2, 3], [1, 0], [[3], [4]]) // [[1], [1]]
 */
export const tridiagonalSolve: Primitive<object> &
  ((below: ArrayLike, diagonal: ArrayLike, above: ArrayLike, b: ArrayLike) => NDArray) = /* @__PURE__ */ callable(
  makePrimitive<object>("tridiagonalSolve", {
    type: typeOf,
    jvp: (args) => [push(args)],
    transpose({ cotangents: [ct], inputs: [below, diagonal, above, b] }) {
      if (ct == null || below == null || diagonal == null || above == null || b !== null)
        return [null, null, null, null];
      const axis = diagonal.ndim - 1;
      return [null, null, null, tridiagonalSolve(shifted(above, axis, -1), diagonal, shifted(below, axis, 1), ct)];
    },
    batch: ({ inputs, batched, size }) => ({
      outputs: [bindOne(tridiagonalSolve, alignBatch(inputs, batched, size), NO_PARAMS)],
      batched: [true],
    }),
    flops: ([, , , b]) => 8 * sizeOf((b as ArrayType).shape),
  }),
  (below: ArrayLike, diagonal: ArrayLike, above: ArrayLike, b: ArrayLike): NDArray =>
    bindOne(
      tridiagonalSolve,
      [below, diagonal, above, b].map((x) => asArray(x)),
      NO_PARAMS,
    ),
);
