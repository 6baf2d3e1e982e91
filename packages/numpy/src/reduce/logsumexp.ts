/** The logarithm of a sum of exponentials, without overflow. */
import * as core from "@fluxion/core";
import type { NDArray } from "@fluxion/core";
import { alignAs, broadcastFitting, floatType, toArray, toFloat, type Operand } from "../support/index.js";
import { collapse, masked, prepare, type MaskOption, type ReduceOptions } from "./over.js";

export interface LogsumexpOptions extends ReduceOptions, MaskOption {
  /** Factors of the exponentials; they may be negative. */
  b?: Operand;
  /** Whether the result is [log |sum|, sign of the sum]. */
  returnSign?: boolean;
}

/** The largest exponent, 0 where it is infinite; only there to keep numbers in range, so without a derivative. */
function shiftOf(x: NDArray, axes: readonly number[]): NDArray {
  const empty = axes.some((axis) => x.shape[axis] === 0);
  const top = collapse(core.reduceMax, core.stopGradient(x), axes, true);
  return empty ? core.zerosLike(top) : core.select(core.isFinite(top), top, core.zerosLike(top));
}

/**
 * log Σ b·eˣ over the axes, −∞ of nothing and of −∞ alone. Negative sums give NaN, unless `returnSign` asks for [log |Σ|, sign].
 * @example np.logsumexp([-Infinity, 2, -Infinity]) // 2
 */
export function logsumexp(x: Operand, options?: LogsumexpOptions & { returnSign?: false }): NDArray;
export function logsumexp(x: Operand, options: LogsumexpOptions & { returnSign: true }): [NDArray, NDArray];
export function logsumexp(
  x: Operand,
  { axis, keepdims = false, b, returnSign = false, where }: LogsumexpOptions = {},
): NDArray | [NDArray, NDArray] {
  const [exponents, factors] = b === undefined ? [toFloat(toArray(x)), undefined] : alignAs([x, b], floatType);
  const { array, axes } = prepare("logsumexp", exponents, axis);
  const kept = masked(array, where, -Infinity);
  const shift = shiftOf(
    factors === undefined ? kept : core.select(core.eq(factors, 0), core.fullLike(kept, -Infinity), kept),
    axes,
  );
  const powers = core.exp(core.sub(kept, broadcastFitting(shift, kept.shape)));
  const terms =
    factors === undefined
      ? powers
      : core.select(core.eq(factors, 0), core.zerosLike(powers), core.mul(factors, powers));
  const total = collapse(core.sum, terms, axes, true);
  const size = returnSign ? core.abs(total) : total;
  const result = core.add(core.log(size), shift);
  const shape = keepdims ? result.shape : result.shape.filter((_, i) => !axes.includes(i));
  const shaped = core.reshape(result, { shape });
  return returnSign ? [shaped, core.reshape(core.sign(total), { shape })] : shaped;
}
