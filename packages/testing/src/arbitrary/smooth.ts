/** Pointwise operations that are smooth everywhere and let nothing grow fast, so that derivatives can be told by differences. */
import * as core from "@fluxion/core";
import { isFloat, sameType, type NDArray } from "@fluxion/core";
import type { Move } from "./recipe.js";

export const floating = (x: NDArray): boolean => isFloat(x.dtype);

/** An operation on one float. */
export const onOne =
  (operation: (x: NDArray) => NDArray): Move =>
  ({ operand }) => {
    const x = operand(floating);
    return x && operation(x);
  };

/** An operation on two floats of one type. */
export const onTwo =
  (operation: (x: NDArray, y: NDArray) => NDArray): Move =>
  ({ operand }) => {
    const x = operand(floating);
    const y = x && operand((other) => sameType(other.type, x.type));
    return x && y && operation(x, y);
  };

/** 1 + x². */
const above = (x: NDArray): NDArray => core.add(core.square(x), 1);

export const smoothPointwise: readonly Move[] = [
  ...[core.sin, core.cos, core.tanh, core.logistic, core.atan, core.asinh, core.erf, core.neg].map((f) =>
    onOne((x) => f(x)),
  ),
  onOne((x) => core.exp(core.sin(x))),
  onOne((x) => core.log1p(core.square(x))),
  onOne((x) => core.sqrt(above(x))),
  onOne((x) => core.rsqrt(above(x))),
  onOne((x) => core.integerPow(core.tanh(x), { exponent: 3 })),
  onOne((x) => core.mul(x, 0.5)),
  onOne((x) => core.sub(1, x)),
  onTwo((x, y) => core.add(x, y)),
  onTwo((x, y) => core.sub(x, y)),
  onTwo((x, y) => core.mul(x, core.tanh(y))),
  onTwo((x, y) => core.div(x, above(y))),
  onTwo((x, y) => core.atan2(x, above(y))),
  onTwo((x, y) => core.logaddexp(x, y)),
  onTwo((x, y) => core.pow(above(core.tanh(x)), core.sin(y))),
  // The choice does not depend on the values.
  onTwo((x, y) =>
    x.ndim === 0 ? x : core.select(core.lt(core.indicesAlong(x, 0), core.fullLike(x, 1, "int32")), x, y),
  ),
  // What simplify and fold look for.
  onOne((x) => core.mul(x, 1)),
  onOne((x) => core.add(x, -0)),
  onOne((x) => core.sub(x, 0)),
  ({ operand, number }) => {
    const x = operand(floating);
    return x && core.fullLike(x, [0, 1, -0, 2, 0.5][number(5)] as number);
  },
  // Calls, one of them closing over another value.
  onOne((x) => core.jit((y: NDArray) => core.mul(core.sin(y), core.add(y, 1)))(x)),
  onTwo((x, y) => core.jit((z: NDArray) => core.sub(core.cos(z), core.tanh(x)))(y)),
];
