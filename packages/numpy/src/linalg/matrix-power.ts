/** Whole powers of square matrices. */
import { eq, indicesAlong, raise, convert, type NDArray } from "@fluxion/core";
import { matmul } from "../contract/matmul.js";
import { broadcastFitting } from "../support/broadcast.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";

/**
 * The matrices [..., n, n] multiplied by themselves, by squaring. Shape error: not square. Argument error: negative powers.
 * @example np.linalg.matrixPower([[1, 1], [0, 1]], 3) // [[1, 3], [0, 1]]
 */
export function matrixPower(x: Operand, n: number): NDArray {
  const array = toArray(x);
  const size = array.shape.at(-1);
  if (array.ndim < 2 || size !== array.shape.at(-2))
    raise({
      code: "shape",
      what: `square matrices are needed, got shape [${array.shape.join(", ")}]`,
      where: "matrixPower",
      fix: "pass an array of shape [..., n, n]",
    });
  if (!Number.isInteger(n) || n < 0)
    raise({
      code: "argument",
      what: `power ${n}`,
      where: "matrixPower",
      fix: "use an integer of at least 0, and invert the matrix for negative ones",
    });
  if (n === 0) {
    const matrix = array.shape.slice(-2);
    const identity = convert(eq(indicesAlong(array, 0, matrix), indicesAlong(array, 1, matrix)), {
      dtype: array.dtype,
    });
    return broadcastFitting(identity, array.shape);
  }
  let result: NDArray | undefined;
  let square = array;
  for (let rest = n; ; square = matmul(square, square)) {
    if (rest % 2 === 1) result = result === undefined ? square : matmul(result, square);
    rest = Math.floor(rest / 2);
    if (rest === 0) return result ?? square;
  }
}
