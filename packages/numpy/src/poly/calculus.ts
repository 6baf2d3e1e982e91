/** Derivatives and integrals of polynomials given by their coefficients, the highest power first. */
import { raise, type NDArray } from "@fluxion/core";
import { atleast1d } from "../shape/atleast.js";
import { joinAlong } from "../shape/concatenate.js";
import { cut } from "../shape/cut.js";
import { broadcastTo } from "../support/broadcast.js";
import { toFloat } from "../support/convert.js";
import { promote } from "../support/promote.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { divide, multiply } from "../ufunc/arithmetic.js";

function checkOrder(where: string, m: number): void {
  if (!Number.isInteger(m) || m < 0)
    raise({ code: "argument", what: `order ${m}`, where, fix: "use an integer of at least 0" });
}

/** a · (a − 1) · … over `m` factors. */
const falling = (a: number, m: number): number =>
  Array.from({ length: m }, (_, i) => a - i).reduce((product, factor) => product * factor, 1);

/**
 * The coefficients of the m-th derivative (1 if not given).
 * @example np.polyder([1, 2, 3]) // [2, 2]
 */
export function polyder(p: Operand, { m = 1 }: { m?: number } = {}): NDArray {
  checkOrder("polyder", m);
  const list = atleast1d(toArray(p));
  const degree = list.size - 1;
  const kept = Math.max(0, list.size - m);
  return m === 0
    ? list
    : multiply(
        cut(list, 0, 0, kept),
        toArray(
          Array.from({ length: kept }, (_, i) => falling(degree - i, m)),
          list.dtype,
        ),
      );
}

/**
 * The coefficients of the m-th integral (1 if not given), with constants `k`: one for all, or one for each integration.
 * @example np.polyint([2, 2]) // [1, 2, 0]
 */
export function polyint(p: Operand, { m = 1, k = 0 }: { m?: number; k?: Operand | null } = {}): NDArray {
  checkOrder("polyint", m);
  const list = toFloat(atleast1d(toArray(p)));
  if (m === 0) return list;
  const given = atleast1d(toArray(k ?? 0, list.dtype));
  const constants = broadcastTo(given, [m]);
  const [whole, added] = promote(list, constants) as [NDArray, NDArray];
  const coefficients = joinAlong("polyint", [whole, added], 0);
  const highest = coefficients.size - 1;
  // The element for power a was one for power a − m, or is the constant of an integration after which a more follow.
  const factors = Array.from({ length: coefficients.size }, (_, i) => {
    const power = highest - i;
    return falling(power, Math.min(m, power));
  });
  return divide(coefficients, toArray(factors, coefficients.dtype));
}
