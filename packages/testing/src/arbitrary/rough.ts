/** Operations with kinks, jumps, infinities and other element types: for properties that hold bit for bit. */
import * as core from "@fluxion/core";
import { isInteger, sameShape, sameType, type NDArray } from "@fluxion/core";
import type { Move } from "./recipe.js";
import { alongAxis } from "./sums.js";
import { floating, onOne, onTwo } from "./smooth.js";

const whole = (x: NDArray): boolean => isInteger(x.dtype);

const onIntegers =
  (operation: (x: NDArray, y: NDArray) => NDArray): Move =>
  ({ operand }) => {
    const x = operand(whole);
    const y = x && operand((other) => sameType(other.type, x.type));
    return x && y && operation(x, y);
  };

const TARGETS = ["float64", "float32", "int32", "uint8", "bool", "float64"] as const;

export const rough: readonly Move[] = [
  ...[
    core.abs,
    core.sign,
    core.floor,
    core.ceil,
    core.round,
    core.trunc,
    core.exp,
    core.log,
    core.sqrt,
    core.cbrt,
    core.expm1,
    core.tan,
    core.stopGradient,
  ].map((f) => onOne((x) => f(x))),
  ...[core.max, core.min, core.rem, core.pow, core.div, core.mul].map((f) => onTwo((x, y) => f(x, y))),
  ...[core.add, core.sub, core.mul, core.div, core.rem, core.and, core.xor, core.shiftLeft, core.max].map((f) =>
    onIntegers((x, y) => f(x, y)),
  ),
  ...[core.lt, core.ge, core.eq, core.ne].map((f) => onTwo((x, y) => f(x, y))),
  onTwo((x, y) => core.clamp(core.neg(core.abs(y)), x, core.abs(y))),
  ({ operand, number }) => {
    const x = operand();
    return x && core.convert(x, { dtype: TARGETS[number(TARGETS.length)] ?? "float64" });
  },
  ({ operand }) => {
    const predicate = operand((x) => x.dtype === "bool");
    const x = predicate && operand((y) => sameShape(y.shape, predicate.shape));
    const y = x && operand((z) => sameType(z.type, x.type));
    return predicate && x && y && core.select(predicate, x, y);
  },
  ({ operand }) => {
    const x = operand(floating);
    return x && core.isFinite(x);
  },
  alongAxis((x, axis) => core.reduceMax(x, { axes: [axis] })),
  alongAxis((x, axis) => core.reduceMin(x, { axes: [axis] })),
  alongAxis((x, axis) =>
    core.sub(x, core.broadcast(core.reduceMax(core.neg(x), { axes: [axis] }), { shape: x.shape, axes: [axis] })),
  ),
  alongAxis((x, axis) => core.reduceAnd(core.lt(x, core.fullLike(x, 1)), { axes: [axis] })),
  alongAxis((x, axis) => core.reduceOr(core.isFinite(x), { axes: [axis] })),
  alongAxis((x, axis) => (x.shape[axis] === 0 ? undefined : core.argmax(x, { axis }))),
  alongAxis((x, axis) => core.sort([x], { axis, keys: 1 })[0]),
  alongAxis((x, axis) => core.sort([core.round(x), x], { axis, keys: 1 })[1]),
  alongAxis((x, _, { number }) => core.topK(x, { k: number((x.shape.at(-1) as number) + 1) })[0]),
  alongAxis((x, axis, { number }) => core.cummax(x, { axis, reverse: number(2) === 1 })),
];
