/** Windows of an array at computed places, and its transpose: combining windows into an array at computed places. */
import { chain, map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { raise } from "../errors.js";
import type { Primitive } from "../ir/primitive.js";
import { sizeOf, type ArrayType, type Shape } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { asArray, type ArrayLike } from "../trace/asarray.js";
import { bindOne } from "../trace/bind.js";
import { mul } from "./arithmetic.js";
import { zeros } from "./constant.js";
import { callable, makePrimitive } from "./define.js";
import { outside, typeOfGather, typeOfScatter, windowSizes } from "./dimensions.js";
import type { GatherParams, ScatterParams } from "./gather-params.js";
import { arity, shift } from "./guard.js";
import { alignBatch } from "./pointwise.js";
import { only, pushScatter, winners, type Windows } from "./scatter-tangents.js";

export type Gather = Primitive<GatherParams> &
  ((operand: ArrayLike, indices: ArrayLike, params: GatherParams) => NDArray);
export type Scatter = Primitive<ScatterParams> &
  ((operand: ArrayLike, indices: ArrayLike, updates: ArrayLike, params: ScatterParams) => NDArray);

type Combine = ScatterParams["combine"];

const toIndices = (indices: ArrayLike): NDArray => asArray(indices, "int32");

/** Scatters into zeros what a gather would have read from there. */
function spread(ct: NDArray, indices: NDArray, x: ArrayType, params: GatherParams): NDArray {
  return scatter(zeros(x), indices, ct, {
    updateWindowDims: params.offsetDims,
    insertedWindowDims: params.collapsedSliceDims,
    scatterDimsToOperandDims: params.startIndexMap,
    operandBatchingDims: params.operandBatchingDims,
    scatterIndicesBatchingDims: params.startIndicesBatchingDims,
    mode: params.mode === "fill" ? "drop" : params.mode,
    combine: "add",
    unique: false,
  });
}

/** XLA's gather: the index vector lies along the last axis of `indices`; out-of-range windows as `mode` says. */
export const gather: Gather = /* @__PURE__ */ callable(
  makePrimitive<GatherParams>("gather", {
    type: (types, params) =>
      pipe(
        arity("gather", types, 2),
        chain(() => typeOfGather(types[0] as ArrayType, types[1] as ArrayType, params)),
        map((type) => [type]),
      ),
    jvp: ({ inputs: [, indices], tangents: [t], params }) => [
      t == null ? null : gather(t, indices as NDArray, params.mode === "fill" ? { ...params, fill: 0 } : params),
    ],
    transpose: ({ cotangents: [ct], inputs: [x, indices], types: [type], params }) => [
      x === null && ct != null ? spread(ct, indices as NDArray, type as ArrayType, params) : null,
      null,
    ],
    batch({ inputs: [x, indices], batched, size, params }) {
      const moved = batched[0]
        ? {
            collapsedSliceDims: shift(params.collapsedSliceDims),
            startIndexMap: shift(params.startIndexMap),
            operandBatchingDims: shift(params.operandBatchingDims),
          }
        : {};
      const along = batched[1] ? shift(params.startIndicesBatchingDims) : params.startIndicesBatchingDims;
      const wide = { ...params, ...moved, offsetDims: shift(params.offsetDims), startIndicesBatchingDims: along };
      const whole =
        batched[0] && !batched[1]
          ? { offsetDims: [0, ...wide.offsetDims], sliceSizes: [size, ...params.sliceSizes] }
          : {};
      const paired =
        batched[0] && batched[1]
          ? {
              operandBatchingDims: [0, ...wide.operandBatchingDims],
              startIndicesBatchingDims: [0, ...along],
              sliceSizes: [Math.min(1, size), ...params.sliceSizes],
            }
          : {};
      return { outputs: [gather(x as NDArray, indices as NDArray, { ...wide, ...whole, ...paired })], batched: [true] };
    },
  }),
  (operand: ArrayLike, indices: ArrayLike, params: GatherParams): NDArray =>
    bindOne(gather, [asArray(operand), toIndices(indices)], params),
);

/** Whether no element can be written twice: by promise, or since there is one window (per batch). */
function writesOnce(indices: Shape, { unique, scatterIndicesBatchingDims }: ScatterParams): boolean {
  const windows = outside(indices.length - 1, scatterIndicesBatchingDims).map((axis) => indices[axis] as number);
  return unique || sizeOf(windows) <= 1;
}

/** The places that a scatter of updates of a shape writes to. */
function windowsOf(indices: NDArray, updates: Shape, params: ScatterParams): Windows {
  const once = writesOnce(indices.shape, params);
  return {
    once,
    read: (x) =>
      gather(x, indices, {
        offsetDims: params.updateWindowDims,
        collapsedSliceDims: params.insertedWindowDims,
        startIndexMap: params.scatterDimsToOperandDims,
        operandBatchingDims: params.operandBatchingDims,
        startIndicesBatchingDims: params.scatterIndicesBatchingDims,
        sliceSizes: windowSizes(x.shape, updates, params),
        ...(params.mode === "drop" ? { mode: "fill", fill: 0 } : { mode: params.mode }),
      }),
    write: (x, values, combine) => scatter(x, indices, values, { ...params, combine, unique: once }),
  };
}

/** Cotangent of the operand: elements that were overwritten have none. */
function pullOperand(
  ct: NDArray,
  updates: NDArray | null,
  type: ArrayType,
  { write }: Windows,
  combine: Combine,
): NDArray {
  if (combine === "add") return ct;
  if (combine === "set") return write(ct, zeros(type), "set");
  return updates === null || combine !== "mul" ? notLinear(combine) : write(ct, updates, "mul");
}

function pullUpdates(
  ct: NDArray,
  operand: NDArray | null,
  type: ArrayType,
  windows: Windows,
  combine: Combine,
): NDArray {
  if (combine === "add") return windows.read(ct);
  if (combine === "set") {
    const read = windows.read(ct);
    return windows.once ? read : only(winners(windows, ct, type.shape).won, read);
  }
  return combine === "mul" && windows.once && operand !== null ? windows.read(mul(ct, operand)) : notLinear(combine);
}

const notLinear = (combine: Combine): never =>
  raise({
    code: "not-differentiable",
    what: `scatter with combine ${combine} is not linear in this operand`,
    where: "scatter",
    fix: "transpose only functions that are linear in their arguments",
  });

/** XLA's scatter: windows of `updates` are combined into `operand` where the index vectors say. */
export const scatter: Scatter = /* @__PURE__ */ callable(
  makePrimitive<ScatterParams>("scatter", {
    type: (types, params) =>
      pipe(
        arity("scatter", types, 3),
        chain(() => typeOfScatter(types[0] as ArrayType, types[1] as ArrayType, types[2] as ArrayType, params)),
        map((type) => [type]),
      ),
    jvp({ inputs, outputs, tangents: [t = null, , tu = null], params }) {
      const [x, indices, updates] = inputs as readonly [NDArray, NDArray, NDArray];
      if (t === null && tu === null) return [null];
      const windows = windowsOf(indices, updates.shape, params);
      return [pushScatter[params.combine]({ x, updates, ans: outputs[0] as NDArray, windows, t, tu })];
    },
    transpose({ cotangents: [ct], inputs: [x = null, indices, updates = null], types, params }) {
      if (ct == null) return [null, null, null];
      const type = types[2] as ArrayType;
      const windows = windowsOf(indices as NDArray, type.shape, params);
      return [
        x === null ? pullOperand(ct, updates, type, windows, params.combine) : null,
        null,
        updates === null ? pullUpdates(ct, x, type, windows, params.combine) : null,
      ];
    },
    batch({ inputs, batched, size, params }) {
      const indices = inputs[1] as NDArray;
      const [x, updates] = alignBatch(
        [inputs[0] as NDArray, inputs[2] as NDArray],
        [batched[0] === true, batched[2] === true],
        size,
      ) as [NDArray, NDArray];
      const wide = {
        ...params,
        updateWindowDims: shift(params.updateWindowDims),
        insertedWindowDims: shift(params.insertedWindowDims),
        scatterDimsToOperandDims: shift(params.scatterDimsToOperandDims),
        operandBatchingDims: shift(params.operandBatchingDims),
      };
      const tied = batched[1]
        ? {
            operandBatchingDims: [0, ...wide.operandBatchingDims],
            scatterIndicesBatchingDims: [0, ...shift(params.scatterIndicesBatchingDims)],
          }
        : { updateWindowDims: [0, ...wide.updateWindowDims] };
      return { outputs: [scatter(x, indices, updates, { ...wide, ...tied })], batched: [true] };
    },
    flops: (types) => sizeOf((types[2] as ArrayType).shape),
  }),
  (operand: ArrayLike, indices: ArrayLike, updates: ArrayLike, params: ScatterParams): NDArray =>
    bindOne(scatter, [asArray(operand), toIndices(indices), asArray(updates)], params),
);
