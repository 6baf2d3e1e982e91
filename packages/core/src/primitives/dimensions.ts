/** Dimension numbers of gather and scatter, as XLA has them: which axes are windows, and which are indexed. */
import { chain, map, type Either } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { fail, type Failure } from "../errors.js";
import { checkAxes, isInteger, sameShape, showType, type ArrayType, type Shape } from "../ir/type.js";
import type { GatherParams, ScatterParams } from "./gather-params.js";
import { ensure, integers, list, perAxis } from "./guard.js";

/** Names of the parameters, for messages. */
interface Names {
  readonly where: string;
  readonly dropped: string;
  readonly indexed: string;
}

/** The axes of a result of `rank` that do not belong to windows. */
export const outside = (rank: number, windows: readonly number[]): number[] =>
  Array.from({ length: rank }, (_, axis) => axis).filter((axis) => !windows.includes(axis));

const ascending = (axes: readonly number[]): boolean =>
  axes.every((axis, i) => i === 0 || axis > (axes[i - 1] as number));

/** Dimension numbers are lists of axes. */
function firstNonList(where: string, lists: Readonly<Record<string, unknown>>): Failure | undefined {
  const name = Object.keys(lists).find((key) => !Array.isArray(lists[key]));
  if (name === undefined) return undefined;
  return {
    code: "argument",
    what: `${name} is ${typeof lists[name]}, not a list of axes`,
    where,
    fix: "give every list of dimension numbers; empty ones as []",
  };
}

/** What gather and scatter demand alike of operand, indices and the axes that tie them together. */
function checkIndexing(
  { where, dropped, indexed }: Names,
  operand: ArrayType,
  indices: ArrayType,
  axes: {
    dropped: readonly number[];
    indexed: readonly number[];
    operandBatching: readonly number[];
    indicesBatching: readonly number[];
  },
): Either<Failure, void> {
  const rank = operand.shape.length;
  const depth = indices.shape.at(-1);
  const batchSizes = (shape: Shape, batching: readonly number[]): number[] =>
    batching.map((axis) => shape[axis] as number);
  return pipe(
    ensure(isInteger(indices.dtype), () => ({
      code: "dtype",
      what: `indices are ${showType(indices)}, but they must be integers`,
      where,
      fix: "convert the indices to int32",
    })),
    chain(() =>
      ensure(depth === axes.indexed.length, () => ({
        code: "shape",
        what: `index vectors (along the last axis of ${showType(indices)}) have ${depth ?? "no"} entries, but ${indexed} names ${axes.indexed.length} axes: ${list(axes.indexed)}`,
        where,
        fix: "name one axis of the operand for every entry; reshape single indices to [..., 1]",
      })),
    ),
    chain(() => checkAxes(where, axes.indexed, rank)),
    chain(() => checkAxes(where, [...axes.dropped, ...axes.operandBatching], rank)),
    chain(() => checkAxes(where, [...axes.indexed, ...axes.operandBatching], rank)),
    chain(() => checkAxes(where, axes.indicesBatching, indices.shape.length - 1)),
    chain(() =>
      ensure(ascending(axes.dropped) && ascending(axes.operandBatching), () => ({
        code: "argument",
        what: `${dropped} ${list(axes.dropped)} and operandBatchingDims ${list(axes.operandBatching)} must be ascending`,
        where,
        fix: "sort them",
      })),
    ),
    chain(() =>
      ensure(
        sameShape(batchSizes(operand.shape, axes.operandBatching), batchSizes(indices.shape, axes.indicesBatching)),
        () => ({
          code: "shape",
          what: `batching axes ${list(axes.operandBatching)} of ${showType(operand)} and ${list(axes.indicesBatching)} of the indices ${showType(indices)} differ in size`,
          where,
          fix: "pair axes of equal size",
        }),
      ),
    ),
  );
}

const checkWindows = (
  where: string,
  windows: readonly number[],
  rank: number,
  operand: ArrayType,
  absent: number,
): Either<Failure, void> =>
  pipe(
    checkAxes(where, windows, rank),
    chain(() =>
      ensure(ascending(windows) && windows.length === operand.shape.length - absent, () => ({
        code: "shape",
        what: `window axes ${list(windows)} must be ${operand.shape.length - absent} ascending axes: the ${operand.shape.length} of the operand without the ${absent} that are collapsed, inserted or batching`,
        where,
        fix: "name one axis for every window axis that is kept",
      })),
    ),
  );

export function typeOfGather(operand: ArrayType, indices: ArrayType, params: GatherParams): Either<Failure, ArrayType> {
  const { offsetDims, collapsedSliceDims, operandBatchingDims, sliceSizes } = params;
  const where = "gather";
  const lists = {
    offsetDims,
    collapsedSliceDims,
    operandBatchingDims,
    startIndexMap: params.startIndexMap,
    startIndicesBatchingDims: params.startIndicesBatchingDims,
  };
  const bad = firstNonList(where, lists);
  if (bad !== undefined) return fail(bad);
  const absent = [...collapsedSliceDims, ...operandBatchingDims];
  const rank = offsetDims.length + indices.shape.length - 1;
  return pipe(
    checkIndexing({ where, dropped: "collapsedSliceDims", indexed: "startIndexMap" }, operand, indices, {
      dropped: collapsedSliceDims,
      indexed: params.startIndexMap,
      operandBatching: operandBatchingDims,
      indicesBatching: params.startIndicesBatchingDims,
    }),
    chain(() => checkWindows(where, offsetDims, rank, operand, absent.length)),
    chain(() => perAxis(where, operand.shape.length, { sliceSizes })),
    chain(() => integers(where, 0, { sliceSizes })),
    chain(() =>
      ensure(
        sliceSizes.every(
          (size, axis) => size <= (operand.shape[axis] as number) && (size <= 1 || !absent.includes(axis)),
        ) && collapsedSliceDims.every((axis) => sliceSizes[axis] === Math.min(1, operand.shape[axis] as number)),
        () => ({
          code: "shape",
          what: `windows of ${list(sliceSizes)} do not fit in ${showType(operand)} with size 1 along the collapsed and batching axes ${list(absent)}`,
          where,
          fix: "make sliceSizes at most the operand's shape, and 1 along collapsed axes",
        }),
      ),
    ),
    map(() => {
      const windows = sliceSizes.filter((_, axis) => !absent.includes(axis));
      const around = indices.shape.slice(0, -1);
      const shape = new Array<number>(rank);
      offsetDims.forEach((axis, i) => (shape[axis] = windows[i] as number));
      outside(rank, offsetDims).forEach((axis, i) => (shape[axis] = around[i] as number));
      return { dtype: operand.dtype, shape };
    }),
  );
}

/** The window of one update, as sizes along the axes of the operand. */
export function windowSizes(
  operand: Shape,
  updates: Shape,
  { updateWindowDims, insertedWindowDims, operandBatchingDims }: ScatterParams,
): number[] {
  const kept = outside(operand.length, [...insertedWindowDims, ...operandBatchingDims]);
  return operand.map((n, axis) =>
    kept.includes(axis) ? (updates[updateWindowDims[kept.indexOf(axis)] as number] as number) : Math.min(n, 1),
  );
}

export function typeOfScatter(
  operand: ArrayType,
  indices: ArrayType,
  updates: ArrayType,
  params: ScatterParams,
): Either<Failure, ArrayType> {
  const { updateWindowDims, insertedWindowDims, operandBatchingDims } = params;
  const where = "scatter";
  const lists = {
    updateWindowDims,
    insertedWindowDims,
    operandBatchingDims,
    scatterDimsToOperandDims: params.scatterDimsToOperandDims,
    scatterIndicesBatchingDims: params.scatterIndicesBatchingDims,
  };
  const bad = firstNonList(where, lists);
  if (bad !== undefined) return fail(bad);
  const rank = updateWindowDims.length + indices.shape.length - 1;
  return pipe(
    ensure(operand.dtype === updates.dtype, () => ({
      code: "dtype",
      what: `operand is ${showType(operand)} and updates are ${showType(updates)}`,
      where,
      fix: "convert the updates to the operand's element type",
    })),
    chain(() =>
      checkIndexing({ where, dropped: "insertedWindowDims", indexed: "scatterDimsToOperandDims" }, operand, indices, {
        dropped: insertedWindowDims,
        indexed: params.scatterDimsToOperandDims,
        operandBatching: operandBatchingDims,
        indicesBatching: params.scatterIndicesBatchingDims,
      }),
    ),
    chain(() =>
      checkWindows(where, updateWindowDims, rank, operand, insertedWindowDims.length + operandBatchingDims.length),
    ),
    chain(() => {
      const around = outside(rank, updateWindowDims).map((axis) => updates.shape[axis] as number);
      return ensure(updates.shape.length === rank && sameShape(around, indices.shape.slice(0, -1)), () => ({
        code: "shape",
        what: `updates have shape ${list(updates.shape)}, but outside of the windows ${list(updateWindowDims)} they must have the indices' shape ${list(indices.shape.slice(0, -1))}`,
        where,
        fix: "broadcast or transpose the updates",
      }));
    }),
    chain(() => {
      const sizes = windowSizes(operand.shape, updates.shape, params);
      return ensure(
        sizes.every((size, axis) => size <= (operand.shape[axis] as number)),
        () => ({
          code: "shape",
          what: `windows of ${list(sizes)} are larger than the operand's shape ${list(operand.shape)}`,
          where,
          fix: "give windows at most as large as the operand",
        }),
      );
    }),
    map(() => operand),
  );
}
