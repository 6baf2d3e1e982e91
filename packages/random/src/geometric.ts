/** Numbers of trials up to the first success. */
import {
  add,
  convert,
  div,
  log,
  log1p,
  neg,
  rem,
  round,
  sub,
  type ArrayLike,
  type NDArray,
  type Shape,
} from "@fluxion/core";
import { broadcastTo } from "./broadcast-to.js";
import { rangeOf, type IntegerDType } from "./dtype.js";
import { floats } from "./sampler.js";
import { unit } from "./uniform.js";

export interface GeometricOptions {
  /** The shape of `p`, if not given. */
  readonly shape?: Shape;
  /** int32 if not given. */
  readonly dtype?: IntegerDType;
}

/** The integer below a quotient of equal signs, also where the quotient would round up to the next one. */
const floorDivide = (x: NDArray, y: NDArray): NDArray => round(div(sub(x, rem(x, y)), y));

const draw = floats<{ readonly counts: IntegerDType }>("geometric", (key, type, p) => {
  const failures = floorDivide(log(unit(key, type)), broadcastTo(log1p(neg(p as NDArray)), type.shape));
  return add(convert(failures, { dtype: type.counts }), 1);
});

/**
 * How many trials with probability of success `p` it takes to succeed once: 1, 2, … Of `shape`, or the shape of `p`.
 * By inversion: Devroye, "Non-Uniform Random Variate Generation" (1986), X.2. As in JAX, the uniform number 0 (one in 2²³)
 * counts as one trial.
 * @throws ShapeError if p does not broadcast to the shape; DTypeError for types that are not integers
 * @example geometric(key(0), 0.35, { shape: [4] })
 */
export function geometric(key: ArrayLike, p: ArrayLike, { shape, dtype = "int32" }: GeometricOptions = {}): NDArray {
  rangeOf("geometric", dtype);
  return draw(key, { shape, counts: dtype }, p);
}
