/** Elements repeated one by one. */
import { cumsum, NDArray, raise, scatter, sub, type TypedArray } from "@fluxion/core";
import { integersLike } from "../index/known-integers.js";
import { takeAt } from "../index/take.js";
import { normalizeAxis } from "../support/axes.js";
import { broadcastFitting } from "../support/broadcast.js";
import { convertTo } from "../support/convert.js";
import { scalarLike } from "../support/scalar.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { reshapeTo } from "./reshape-to.js";
import { spread } from "./spread.js";

export interface RepeatOptions {
  /** The axis along which to repeat; the flattened array if not given (or null). */
  readonly axis?: number | null;
  /** Length of the result: it is cut off there, or the last element is repeated. Needed where `repeats` is not known. */
  readonly totalRepeatLength?: number;
}

/** Every element `times` times. */
function repeatEach(x: NDArray, axis: number, times: number): NDArray {
  const wide = spread(x, [...x.shape.slice(0, axis + 1), times, ...x.shape.slice(axis + 1)], [axis + 1]);
  return reshapeTo(
    wide,
    x.shape.map((n, i) => (i === axis ? n * times : n)),
  );
}

/** Which element stands at each place, for counts that are known when the program runs. */
function sources(counts: NDArray, total: number): NDArray {
  const begins = sub(cumsum(counts, { axis: 0, reverse: false }), counts);
  const marks = scatter(
    scalarLike(counts, 0, "int32", [total]),
    reshapeTo(begins, [counts.size, 1]),
    scalarLike(counts, 1, "int32", [counts.size]),
    {
      updateWindowDims: [],
      insertedWindowDims: [0],
      scatterDimsToOperandDims: [0],
      operandBatchingDims: [],
      scatterIndicesBatchingDims: [],
      mode: "drop",
      combine: "add",
      unique: false,
    },
  );
  return sub(cumsum(marks, { axis: 0, reverse: false }), scalarLike(counts, 1, "int32", [total]));
}

/** One count for each of `size` elements; a single count serves all. */
function countsFor(counts: readonly number[], size: number): readonly number[] {
  const all = counts.length === 1 ? new Array<number>(size).fill(counts[0] as number) : counts;
  if (all.length !== size)
    raise({
      code: "shape",
      what: `${counts.length} repeats for an axis of size ${size}`,
      where: "repeat",
      fix: "give one number for all, or one for each element",
    });
  if (all.some((n) => !Number.isInteger(n) || n < 0))
    raise({
      code: "argument",
      what: "repeats must be integers of at least 0",
      where: "repeat",
      fix: "round or clip them first",
    });
  return all;
}

/**
 * Each element repeated `repeats` times (one number, or one per element) along an axis.
 * @example np.repeat([1, 2, 3], 2) // [1, 1, 2, 2, 3, 3]
 * @example np.repeat([[1, 2], [3, 4]], [1, 2], { axis: 0 }) // [[1, 2], [3, 4], [3, 4]]
 */
export function repeat(
  x: Operand,
  repeats: number | readonly number[] | TypedArray | NDArray,
  { axis = null, totalRepeatLength }: RepeatOptions = {},
): NDArray {
  const given = toArray(x);
  const array = axis === null ? reshapeTo(given, [given.size]) : given;
  const along = axis === null ? 0 : normalizeAxis("repeat", axis, array.ndim);
  const size = array.shape[along] as number;
  if (typeof repeats === "number" && totalRepeatLength === undefined)
    return repeatEach(array, along, countsFor([repeats], 1)[0] as number);
  if (repeats instanceof NDArray && totalRepeatLength !== undefined) {
    const counts = convertTo(repeats, "int32");
    return takeAt(
      "repeat",
      array,
      sources(broadcastFitting(reshapeTo(counts, [counts.size]), [size]), totalRepeatLength),
      along,
      { mode: "clip" },
    );
  }
  const counts = countsFor(
    typeof repeats === "number" ? [repeats] : Array.from(repeats instanceof NDArray ? repeats.dataSync() : repeats),
    size,
  );
  const places = counts.flatMap((n, i) => new Array<number>(n).fill(i));
  const wanted = totalRepeatLength ?? places.length;
  while (places.length < wanted) places.push(places.at(-1) ?? 0);
  return takeAt("repeat", array, integersLike(array, places.slice(0, wanted), [wanted]), along, { mode: "promise" });
}
