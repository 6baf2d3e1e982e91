/** Sums of products over chosen axes. */
import { describe, dotGeneral, mul, raise, type NDArray } from "@fluxion/core";
import { spread } from "../shape/spread.js";
import { normalizeAxis } from "../support/axes.js";
import type { Operand } from "../support/weak.js";
import { productOperands, shapesOf, type ProductOptions } from "./operands.js";
import { overBooleans } from "./pair.js";

export interface TensordotOptions extends ProductOptions {
  /** A number n: the last n axes of `x` with the first n of `y` (2 if not given). Or the axes of both, in pairs. */
  readonly axes?: number | readonly [number | readonly number[], number | readonly number[]];
}

function axisPairs(x: NDArray, y: NDArray, axes: NonNullable<TensordotOptions["axes"]>): [number[], number[]] {
  if (typeof axes === "number") {
    if (!Number.isInteger(axes) || axes < 0 || axes > Math.min(x.ndim, y.ndim))
      raise({
        code: "shape",
        what: `cannot sum over ${axes} axes of shapes ${shapesOf(x, y)}`,
        where: "tensordot",
        fix: `choose from 0 to ${Math.min(x.ndim, y.ndim)} axes`,
      });
    const count = Array.from({ length: axes }, (_, i) => i);
    return [count.map((i) => x.ndim - axes + i), count];
  }
  if (!Array.isArray(axes) || axes.length !== 2)
    raise({
      code: "argument",
      what: `axes must be a number, or the axes of both operands, got ${describe(axes)}`,
      where: "tensordot",
      fix: "pass { axes: n } or { axes: [axes of x, axes of y] }",
    });
  const [left, right] = axes.map((side, i) =>
    [side].flat().map((axis) => normalizeAxis("tensordot", axis as number, i === 0 ? x.ndim : y.ndim)),
  ) as [number[], number[]];
  if (left.length !== right.length)
    raise({
      code: "argument",
      what: `axes name ${left.length} axes of one operand and ${right.length} of the other`,
      where: "tensordot",
      fix: "name axes in pairs",
    });
  return [left, right];
}

/** Nothing is summed: all products. */
function products(x: NDArray, y: NDArray): NDArray {
  const shape = [...x.shape, ...y.shape];
  const axes = shape.map((_, axis) => axis);
  return mul(spread(x, shape, axes.slice(x.ndim)), spread(y, shape, axes.slice(0, x.ndim)));
}

/**
 * Sums of products over pairs of axes; the result has the other axes of `x`, then those of `y`. A shape error if paired axes
 * differ in size.
 * @example np.tensordot([[1, 2], [3, 4]], [[1, 0], [0, 1]]) // 5
 * @example np.tensordot([1, 2], [3, 4], { axes: 0 }) // [[3, 4], [6, 8]]
 */
export function tensordot(x: Operand, y: Operand, { axes = 2, ...options }: TensordotOptions = {}): NDArray {
  const [a, b] = productOperands([x, y], options) as [NDArray, NDArray];
  const [lhsContract, rhsContract] = axisPairs(a, b, axes);
  const other = lhsContract.findIndex((axis, i) => a.shape[axis] !== b.shape[rhsContract[i] as number]);
  if (other >= 0)
    raise({
      code: "shape",
      what: `paired axes differ in size: ${a.shape[lhsContract[other] as number]} (axis ${lhsContract[other]}) and ${b.shape[rhsContract[other] as number]} (axis ${rhsContract[other]}) in shapes ${shapesOf(a, b)}`,
      where: "tensordot",
      fix: "pair axes of equal size",
    });
  return overBooleans([a, b], ([l, r]) =>
    lhsContract.length === 0
      ? products(l as NDArray, r as NDArray)
      : dotGeneral(l as NDArray, r as NDArray, { lhsContract, rhsContract, lhsBatch: [], rhsBatch: [] }),
  );
}
