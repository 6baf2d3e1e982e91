/** Random booleans and signs. */
import {
  DTYPES,
  full,
  isDType,
  lt,
  mul,
  noDType,
  raise,
  select,
  sub,
  type ArrayLike,
  type ArrayType,
  type DType,
  type NDArray,
  type Shape,
} from "@fluxion/core";
import { broadcastTo, shapeOfDraw } from "./broadcast-to.js";
import { formatOf } from "./dtype.js";
import { checkMode, twoUnits, type Mode } from "./gumbel.js";
import { floats, program } from "./sampler.js";
import { unit } from "./uniform.js";
import type { Words } from "./words.js";

export interface BernoulliOptions {
  /** Probability of true; ½ if not given. */
  readonly p?: ArrayLike;
  /** The shape of `p`, if not given. */
  readonly shape?: Shape;
  /** "low" if not given: probabilities are rounded to multiples of 2⁻²³ (float32); "high" draws twice the bits. */
  readonly mode?: Mode;
}

/** Whether u + v·2⁻²³ < p, without losing the bits of v. */
function belowFinely(key: Words, type: ArrayType, p: NDArray): NDArray {
  const [u, v] = twoUnits(key, type);
  return lt(mul(v, formatOf("bernoulli", type.dtype).epsilon), sub(p, u));
}

const draw = floats<{ readonly mode: Mode }>("bernoulli", (key, type, p) => {
  const wide = broadcastTo(p as NDArray, type.shape);
  return type.mode === "high" ? belowFinely(key, type, wide) : lt(unit(key, type), wide);
});

/**
 * Booleans that are true with probability `p`: whether a uniform number is below p. Of `shape`, or the shape of `p`.
 * @throws ShapeError if p does not broadcast to the shape; ArgumentError for an unknown mode
 * @example bernoulli(key(0), { p: 0.3, shape: [5] })
 */
export function bernoulli(key: ArrayLike, { p = 0.5, shape, mode = "low" }: BernoulliOptions = {}): NDArray {
  checkMode("bernoulli", mode);
  return draw(key, { shape, mode }, p);
}

export interface RademacherOptions {
  /** [] if not given. */
  readonly shape?: Shape;
  /** int32 if not given. */
  readonly dtype?: DType;
}

const drawSigns = program<ArrayType>("rademacher", (key, { shape, dtype }) =>
  select(lt(unit(key, { shape, dtype: "float32" }), 0.5), full(shape, 1, dtype), full(shape, -1, dtype)),
);

/**
 * 1 and −1, equally likely.
 * @throws DTypeError for types that have no −1
 * @example rademacher(key(0), { shape: [4] })
 */
export function rademacher(key: ArrayLike, { shape, dtype = "int32" }: RademacherOptions = {}): NDArray {
  const { kind } = isDType(dtype) ? DTYPES[dtype] : noDType(dtype);
  if (kind !== "int" && kind !== "float")
    raise({
      code: "dtype",
      what: `${dtype} does not hold 1 and −1`,
      where: "random.rademacher",
      fix: "choose int32 or float32",
    });
  return drawSigns(key, { shape: shapeOfDraw("rademacher", shape, []), dtype });
}
