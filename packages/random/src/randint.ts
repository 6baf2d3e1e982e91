/** Uniform random integers. */
import {
  add,
  asArray,
  clamp,
  convert,
  dtypeOfTypedArray,
  fullLike,
  isInteger,
  max,
  mul,
  raise,
  rem,
  sub,
  type ArrayLike,
  type ArrayType,
  type NDArray,
  type Shape,
} from "@fluxion/core";
import { bits32 } from "./bits.js";
import { broadcastTo, shapeOfDraw } from "./broadcast-to.js";
import { rangeOf, type IntegerDType } from "./dtype.js";
import { asKey } from "./key.js";
import { program, scalarLike } from "./sampler.js";
import { childOf, type Words } from "./words.js";

/**
 * Integers of 32 bits from `least` to `last` (`least` alone, if that is empty). Two draws make a number of 64 bits, whose
 * remainder by the number of values is nearly unbiased: high·2³² + low, with 2³² reduced first so that nothing overflows. A span
 * of all values wraps to 0, and a remainder by 0 changes nothing.
 */
export function integersBetween(key: Words, { shape, dtype }: ArrayType, least: NDArray, last: NDArray): NDArray {
  const span = add(convert(sub(max(last, least), least), { dtype: "uint32" }), 1);
  const root = rem(fullLike(span, 2 ** 16), span);
  const [multiplier, modulus] = [broadcastTo(rem(mul(root, root), span), shape), broadcastTo(span, shape)];
  const [high, low] = [bits32(childOf(key, 0), shape), bits32(childOf(key, 1), shape)];
  const offset = rem(add(mul(rem(high, modulus), multiplier), rem(low, modulus)), modulus);
  return add(broadcastTo(least, shape), convert(offset, { dtype }));
}

/** A bound minus `less`, as an array of the type drawn; what does not fit becomes the nearest value that does. */
function bound(key: NDArray, value: ArrayLike, dtype: IntegerDType, less: 0 | 1): NDArray {
  const [low, high] = rangeOf("randint", dtype);
  if (typeof value === "number") {
    if (!Number.isInteger(value))
      raise({
        code: "argument",
        what: `${value} is not an integer`,
        where: "random.randint",
        fix: "pass integer bounds, or draw with uniform",
      });
    return scalarLike(key, Math.min(high, Math.max(low, value - less)), dtype);
  }
  const x =
    dtypeOfTypedArray(value) === undefined ? asArray(value, dtype === "uint32" ? dtype : "int32") : asArray(value);
  if (!isInteger(x.dtype))
    raise({
      code: "dtype",
      what: `a bound is ${x.dtype}`,
      where: "random.randint",
      fix: "convert the bounds to an integer type",
    });
  const [least, largest] = rangeOf("randint", x.dtype);
  const lowered = less === 0 ? x : sub(max(x, least + 1), 1);
  if (x.dtype === dtype) return lowered;
  const fitting = clamp(fullLike(x, Math.max(low, least)), lowered, fullLike(x, Math.min(high, largest)));
  return convert(fitting, { dtype });
}

export interface RandintOptions {
  /** The shape that the bounds broadcast to, if not given. */
  readonly shape?: Shape;
  /** The least value drawn; 0 if not given. */
  readonly minval?: ArrayLike;
  /** The first value not drawn; may be one more than the type holds. */
  readonly maxval: ArrayLike;
  /** int32 if not given. */
  readonly dtype?: IntegerDType;
}

/** Narrow types are drawn as int32, since the bias shrinks with the number of bits. */
const draw = program<ArrayType>("randint", (key, { shape, dtype }, ...bounds) => {
  const wide = dtype === "uint32" ? dtype : "int32";
  const [least, last] = bounds.map((x) => (x.dtype === wide ? x : convert(x, { dtype: wide }))) as [NDArray, NDArray];
  const drawn = integersBetween(key, { shape, dtype: wide }, least, last);
  return dtype === wide ? drawn : convert(drawn, { dtype });
});

/**
 * Integers from minval up to, but without, maxval; minval where there are none. Bounds beyond the type are clipped to it.
 * Source: JAX's documentation of `jax.random.randint`.
 * @throws ArgumentError or DTypeError for bounds that are not integers; ShapeError if they do not broadcast to the shape
 * @example randint(key(1), { shape: [4], minval: 0, maxval: 10 }).tolist() // [6, 7, 0, 3]
 */
export function randint(key: ArrayLike, { shape, minval = 0, maxval, dtype = "int32" }: RandintOptions): NDArray {
  if (maxval === undefined)
    return raise({
      code: "argument",
      what: "there is no maxval",
      where: "random.randint",
      fix: "give the first value not drawn: randint(key, { shape: [3], minval: 0, maxval: 10 })",
    });
  const from = asKey("randint", key);
  const bounds = [bound(from, minval, dtype, 0), bound(from, maxval, dtype, 1)];
  return draw(
    from,
    {
      shape: shapeOfDraw(
        "randint",
        shape,
        bounds.map((x) => x.shape),
      ),
      dtype,
    },
    ...bounds,
  );
}
