/** Rounding. The derivative is zero everywhere; integers stay. */
import * as core from "@fluxion/core";
import { isFloat, type NDArray, type PointwiseOperation } from "@fluxion/core";
import { toArray, toFloat, type Operand } from "../support/index.js";
import { apply, type Unary } from "./make.js";

const ofFloats =
  (op: PointwiseOperation<object>): Unary =>
  (x) => {
    const array = toArray(x);
    return isFloat(array.dtype) ? apply(op, array) : array;
  };

/**
 * Down, toward −∞.
 * @example np.floor([1.5, -1.5]) // [1, -2]
 */
export const floor: Unary = ofFloats(core.floor);

/**
 * Up, toward +∞.
 * @example np.ceil([1.5, -1.5]) // [2, -1]
 */
export const ceil: Unary = ofFloats(core.ceil);

/**
 * Toward zero.
 * @example np.trunc([1.5, -1.5]) // [1, -1]
 */
export const trunc: Unary = ofFloats(core.trunc);

/**
 * The same as `trunc`.
 * @example np.fix([1.5, -1.5]) // [1, -1]
 */
export const fix: Unary = trunc;

/**
 * To the nearest whole number, halves to even; integers become float32.
 * @example np.rint([0.5, 1.5, 2.6]) // [0, 2, 3]
 */
export const rint: Unary = (x) => apply(core.round, toFloat(toArray(x)));

/** Integers to multiples of `unit`, halves to even multiples. */
function roundIntegers(x: NDArray, unit: number): NDArray {
  const remainder = core.rem(x, unit);
  const down = core.sub(x, remainder);
  const size = core.abs(remainder);
  const odd = core.ne(core.rem(core.div(down, unit), 2), 0);
  const rest = core.sub(core.fullLike(x, unit), size);
  const away = core.or(core.gt(size, rest), core.and(core.eq(size, rest), odd));
  return core.select(away, core.add(down, core.mul(core.sign(remainder), unit)), down);
}

/**
 * To the nearest multiple of 10^−decimals, halves to even.
 * @example np.round([0.5, 1.5, 12.25], { decimals: 0 }) // [0, 2, 12]
 */
export function round(x: Operand, { decimals = 0 }: { decimals?: number } = {}): NDArray {
  const array = toArray(x);
  if (!isFloat(array.dtype))
    return decimals >= 0 || array.dtype === "bool" ? array : roundIntegers(array, 10 ** -decimals);
  if (decimals === 0) return core.round(array);
  const scale = 10 ** Math.abs(decimals);
  return decimals > 0
    ? core.div(core.round(core.mul(array, scale)), scale)
    : core.mul(core.round(core.div(array, scale)), scale);
}

/**
 * The same as `round`.
 * @example np.around([2.5, 3.5]) // [2, 4]
 */
export const around: typeof round = round;
