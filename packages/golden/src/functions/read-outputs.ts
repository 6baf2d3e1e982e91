/** Reads the leaves of a result as plain arrays. */
import type { ArrayData } from "../array-data.js";
import type { Library } from "../library/library.js";
import { WeakFloat } from "../notation/weak.js";
import { leavesOf } from "../tree.js";

/** A plain number has no dtype of its own and takes the expected one; a boolean is a boolean. */
function scalarData(x: unknown, expected: ArrayData | undefined): ArrayData {
  const value = x instanceof WeakFloat ? x.value : x;
  if (typeof value === "boolean") return { dtype: "bool", shape: [], data: [Number(value)] };
  if (typeof value !== "number") throw new TypeError(`a result is ${typeof value}, not an array`);
  return { dtype: expected?.dtype ?? "float64", shape: [], data: [value] };
}

export async function readOutputs(
  library: Library,
  result: unknown,
  expected: readonly (ArrayData | undefined)[],
): Promise<ArrayData[]> {
  const outputs: ArrayData[] = [];
  // One after another: a device is read in the order it computes.
  for (const [i, leaf] of leavesOf(result).entries())
    outputs.push(library.isArray(leaf) ? await library.read(leaf) : scalarData(leaf, expected[i]));
  return outputs;
}
