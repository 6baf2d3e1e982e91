/** Padding: a value before, after and between the elements of every axis; a negative amount cuts off. */
import { chain, map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type { Primitive } from "../ir/primitive.js";
import type { ArrayType, Shape } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { asArray, type ArrayLike } from "../trace/asarray.js";
import { bindOne } from "../trace/bind.js";
import { sub } from "./arithmetic.js";
import { fullLike, zerosLike } from "./constant.js";
import { callable, makePrimitive } from "./define.js";
import { arity, elements, ensure, integers, list, perAxis } from "./guard.js";
import { ANY } from "./pointwise.js";
import { broadcast, sum } from "./reduce.js";
import { select } from "./select.js";
import { slice } from "./slice.js";

export interface PadParams {
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Number of values between neighbouring elements. */
  readonly interior: readonly number[];
}

function paddedShape(shape: Shape, { low, high, interior }: PadParams): number[] {
  return shape.map(
    (n, i) => n + Math.max(n - 1, 0) * (interior[i] as number) + (low[i] as number) + (high[i] as number),
  );
}

/** The elements of a padded array that come from the operand; zero where they were cut off. */
function unpad(ct: NDArray, x: ArrayType, { low, high, interior }: PadParams): NDArray {
  const none = low.map(() => 0);
  const whole = pad(ct, 0, { low: low.map((n) => -n), high: high.map((n) => -n), interior: none });
  return slice(whole, {
    starts: none,
    limits: whole.shape,
    strides: x.shape.map((n, i) => (n > 1 ? (interior[i] as number) + 1 : 1)),
  });
}

const inFront = ({ low, high, interior }: PadParams): PadParams => ({
  low: [0, ...low],
  high: [0, ...high],
  interior: [0, ...interior],
});

export type Pad = Primitive<PadParams> & ((x: ArrayLike, value: ArrayLike, params: PadParams) => NDArray);

export const pad: Pad = /* @__PURE__ */ callable(
  makePrimitive<PadParams>("pad", {
    type: (types, params) =>
      pipe(
        arity("pad", types, 2),
        chain(() => elements("pad", types, ANY)),
        map(([x, value]) => [x, value] as readonly [ArrayType, ArrayType]),
        chain(([x, value]) =>
          pipe(
            ensure(value.shape.length === 0, () => ({
              code: "shape",
              what: `the padding value has shape ${list(value.shape)}, but it must be a scalar`,
              where: "pad",
              fix: "pass a number or an array of shape []",
            })),
            chain(() =>
              perAxis("pad", x.shape.length, { low: params.low, high: params.high, interior: params.interior }),
            ),
            chain(() => integers("pad", 0, { interior: params.interior })),
            chain(() => integers("pad", -Infinity, { low: params.low, high: params.high })),
            map(() => ({ ...x, shape: paddedShape(x.shape, params) })),
            chain((type) =>
              pipe(
                ensure(
                  type.shape.every((n) => n >= 0),
                  () => ({
                    code: "shape",
                    what: `padding shape ${list(x.shape)} by ${list(params.low)} and ${list(params.high)} leaves a negative size: ${list(type.shape)}`,
                    where: "pad",
                    fix: "cut off at most as many elements as there are",
                  }),
                ),
                map(() => [type]),
              ),
            ),
          ),
        ),
      ),
    jvp({ inputs: [x], tangents: [t, tv], params }) {
      if (t == null && tv == null) return [null];
      return [pad(t ?? zerosLike(x as NDArray), tv ?? 0, params)];
    },
    transpose({ cotangents: [ct], inputs: [x, value], types, params }) {
      if (ct == null) return [null, null];
      const inner = unpad(ct, types[0] as ArrayType, params);
      const axes = (y: NDArray): { axes: number[] } => ({ axes: y.shape.map((_, axis) => axis) });
      return [x === null ? inner : null, value === null ? sub(sum(ct, axes(ct)), sum(inner, axes(inner))) : null];
    },
    batch({ inputs, batched, size, params }) {
      const [x, value] = inputs as readonly [NDArray, NDArray];
      if (!batched[1]) return { outputs: [pad(x, value, inFront(params))], batched: [true] };
      const wide = batched[0] ? x : broadcast(x, { shape: [size, ...x.shape], axes: [0] });
      const padded = pad(wide, fullLike(x, 0, x.dtype, []), inFront(params));
      const inside = pad(fullLike(x, 1, "bool", wide.shape), fullLike(x, 0, "bool", []), inFront(params));
      const values = broadcast(value, { shape: padded.shape, axes: padded.shape.slice(1).map((_, i) => i + 1) });
      return { outputs: [select(inside, padded, values)], batched: [true] };
    },
    flops: () => 0,
  }),
  (x: ArrayLike, value: ArrayLike, params: PadParams): NDArray => {
    const operand = asArray(x);
    const filler =
      typeof value === "number" || typeof value === "boolean"
        ? fullLike(operand, Number(value), operand.dtype, [])
        : asArray(value);
    return bindOne(pad, [operand, filler], params);
  },
);
