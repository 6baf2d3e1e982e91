/** What the rules about matrices are written in: type guards, products, transposes and triangles of the last two axes. */
import { chain, map, type Either } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type { Failure } from "../../errors.js";
import { showType, sizeOf, type ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { add } from "../arithmetic.js";
import { eq, ge, le } from "../compare.js";
import { zerosLike } from "../constant.js";
import { dotGeneral } from "../dot.js";
import { elements, ensure } from "../guard.js";
import { indicesAlong } from "../iota.js";
import { broadcast, sum } from "../reduce.js";
import { select } from "../select.js";
import { transpose } from "../transpose.js";

/** Rows and columns of the matrices of an array. */
export const sidesOf = ({ shape }: { readonly shape: readonly number[] }): [rows: number, columns: number] => [
  shape.at(-2) ?? 0,
  shape.at(-1) ?? 0,
];

/** How many matrices an array holds. */
export const countOf = ({ shape }: ArrayType): number => sizeOf(shape.slice(0, -2));

/** An array of real matrices. */
export const matrices = (where: string, x: ArrayType): Either<Failure, ArrayType> =>
  pipe(
    elements(where, [x], ["float"]),
    chain(() =>
      ensure(x.shape.length >= 2, () => ({
        code: "shape",
        what: `matrices are needed, got ${showType(x)}`,
        where,
        fix: "pass an array with at least two dimensions",
      })),
    ),
    map(() => x),
  );

/** An array of real square matrices. */
export const squares = (where: string, x: ArrayType): Either<Failure, ArrayType> =>
  pipe(
    matrices(where, x),
    chain(() =>
      ensure(x.shape.at(-1) === x.shape.at(-2), () => ({
        code: "shape",
        what: `square matrices are needed, got ${showType(x)}`,
        where,
        fix: "pass an array of shape [..., n, n]",
      })),
    ),
    map(() => x),
  );

export interface Transposed {
  readonly x?: boolean;
  readonly y?: boolean;
}

/** Products of corresponding matrices, either operand transposed first. */
export function product(x: NDArray, y: NDArray, transposed: Transposed = {}): NDArray {
  const stack = x.shape.slice(0, -2).map((_, axis) => axis);
  const rank = x.ndim;
  return dotGeneral(x, y, {
    lhsContract: [transposed.x === true ? rank - 2 : rank - 1],
    rhsContract: [transposed.y === true ? rank - 1 : rank - 2],
    lhsBatch: stack,
    rhsBatch: stack,
  });
}

/** Every matrix transposed. */
export const transposed = (x: NDArray): NDArray =>
  transpose(x, {
    permutation: x.shape.map((_, axis) => (axis < x.ndim - 2 ? axis : 2 * x.ndim - 3 - axis)),
  });

/** Elements at [row, column] where row + k and column compare as said; zeros elsewhere. */
function keep(compare: typeof ge, x: NDArray, k: number): NDArray {
  const sides = sidesOf(x);
  const rows = indicesAlong(x, 0, sides);
  const mask = compare(k === 0 ? rows : add(rows, k), indicesAlong(x, 1, sides));
  const axes = x.shape.slice(0, -2).map((_, axis) => axis);
  return select(axes.length === 0 ? mask : broadcast(mask, { shape: x.shape, axes }), x, zerosLike(x));
}

/** Zeros above diagonal `k`. */
export const lower = (x: NDArray, k = 0): NDArray => keep(ge, x, k);
/** Zeros below diagonal `k`. */
export const upper = (x: NDArray, k = 0): NDArray => keep(le, x, k);
/** Zeros beside the main diagonal. */
export const onDiagonal = (x: NDArray): NDArray => keep(eq, x, 0);

/** The main diagonals of square matrices, as vectors. */
export const diagonalOf = (x: NDArray): NDArray => sum(onDiagonal(x), { axes: [x.ndim - 1] });

/** The symmetric matrices that have the same lower (or upper) triangle. */
export const mirrored = (x: NDArray, fromLower: boolean): NDArray =>
  fromLower ? add(lower(x), transposed(lower(x, -1))) : add(upper(x), transposed(upper(x, 1)));

/** Vectors [..., n] as matrices whose `rows` rows are all the same. */
export const asRows = (v: NDArray, rows: number): NDArray =>
  broadcast(v, { shape: [...v.shape.slice(0, -1), rows, v.shape.at(-1) as number], axes: [v.ndim - 1] });

/** Vectors [..., n] as matrices whose `columns` columns are all the same. */
export const asColumns = (v: NDArray, columns: number): NDArray =>
  broadcast(v, { shape: [...v.shape, columns], axes: [v.ndim] });
