/** Indexing: `x[index]` as NumPy has it. */
import { dynamicSlice, gather, type GatherParams, type NDArray } from "@fluxion/core";
import { reshapeTo } from "../shape/reshape-to.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { readBox } from "./box.js";
import { indexVectors, positions } from "./lookup.js";
import { lookupMode, type LookupMode } from "./modes.js";
import type { Index } from "./parts.js";
import { planIndex, type Lookup, type Plan } from "./plan.js";

/** The parameters that gather and scatter share. */
const lookupDims = (x: NDArray, { axes, offsetDims }: Lookup) => ({
  offsetDims,
  collapsedSliceDims: axes,
  startIndexMap: axes,
  operandBatchingDims: [],
  startIndicesBatchingDims: [],
  sliceSizes: x.shape.map((n, axis) => (axes.includes(axis) ? Math.min(1, n) : n)),
});

/** One place, known when the program runs: the cheaper primitive. */
function readOne(x: NDArray, { axes, indices }: Lookup, { negative }: LookupMode): NDArray {
  const starts = x.shape.map((n, axis) => {
    const k = axes.indexOf(axis);
    return k < 0 ? 0 : positions(indices[k] as NDArray, n, negative);
  });
  return dynamicSlice(x, starts, { sizes: x.shape.map((n, axis) => (axes.includes(axis) ? 1 : n)) });
}

/** Reads what a plan points to. `fill` is what places beyond the ends hold in mode `fill`. */
export function readPlan(x: NDArray, plan: Plan, how: LookupMode, fill?: number): NDArray {
  const cut = readBox(x, plan);
  const { lookup } = plan;
  if (lookup === null) return reshapeTo(cut, plan.shape);
  const oneDynamic = lookup.shape.length === 0 && lookup.indices.every((indices) => "dtype" in indices);
  if (oneDynamic && how.mode === "clip" && lookup.axes.every((axis) => cut.shape[axis] !== 0))
    return reshapeTo(readOne(cut, lookup, how), plan.shape);
  const { vectors, inside } = indexVectors(cut, lookup, how.negative);
  const mode: Pick<GatherParams, "mode" | "fill"> = inside
    ? { mode: "promise" }
    : fill === undefined
      ? { mode: how.mode }
      : { mode: how.mode, fill };
  return reshapeTo(gather(cut, vectors, { ...lookupDims(cut, lookup), ...mode }), plan.shape);
}

/**
 * The part of an array that an index points to. The index is a list of parts: integers, `np.slice(start, stop, step)`, `null`
 * (a new axis), "...", integer arrays or lists (one index array per axis, broadcast together), and boolean masks whose values
 * are known; or text: "1:3, ::-1, None, ...". Negative positions count from the end, positions beyond the ends mean the ends.
 * Axes of several index arrays stand where these stand if they are neighbours, and in front otherwise.
 * Shape errors: too many indices, masks of another size, index arrays that do not broadcast.
 * @example np.getitem([[1, 2], [3, 4], [5, 6]], [[0, 2], 1]) // [2, 6]
 * @example np.getitem([[1, 2], [3, 4], [5, 6]], "::-1, 0") // [5, 3, 1]
 */
export function getitem(x: Operand, index: Index): NDArray {
  const array = toArray(x);
  return readPlan(array, planIndex(index, array.shape, true), lookupMode("getitem", "clip"));
}
