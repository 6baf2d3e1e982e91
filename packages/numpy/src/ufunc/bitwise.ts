/** Operations on the bits of integers; on booleans they are logic. A dtype error for floats. */
import * as core from "@fluxion/core";
import { isFloat, raise, type DType, type PointwiseOperation } from "@fluxion/core";
import { alignAs, convertTo, resultType, toArray } from "../support/index.js";
import { apply2, countType, unary, type Binary, type Unary } from "./make.js";

function onlyBits(where: string, dtype: DType): DType {
  if (!isFloat(dtype)) return dtype;
  return raise({
    code: "dtype",
    what: `${dtype} has no bits to work on`,
    where,
    fix: "convert to int32 or uint32 first (numbers and lists are float32 unless dtype says otherwise)",
  });
}

const bits =
  (name: string, op: PointwiseOperation<object>): Binary =>
  (x, y) =>
    apply2(op, ...alignAs([x, y], (dtype) => onlyBits(name, dtype)));

/** Shifts of booleans are shifts of int32. */
const shift =
  (name: string, op: (dtype: DType) => PointwiseOperation<object>): Binary =>
  (x, y) => {
    const [a, b] = alignAs([x, y], (dtype) => onlyBits(name, countType(dtype)));
    return apply2(op(a.dtype), a, b);
  };

/**
 * Bits set in both.
 * @example np.bitwiseAnd(np.array([6, 5], { dtype: "int32" }), 3) // [2, 1]
 */
export const bitwiseAnd: Binary = bits("bitwiseAnd", core.and);

/**
 * Bits set in either.
 * @example np.bitwiseOr(np.array([6, 5], { dtype: "int32" }), 3) // [7, 7]
 */
export const bitwiseOr: Binary = bits("bitwiseOr", core.or);

/**
 * Bits set in one of the two.
 * @example np.bitwiseXor(np.array([6, 5], { dtype: "int32" }), 3) // [5, 6]
 */
export const bitwiseXor: Binary = bits("bitwiseXor", core.xor);

/**
 * All bits flipped; `not` of booleans.
 * @example np.bitwiseNot(np.array([0, 5], { dtype: "int32" })) // [-1, -6]
 */
export const bitwiseNot: Unary = unary(core.not);

/**
 * The same as `bitwiseNot`.
 * @example np.invert([true, false]) // [false, true]
 */
export const invert: Unary = bitwiseNot;

/**
 * The same as `bitwiseNot`.
 * @example np.bitwiseInvert([true, false]) // [false, true]
 */
export const bitwiseInvert: Unary = bitwiseNot;

/**
 * Bits moved up; 0 for counts outside of the width.
 * @example np.leftShift(np.array([1, 3], { dtype: "int32" }), 2) // [4, 12]
 */
export const leftShift: Binary = shift("leftShift", () => core.shiftLeft);

/**
 * Bits moved down, signed types keep their sign.
 * @example np.rightShift(np.array([8, -8], { dtype: "int32" }), 1) // [4, -4]
 */
export const rightShift: Binary = shift("rightShift", (dtype) =>
  dtype.startsWith("uint") ? core.shiftRightLogical : core.shiftRightArithmetic,
);

/**
 * The same as `leftShift`.
 * @example np.bitwiseLeftShift(np.array([1, 3], { dtype: "int32" }), 2) // [4, 12]
 */
export const bitwiseLeftShift: Binary = leftShift;

/**
 * The same as `rightShift`.
 * @example np.bitwiseRightShift(np.array([8, -8], { dtype: "int32" }), 1) // [4, -4]
 */
export const bitwiseRightShift: Binary = rightShift;

/**
 * How many bits of |x| are set, as uint8.
 * @example np.bitwiseCount(np.array([7, -1], { dtype: "int32" })) // [3, 1]
 */
export const bitwiseCount: Unary = (x) => {
  const array = toArray(x);
  onlyBits("bitwiseCount", resultType(array));
  if (array.dtype === "bool") return convertTo(array, "uint8");
  return convertTo(core.populationCount(core.abs(array)), "uint8");
};
