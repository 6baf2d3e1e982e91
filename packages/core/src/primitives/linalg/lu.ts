/** Matrices with their rows exchanged as products L·U of a lower and an upper triangular matrix. */
import { map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type { NDArray } from "../../ir/value.js";
import { add } from "../arithmetic.js";
import { fullLike, zerosLike } from "../constant.js";
import { pad } from "../pad.js";
import { decomposition, type Decomposition } from "./decomposition.js";
import { countOf, lower, matrices, onDiagonal, product, sidesOf, upper } from "./matrices.js";
import { takeRows } from "./take-rows.js";
import { triangularSolve } from "./triangular-solve.js";

/** The matrices with other sides: cut off, or continued with a value. */
function withSides(x: NDArray, rows: number, columns: number, value = 0): NDArray {
  const [m, n] = sidesOf(x);
  if (m === rows && n === columns) return x;
  const none = x.shape.map(() => 0);
  const high = [...none.slice(0, -2), rows - m, columns - n];
  return pad(x, fullLike(x, value, x.dtype, []), { low: none, high, interior: none });
}

/** The square upper factor: that of wide matrices is continued with ones on the diagonal. */
function squareUpper(packed: NDArray): NDArray {
  const [m, n] = sidesOf(packed);
  const factor = upper(withSides(packed, n, n));
  if (m >= n) return factor;
  const corner = withSides(zerosLike(withSides(packed, m, m)), n, n, 1);
  return add(factor, onDiagonal(corner));
}

/** With X = L⁻¹·P·dA·U⁻¹: dL = L·(X below the diagonal) and dU = (the rest of X)·U. */
function push(t: NDArray, packed: NDArray, permutation: NDArray): NDArray {
  const [m] = sidesOf(packed);
  const strict = lower(withSides(packed, m, m), -1);
  const right = squareUpper(packed);
  const plain = { transposeA: false } as const;
  const half = triangularSolve(strict, takeRows(t, permutation), {
    leftSide: true,
    lower: true,
    unitDiagonal: true,
    ...plain,
  });
  const whole = triangularSolve(right, half, { leftSide: false, lower: false, unitDiagonal: false, ...plain });
  const below = lower(whole, -1);
  return add(add(below, product(strict, below)), product(upper(whole), right));
}

/**
 * L·U decomposition with partial pivoting of matrices A [..., m, n]: the rows `permutation` of A are L·U.
 * @returns [packed, pivots, permutation]: L below the diagonal (ones on it) and U above, [..., m, n]; for each of the min(m, n) steps the
 * row that row i was exchanged with, int32; the order of the rows, int32 [..., m]. Dtypes: floats. A singular matrix has zeros on U's diagonal.
 * A shape error below two dimensions. Source: G. Golub and C. Van Loan, "Matrix Computations", 4th ed., 3.4.
 * @example lu([[0, 2], [1, 3]])[0] // [[1, 3], [0, 2]]
 */
export const lu: Decomposition<object> = /* @__PURE__ */ decomposition<object>("lu", {
  type: (x) =>
    pipe(
      matrices("lu", x),
      map(() => {
        const [m, n] = sidesOf(x);
        const stack = x.shape.slice(0, -2);
        return [x, { dtype: "int32", shape: [...stack, Math.min(m, n)] }, { dtype: "int32", shape: [...stack, m] }];
      }),
    ),
  push(t, x) {
    const outputs = lu(x);
    const [packed, , permutation] = outputs as readonly [NDArray, NDArray, NDArray];
    return { outputs, tangents: [push(t, packed, permutation), null, null] };
  },
  flops(x) {
    const [m, n] = sidesOf(x);
    const k = Math.min(m, n);
    return countOf(x) * 2 * k * (m * n - ((m + n) * k) / 2 + k ** 2 / 3);
  },
});
