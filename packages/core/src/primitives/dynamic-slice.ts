/** A box of fixed size at a computed place, read or overwritten; the place is moved so that the box fits. */
import { chain, map, right, type Either } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { fail, type Failure } from "../errors.js";
import { NO_PARAMS } from "../ir/key.js";
import type { Primitive } from "../ir/primitive.js";
import { sizeOf, showType, type ArrayType, type Shape } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { asArray, asArrays, type ArrayLike } from "../trace/asarray.js";
import { bindOne } from "../trace/bind.js";
import { concatenate } from "./concatenate.js";
import { fullLike, zeros, zerosLike } from "./constant.js";
import { callable, makePrimitive } from "./define.js";
import { gather, scatter } from "./gather.js";
import { elements, ensure, integers, list, perAxis } from "./guard.js";
import { alignBatch, ANY } from "./pointwise.js";
import { reshape } from "./reshape.js";

export interface DynamicSliceParams {
  readonly sizes: readonly number[];
}

function checkStarts(where: string, starts: readonly ArrayType[], rank: number): Either<Failure, void> {
  if (starts.length !== rank)
    return fail({
      code: "argument",
      what: `${starts.length} starts for ${rank} axes`,
      where,
      fix: "give one start per axis",
    });
  const bad = starts.find((start) => start.dtype !== "int32" || start.shape.length > 0);
  return bad === undefined
    ? right(undefined)
    : fail({
        code: "dtype",
        what: `a start is ${showType(bad)}, but starts must be int32 scalars`,
        where,
        fix: "convert it to int32, or pass a number",
      });
}

const boxFits = (where: string, box: Shape, shape: Shape): Either<Failure, void> =>
  ensure(
    box.every((n, axis) => n <= (shape[axis] as number)),
    () => ({
      code: "shape",
      what: `a box of ${list(box)} does not fit in shape ${list(shape)}`,
      where,
      fix: "make the box at most as large as the array",
    }),
  );

/** Numbers become int32 scalars where the operand lives. */
const asStarts = (x: NDArray, starts: readonly ArrayLike[]): NDArray[] =>
  (Array.isArray(starts) ? (starts as readonly ArrayLike[]) : asArrays("the starts", starts)).map((start) =>
    typeof start === "number" ? fullLike(x, start, "int32", []) : asArray(start, "int32"),
  );

/** Starts that differ from lane to lane, as index vectors. */
function startVectors(starts: readonly NDArray[], batched: readonly boolean[], size: number): NDArray {
  return concatenate(
    alignBatch(starts, batched, size).map((start) => reshape(start, { shape: [size, 1] })),
    { axis: 1 },
  );
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

export type DynamicSlice = Primitive<DynamicSliceParams> &
  ((x: ArrayLike, starts: readonly ArrayLike[], params: DynamicSliceParams) => NDArray);

/** The box of `sizes` at `starts`, one int32 scalar per axis. */
export const dynamicSlice: DynamicSlice = /* @__PURE__ */ callable(
  makePrimitive<DynamicSliceParams>("dynamicSlice", {
    type: ([x, ...starts], { sizes }) =>
      pipe(
        elements("dynamicSlice", x === undefined ? [] : [x], ANY),
        map(([type]) => type as ArrayType),
        chain((type) =>
          pipe(
            checkStarts("dynamicSlice", starts, type.shape.length),
            chain(() => perAxis("dynamicSlice", type.shape.length, { sizes })),
            chain(() => integers("dynamicSlice", 0, { sizes })),
            chain(() => boxFits("dynamicSlice", sizes, type.shape)),
            map(() => [{ ...type, shape: sizes }]),
          ),
        ),
      ),
    jvp: ({ inputs: [, ...starts], tangents: [t], params }) => [t == null ? null : dynamicSlice(t, starts, params)],
    transpose: ({ cotangents: [ct], inputs: [x, ...starts], types }) => [
      x === null && ct != null ? dynamicUpdateSlice(zeros(types[0] as ArrayType), ct, starts as NDArray[]) : null,
      ...starts.map(() => null),
    ],
    batch({ inputs, batched, size, params: { sizes } }) {
      const [x, ...starts] = inputs as [NDArray, ...NDArray[]];
      const [wide, ...apart] = batched;
      if (!apart.includes(true))
        return { outputs: [dynamicSlice(x, [0, ...starts], { sizes: [size, ...sizes] })], batched: [true] };
      const lane = wide ? [0] : [];
      const result = gather(x, startVectors(starts, apart, size), {
        offsetDims: range(1, sizes.length + 1),
        collapsedSliceDims: [],
        startIndexMap: range(lane.length, x.ndim),
        operandBatchingDims: lane,
        startIndicesBatchingDims: lane,
        sliceSizes: [...lane.map(() => Math.min(1, size)), ...sizes],
        mode: "clip",
      });
      return { outputs: [result], batched: [true] };
    },
    flops: () => 0,
  }),
  (x: ArrayLike, starts: readonly ArrayLike[], params: DynamicSliceParams): NDArray => {
    const operand = asArray(x);
    return bindOne(dynamicSlice, [operand, ...asStarts(operand, starts)], params);
  },
);

export type DynamicUpdateSlice = Primitive &
  ((x: ArrayLike, update: ArrayLike, starts: readonly ArrayLike[]) => NDArray);

/** The array with a box overwritten by `update`. */
export const dynamicUpdateSlice: DynamicUpdateSlice = /* @__PURE__ */ callable(
  makePrimitive("dynamicUpdateSlice", {
    type: ([x, update, ...starts]) =>
      pipe(
        elements(
          "dynamicUpdateSlice",
          [x, update].filter((type) => type !== undefined),
          ANY,
        ),
        chain((types) => {
          const [operand, box = operand] = types as readonly [ArrayType, ArrayType];
          return pipe(
            checkStarts("dynamicUpdateSlice", starts, operand.shape.length),
            chain(() => perAxis("dynamicUpdateSlice", operand.shape.length, { "the update's shape": box.shape })),
            chain(() => boxFits("dynamicUpdateSlice", box.shape, operand.shape)),
            map(() => [operand]),
          );
        }),
      ),
    jvp({ inputs: [x, update, ...starts], tangents: [t, tu] }) {
      if (t == null && tu == null) return [null];
      return [dynamicUpdateSlice(t ?? zerosLike(x as NDArray), tu ?? zerosLike(update as NDArray), starts)];
    },
    transpose({ cotangents: [ct], inputs: [x, update, ...starts], types }) {
      const none = starts.map(() => null);
      if (ct == null) return [null, null, ...none];
      const at = starts as NDArray[];
      const box = types[1] as ArrayType;
      return [
        x === null ? dynamicUpdateSlice(ct, zeros(box), at) : null,
        update === null ? dynamicSlice(ct, at, { sizes: box.shape }) : null,
        ...none,
      ];
    },
    batch({ inputs, batched, size }) {
      const starts = inputs.slice(2);
      const apart = batched.slice(2);
      const [x, update] = alignBatch(inputs.slice(0, 2), batched, size) as [NDArray, NDArray];
      if (!apart.includes(true)) return { outputs: [dynamicUpdateSlice(x, update, [0, ...starts])], batched: [true] };
      const result = scatter(x, startVectors(starts, apart, size), update, {
        updateWindowDims: range(1, x.ndim),
        insertedWindowDims: [],
        scatterDimsToOperandDims: range(1, x.ndim),
        operandBatchingDims: [0],
        scatterIndicesBatchingDims: [0],
        mode: "clip",
        combine: "set",
        unique: true,
      });
      return { outputs: [result], batched: [true] };
    },
    flops: (types) => sizeOf((types[1] as ArrayType).shape),
  }),
  (x: ArrayLike, update: ArrayLike, starts: readonly ArrayLike[]): NDArray => {
    const operand = asArray(x);
    return bindOne(dynamicUpdateSlice, [operand, asArray(update), ...asStarts(operand, starts)], NO_PARAMS);
  },
);
