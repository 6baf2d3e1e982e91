/** A strided box of an array, and its transpose: adding boxes into zeros. */
import { chain, map, type Either } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type { Failure } from "../errors.js";
import type { Placed, Primitive } from "../ir/primitive.js";
import { sizeOf, type ArrayType, type Shape } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { asArrays, type ArrayLike } from "../trace/asarray.js";
import { bindOne } from "../trace/bind.js";
import { callable, makePrimitive } from "./define.js";
import { elements, ensure, integers, list, perAxis } from "./guard.js";
import { linear, type LinearOperation } from "./linear.js";
import { alignBatch, NUMBERS } from "./pointwise.js";

export interface SliceParams {
  readonly starts: readonly number[];
  /** The first index not taken. */
  readonly limits: readonly number[];
  /** Steps of at least 1. */
  readonly strides: readonly number[];
}

/** Elements start, start + stride, … below limit, along every axis. */
export const slice: LinearOperation<SliceParams> = /* @__PURE__ */ linear<SliceParams>("slice", {
  type: (x, { starts, limits, strides }) =>
    pipe(
      perAxis("slice", x.shape.length, { starts, limits, strides }),
      chain(() => integers("slice", 0, { starts, limits })),
      chain(() => integers("slice", 1, { strides })),
      chain(() =>
        ensure(
          x.shape.every(
            (n, axis) => (starts[axis] as number) <= (limits[axis] as number) && (limits[axis] as number) <= n,
          ),
          () => ({
            code: "shape",
            what: `the box from ${list(starts)} to ${list(limits)} does not lie in shape ${list(x.shape)}`,
            where: "slice",
            fix: "keep 0 ≤ start ≤ limit ≤ size along every axis",
          }),
        ),
      ),
      map(() => ({
        ...x,
        shape: limits.map((limit, axis) => Math.ceil((limit - (starts[axis] as number)) / (strides[axis] as number))),
      })),
    ),
  transpose: (ct, _, { starts, strides }) => ({ placed: ct, starts, strides, combine: addPlaced }),
  batch: ({ starts, limits, strides }, size) => ({
    starts: [0, ...starts],
    limits: [size, ...limits],
    strides: [1, ...strides],
  }),
  flops: () => 0,
  movesElements: true,
});

/** A slice along one axis, whole along the others. */
export function sliceAxis(x: NDArray, axis: number, start: number, limit: number, stride = 1): NDArray {
  return slice(x, {
    starts: x.shape.map((_, i) => (i === axis ? start : 0)),
    limits: x.shape.map((n, i) => (i === axis ? limit : n)),
    strides: x.shape.map((_, i) => (i === axis ? stride : 1)),
  });
}

/** Where an operand lies in the result: its element i at starts + i · strides. */
export interface Box {
  readonly starts: readonly number[];
  readonly strides: readonly number[];
}
export interface PlaceParams {
  readonly shape: Shape;
  /** One for each operand. */
  readonly boxes: readonly Box[];
}

/** How far `n` elements reach. */
const lastOf = (n: number, stride: number): number => (n === 0 ? 0 : (n - 1) * stride + 1);

/** Whether an operand lies in the result, all of it. */
const boxFits = (shape: Shape, x: ArrayType, { starts, strides }: Box): boolean =>
  [x.shape, starts, strides].every((sizes) => sizes.length === shape.length) &&
  x.shape.every((n, axis) => {
    const start = starts[axis] as number;
    const stride = strides[axis] as number;
    const whole = Number.isInteger(start) && start >= 0 && Number.isInteger(stride) && stride >= 1;
    return whole && start + lastOf(n, stride) <= (shape[axis] as number);
  });

/** There may be thousands of operands, so they are checked in a plain loop. */
function boxesFit(shape: Shape, types: readonly ArrayType[], boxes: readonly Box[]): Either<Failure, void> {
  const bad = types.findIndex((type, k) => !boxFits(shape, type, boxes[k] as Box));
  return ensure(bad < 0, () => {
    const { starts, strides } = boxes[bad] as Box;
    return {
      code: "shape",
      what: `operand ${bad} of shape ${list((types[bad] as ArrayType).shape)} at ${list(starts)} with strides ${list(strides)} does not fit in shape ${list(shape)}`,
      where: "placeSlices",
      fix: "give every operand a start of at least 0 and a stride of at least 1 per axis, inside the result",
    };
  });
}

export type PlaceSlices = Primitive<PlaceParams> & ((xs: readonly ArrayLike[], params: PlaceParams) => NDArray);

/** Zeros of a shape, with every operand added in its box; the transpose of many slices of one array. */
export const placeSlices: PlaceSlices = /* @__PURE__ */ callable(
  makePrimitive<PlaceParams>("placeSlices", {
    type: (types, { shape, boxes }) =>
      pipe(
        elements("placeSlices", types, NUMBERS),
        chain(() => integers("placeSlices", 0, { shape })),
        chain(() => perAxis("placeSlices", types.length, { boxes })),
        chain(() => boxesFit(shape, types, boxes)),
        map(() => [{ dtype: (types[0] as ArrayType).dtype, shape }]),
      ),
    jvp({ tangents, params: { shape, boxes } }) {
      const kept = tangents.flatMap((t, k) => (t === null ? [] : [{ t, box: boxes[k] as Box }]));
      return [
        kept.length === 0
          ? null
          : placeSlices(
              kept.map(({ t }) => t),
              { shape, boxes: kept.map(({ box }) => box) },
            ),
      ];
    },
    transpose: ({ cotangents: [ct], inputs, types, params: { boxes } }) =>
      inputs.map((x, k) => {
        if (x !== null || ct == null) return null;
        const { starts, strides } = boxes[k] as Box;
        const limits = starts.map(
          (start, axis) => start + lastOf((types[k] as ArrayType).shape[axis] as number, strides[axis] as number),
        );
        return slice(ct, { starts, limits, strides });
      }),
    batch: ({ inputs, batched, size, params: { shape, boxes } }) => ({
      outputs: [
        placeSlices(alignBatch(inputs, batched, size), {
          shape: [size, ...shape],
          boxes: boxes.map(({ starts, strides }) => ({ starts: [0, ...starts], strides: [1, ...strides] })),
        }),
      ],
      batched: [true],
    }),
    flops: (types) => types.reduce((total, type) => total + sizeOf(type.shape), 0),
  }),
  (xs: readonly ArrayLike[], params: PlaceParams): NDArray => bindOne(placeSlices, asArrays("placeSlices", xs), params),
);

/** Adds up cotangents of slices of one array. */
const addPlaced: Placed["combine"] = (parts, shape) =>
  placeSlices(
    parts.map(({ placed }) => placed),
    { shape, boxes: parts.map(({ starts, strides }) => ({ starts, strides })) },
  );
