/** A constant: every element has one value. */
import { chain, map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type { Primitive } from "../ir/primitive.js";
import { checkDType, sizeOf, type ArrayType, type DType, type Shape } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { orThrow } from "../errors.js";
import { allocate, toElement } from "../trace/asarray.js";
import { deviceArray } from "../trace/device.js";
import { bindLike, bindOne } from "../trace/bind.js";
import { makePrimitive } from "./define.js";
import { integers } from "./guard.js";

export interface ConstantParams {
  readonly value: number;
  readonly dtype: DType;
  readonly shape: Shape;
}

/** The primitive; `full` is how it is called. */
export const constant: Primitive<ConstantParams> = /* @__PURE__ */ makePrimitive<ConstantParams>("constant", {
  type: (_, { dtype, shape }) =>
    pipe(
      integers("constant", 0, { shape }),
      chain(() => checkDType("constant", dtype)),
      map(() => [{ dtype, shape }]),
    ),
  batch: ({ params }) => ({ outputs: [bindOne(constant, [], params)], batched: [false] }),
  flops: () => 0,
  freeInLoop: true,
  // Uploading is quicker than compiling a program for every value.
  eager: (_, params) => {
    const [type] = orThrow(constant.type([], params)) as readonly [ArrayType];
    return [deviceArray(allocate(type.dtype, sizeOf(type.shape)).fill(toElement(params.value, type.dtype)), type)];
  },
});

/** An array of one value. */
export const full = (shape: Shape, value: number, dtype: DType = "float32"): NDArray =>
  bindOne(constant, [], { value, dtype, shape });

/** An array of one value with the type (and on the device, in the trace) of another. */
export const fullLike = (like: NDArray, value: number, dtype: DType = like.dtype, shape: Shape = like.shape): NDArray =>
  bindLike(like, constant, { value, dtype, shape });

export const zeros = ({ shape, dtype }: ArrayType): NDArray => full(shape, 0, dtype);
export const zerosLike = (like: NDArray): NDArray => fullLike(like, 0);
export const onesLike = (like: NDArray): NDArray => fullLike(like, 1);
