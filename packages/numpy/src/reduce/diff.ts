/** Differences between neighbours. */
import * as core from "@fluxion/core";
import { concatenate, raise, reshape, sliceAxis, type NDArray } from "@fluxion/core";
import { broadcastTo, keptShape, normalizeAxis, promote, toArray, type Operand } from "../support/index.js";

export interface DiffOptions {
  /** How often differences are taken; once if not given. */
  n?: number;
  /** The last axis if not given. */
  axis?: number;
  /** What comes before the array along the axis: arrays, or a number. */
  prepend?: Operand;
  /** What comes after the array along the axis: arrays, or a number. */
  append?: Operand;
}

/** The array with what comes before and after it along an axis. */
function extended(x: NDArray, axis: number, prepend: Operand | undefined, append: Operand | undefined): NDArray {
  const given = [prepend, x, append].filter((part) => part !== undefined);
  if (given.length === 1) return x;
  const parts = promote(...given);
  return concatenate(
    parts.map((part) => (part.ndim === 0 ? broadcastTo(part, keptShape(x.shape, [axis])) : part)),
    { axis },
  );
}

/**
 * x[i + 1] − x[i] along an axis, n times; of booleans, whether they differ.
 * @example np.diff([1, 4, 9, 16]) // [3, 5, 7]
 */
export function diff(x: Operand, { n = 1, axis = -1, prepend, append }: DiffOptions = {}): NDArray {
  const array = toArray(x);
  if (!Number.isInteger(n) || n < 0)
    raise({
      code: "argument",
      what: `differences taken ${n} times`,
      where: "diff",
      fix: "give a whole number of at least 0",
    });
  const along = normalizeAxis("diff", axis, array.ndim);
  if (n === 0) return array;
  let result = extended(array, along, prepend, append);
  for (let round = 0; round < n; round++) {
    const length = result.shape[along] as number;
    if (length === 0) return result;
    const [after, before] = [sliceAxis(result, along, 1, length), sliceAxis(result, along, 0, length - 1)];
    result = result.dtype === "bool" ? core.ne(after, before) : core.sub(after, before);
  }
  return result;
}

/**
 * The differences between neighbours of the flattened array, with others put before and after them.
 * @example np.ediff1d([1, 4, 9], { toBegin: [0] }) // [0, 3, 5]
 */
export function ediff1d(x: Operand, { toBegin, toEnd }: { toBegin?: Operand; toEnd?: Operand } = {}): NDArray {
  const array = toArray(x);
  const differences = diff(reshape(array, { shape: [array.size] }));
  const flat = (part: Operand): NDArray => {
    const given = toArray(part, differences.dtype);
    return reshape(given, { shape: [given.size] });
  };
  const parts = [
    ...(toBegin === undefined ? [] : [flat(toBegin)]),
    differences,
    ...(toEnd === undefined ? [] : [flat(toEnd)]),
  ];
  return parts.length === 1 ? differences : concatenate(parts, { axis: 0 });
}
