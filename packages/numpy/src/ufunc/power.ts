/** Powers. */
import * as core from "@fluxion/core";
import {
  isFloat,
  pointwise,
  raise,
  type NDArray,
  type PointwiseOperation,
  type Scalar,
  type ScalarOps,
} from "@fluxion/core";
import {
  alignAs,
  convertTo,
  resultType,
  toArray,
  toFloat,
  WeakScalar,
  weakKindOf,
  type Operand,
} from "../support/index.js";
import { apply2, countType, floatBinary, type Binary } from "./make.js";

/** Whole exponents up to this size are products; beyond, the rounding errors of the products add up to more than 2 ulp. */
const PRODUCTS = 4;

/** Square and multiply over all 32 bits: the product wraps. A negative exponent truncates 1/xⁿ. */
function wholePower(s: ScalarOps<Scalar>, x: Scalar, y: Scalar): Scalar {
  const one = s.lit(1);
  let result = one;
  let square = x;
  let rest = y;
  const bits = s.dtype.endsWith("8") ? 8 : 32;
  for (let bit = 0; bit < bits; bit++) {
    const set = s.ne(s.and(rest, one), s.lit(0));
    result = s.select(set, s.mul(result, square), result);
    square = s.mul(square, square);
    rest = s.shiftRightLogical(rest, one);
  }
  if (s.dtype.startsWith("uint")) return result;
  const unit = s.or(s.eq(x, one), s.eq(x, s.lit(-1)));
  return s.select(s.and(s.lt(y, s.lit(0)), s.not(unit)), s.lit(0), result);
}

const wholePowers: PointwiseOperation<object> = pointwise("wholePower", {
  kinds: ["int", "uint"],
  body: (s) => (x, y) => wholePower(s, x, y),
  jvp: [null, null],
});

/** A power that is known while the program is made. */
function staticPower(x: NDArray, exponent: number): NDArray {
  if (isFloat(x.dtype))
    return Number.isInteger(exponent) && Math.abs(exponent) <= PRODUCTS
      ? core.integerPow(x, { exponent })
      : core.pow(x, exponent);
  if (exponent < 0)
    raise({
      code: "argument",
      what: `integers to the negative power ${exponent}`,
      where: "power",
      fix: "convert the base to a float type, or use floatPower",
    });
  return core.integerPow(x, { exponent });
}

/**
 * x to the power y; 0⁰ = 1. A JavaScript number as exponent is static: small whole ones become products. Whole powers of
 * whole numbers are exact. Integers wrap; a static negative exponent of integers is an argument error.
 * @example np.power([2, 3], 3) // [8, 27]
 */
export const power: Binary = (x, y) => {
  const kind = weakKindOf(y);
  const base = weakKindOf(x) === undefined ? toArray(x) : undefined;
  if (base !== undefined && kind !== undefined && kind !== "bool") {
    const dtype = resultType(base, y);
    return staticPower(convertTo(base, dtype), y instanceof WeakScalar ? y.value : Number(y));
  }
  const [a, b] = alignAs([base ?? x, y], countType);
  return apply2(isFloat(a.dtype) ? core.pow : wholePowers, a, b);
};

/**
 * The same as `power`.
 * @example np.pow([2, 3], 2) // [4, 9]
 */
export const pow: Binary = power;

const powFloats = floatBinary(core.pow);

/**
 * x to the power y as floats, integers too.
 * @example np.floatPower([2, 4], -1) // [0.5, 0.25]
 */
export const floatPower: Binary = (x: Operand, y: Operand) => {
  const kind = weakKindOf(y);
  if (weakKindOf(x) === undefined && kind !== undefined && kind !== "bool") return power(toFloat(toArray(x)), y);
  return powFloats(x, y);
};
