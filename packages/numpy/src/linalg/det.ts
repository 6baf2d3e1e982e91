/** Determinants: a primitive, because they have a derivative where a matrix is singular and its decomposition has none. */
import {
  add,
  bindOne,
  definePrimitive,
  eq,
  indicesAlong,
  mul,
  onesLike,
  prod,
  right,
  select,
  sub,
  sum,
  takeRows,
  triangularSolve,
  type ArrayType,
  type NDArray,
} from "@fluxion/core";
import { cut } from "../shape/cut.js";
import { reshapeTo } from "../shape/reshape-to.js";
import { broadcastFitting } from "../support/broadcast.js";
import type { Operand } from "../support/weak.js";
import { diagonals, factored, overLast } from "./lu-factors.js";
import { squareMatrices } from "./square.js";

/** A condition on the rows and columns of matrices, for all of a stack. */
const where = (x: NDArray, holds: (row: NDArray, column: NDArray) => NDArray): NDArray => {
  const sides = x.shape.slice(-2);
  return broadcastFitting(holds(indicesAlong(x, 0, sides), indicesAlong(x, 1, sides)), x.shape);
};

/**
 * tr(adj(A)·dA), with the last pivot w apart: adj(A) is det(U′)·U₁⁻¹·diag(w, …, w, 1)·L⁻¹·P up to the sign, where U′ is U without its last row and column and U₁ is U
 * with 1 in the place of w. So w may be zero.
 */
function push(t: NDArray, x: NDArray): NDArray {
  const { packed, permutation, parity, pivots } = factored(x);
  const n = x.shape.at(-1) as number;
  const corner = where(x, (row, column) => eq(add(row, column), 2 * (n - 1)));
  const bottom = where(x, (row) => eq(row, n - 1));
  const pivot = broadcastFitting(
    reshapeTo(cut(pivots, pivots.ndim - 1, n - 1, n), [...x.shape.slice(0, -2), 1, 1]),
    x.shape,
  );
  const below = { leftSide: true, transposeA: false } as const;
  const half = triangularSolve(packed, takeRows(t, permutation), { ...below, lower: true, unitDiagonal: true });
  const regular = select(corner, onesLike(packed), packed);
  const whole = triangularSolve(regular, select(bottom, half, mul(pivot, half)), {
    ...below,
    lower: false,
    unitDiagonal: false,
  });
  const others = cut(pivots, pivots.ndim - 1, 0, n - 1);
  const traces = diagonals(whole);
  return mul(mul(parity, prod(others, overLast(others))), sum(traces, overLast(traces)));
}

const determinant: ReturnType<typeof definePrimitive<object>> = /* @__PURE__ */ definePrimitive("det", {
  type: ([x]) => right([{ dtype: (x as ArrayType).dtype, shape: (x as ArrayType).shape.slice(0, -2) }]),
  body([x]) {
    const { parity, pivots } = factored(x as NDArray);
    return mul(parity, prod(pivots, overLast(pivots)));
  },
  jvp: ({ inputs: [x], tangents: [t] }) => [t == null ? null : push(t, x as NDArray)],
  batch: ({ inputs, params }) => ({ outputs: [bindOne(determinant, inputs, params)], batched: [true] }),
});

/** The determinant of matrices of up to three rows, as a polynomial of their elements. */
function expanded(x: NDArray): NDArray {
  const n = x.shape.at(-1) as number;
  const stack = x.shape.slice(0, -2);
  const at = (i: number, j: number): NDArray =>
    reshapeTo(cut(cut(x, x.ndim - 2, i, i + 1), x.ndim - 1, j, j + 1), stack);
  if (n === 0) return prod(x, { axes: [x.ndim - 2, x.ndim - 1] });
  if (n === 1) return at(0, 0);
  const minor = (i: number, j: number, k: number, l: number): NDArray =>
    sub(mul(at(i, k), at(j, l)), mul(at(i, l), at(j, k)));
  if (n === 2) return minor(0, 1, 0, 1);
  const terms = [0, 1, 2].map((k) => mul(at(0, k), minor(1, 2, (k + 1) % 3, (k + 2) % 3)));
  return terms.reduce((total, term) => add(total, term));
}

/**
 * Determinants [...] of matrices [..., n, n]. Integers give float32. The derivative is the adjugate, also for matrices whose rank is n − 1 (any rank, up to n = 3).
 * A shape error if the matrices are not square.
 * @example np.linalg.det([[1, 2], [3, 4]]) // -2
 */
export function det(x: Operand): NDArray {
  const array = squareMatrices("det", x);
  return (array.shape.at(-1) as number) <= 3 ? expanded(array) : determinant([array]);
}
