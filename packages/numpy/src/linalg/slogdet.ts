/** Logarithms of determinants. */
import { abs, log, mul, prod, sign, sum, type NDArray } from "@fluxion/core";
import type { Operand } from "../support/weak.js";
import { factored, overLast } from "./lu-factors.js";
import { squareMatrices } from "./square.js";

/**
 * Signs [...] and logarithms [...] of the sizes of the determinants of matrices [..., n, n]: 0 and −Infinity for singular ones. Integers give float32. A shape error
 * if the matrices are not square.
 * @returns [sign, logabsdet]
 * @example np.linalg.slogdet([[0, 1], [1, 0]]) // [-1, 0]
 */
export function slogdet(x: Operand): [sign: NDArray, logabsdet: NDArray] {
  const array = squareMatrices("slogdet", x);
  const { parity, pivots } = factored(array);
  const signs = sign(pivots);
  const logs = log(abs(pivots));
  return [mul(parity, prod(signs, overLast(signs))), sum(logs, overLast(logs))];
}
