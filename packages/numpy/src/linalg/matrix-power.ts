/** Whole powers of square matrices. */
import { raise, type NDArray } from "@fluxion/core";
import { matmul } from "../contract/matmul.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { inv } from "./solve.js";
import { identityLike, requireSquare } from "./square.js";

/**
 * The matrices [..., n, n] multiplied by themselves, by squaring; inverted first for negative powers. Shape error: not square. Argument error: a
 * power that is no integer.
 * @example np.linalg.matrixPower([[1, 1], [0, 1]], 3) // [[1, 3], [0, 1]]
 * @example np.linalg.matrixPower([[2, 0], [0, 4]], -1) // [[0.5, 0], [0, 0.25]]
 */
export function matrixPower(x: Operand, n: number): NDArray {
  const array = requireSquare("matrixPower", toArray(x));
  if (!Number.isInteger(n))
    raise({ code: "argument", what: `power ${n}`, where: "matrixPower", fix: "use an integer" });
  if (n === 0) return identityLike(array, array.shape.at(-1) as number, array.shape);
  let result: NDArray | undefined;
  let square = n < 0 ? inv(array) : array;
  for (let rest = Math.abs(n); ; square = matmul(square, square)) {
    if (rest % 2 === 1) result = result === undefined ? square : matmul(result, square);
    rest = Math.floor(rest / 2);
    if (rest === 0) return result ?? square;
  }
}
