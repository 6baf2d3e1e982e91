/** Uniform random floats. */
import {
  add,
  convert,
  max,
  mul,
  shiftLeft,
  shiftRightLogical,
  sub,
  type ArrayLike,
  type ArrayType,
  type NDArray,
} from "@fluxion/core";
import { bits32 } from "./bits.js";
import { broadcastTo } from "./broadcast-to.js";
import { formatOf } from "./dtype.js";
import { floats, type FloatOptions } from "./sampler.js";
import { randomWords, type Part, type Words } from "./words.js";

/**
 * Multiples of 2⁻ᵐ in [0, 1), for the m bits of the significand: k·2⁻ᵐ of the m highest of the random bits, which is the number
 * that has those bits after a leading 1, minus 1.
 */
export function unit(key: Words, { shape, dtype }: ArrayType, part?: Part): NDArray {
  const { width, mantissa, epsilon } = formatOf("uniform", dtype);
  const scaled = (bits: NDArray, unitInLast: number): NDArray => mul(convert(bits, { dtype }), unitInLast);
  if (width === 64) {
    const [high, low] = randomWords(key, shape, part);
    return add(scaled(high, 2 ** -32), scaled(shiftRightLogical(low, 64 - mantissa), epsilon));
  }
  const bits = bits32(key, shape, part);
  return scaled(shiftRightLogical(width === 32 ? bits : shiftLeft(bits, 32 - width), 32 - mantissa), epsilon);
}

/**
 * Floats in [low, low + span), for numbers or for arrays that broadcast to the type. The span is high − low, rounded to the
 * type; the maximum guards against rounding below `low`.
 */
export function above(
  key: Words,
  type: ArrayType,
  low: number | NDArray,
  span: number | NDArray,
  part?: Part,
): NDArray {
  const wide = (x: number | NDArray): number | NDArray => (typeof x === "number" ? x : broadcastTo(x, type.shape));
  return max(add(mul(unit(key, type, part), wide(span)), wide(low)), wide(low));
}

export interface UniformOptions extends FloatOptions {
  /** 0 if not given. */
  readonly minval?: ArrayLike;
  /** 1 if not given. */
  readonly maxval?: ArrayLike;
}

const drawUnit = floats("uniform", (key, type) => unit(key, type));
const drawBetween = floats("uniform", (key, type, low, high) =>
  above(key, type, low as NDArray, sub(high as NDArray, low as NDArray)),
);

/**
 * Floats in [minval, maxval), of `shape` (or the shape that minval and maxval broadcast to), differentiable in both bounds.
 * Source: Salmon et al. (2011) for the bits; the significand's bits are the number's, as in JAX.
 * @throws ShapeError if the bounds do not broadcast to the shape; DTypeError for types that are not floats
 * @example uniform(key(0), { shape: [2], minval: -1, maxval: 1 })
 */
export function uniform(key: ArrayLike, { minval, maxval, ...options }: UniformOptions = {}): NDArray {
  if (minval === undefined && maxval === undefined) return drawUnit(key, options);
  return drawBetween(key, options, minval ?? 0, maxval ?? 1);
}
