/** The elements, or rows, that differ from each other, in ascending order. */
import * as core from "@fluxion/core";
import { moveAxis, reshape, sizeOf, sliceAxis, type NDArray } from "@fluxion/core";
import { normalizeAxis, scalarLike, toArray, type Operand } from "../support/index.js";
import { knownCount, placesOf } from "./nonzero.js";
import { pick, place } from "./pick.js";
import { runsOf, type Runs } from "./runs.js";

export interface UniqueOptions {
  /** Compares slices along this axis; elements of the flattened array if not given (or null). */
  axis?: number | null;
  /** Whether NaN equals NaN; true if not given. */
  equalNan?: boolean;
  /** The length of the result: needed while the array is traced. More elements are left out, missing ones filled. */
  size?: number;
  /** What stands for missing elements; the smallest one if not given. */
  fillValue?: number;
  /** Whether to give where each stands for the first time. */
  returnIndex?: boolean;
  /** Whether to give for every element where it stands in the result. */
  returnInverse?: boolean;
  /** Whether to give how often each occurs. */
  returnCounts?: boolean;
}

/** Where runs begin, with the end of the last one after them; `n` for missing ones. */
interface Found {
  readonly starts: NDArray;
  readonly size: number;
  readonly n: number;
  readonly missing: NDArray;
}

function findRuns({ begins }: Runs, size: number | undefined): Found {
  const n = begins.size;
  const count = size ?? knownCount("unique", begins);
  const starts = placesOf(begins, count + 1, n);
  return { starts, size: count, n, missing: core.ge(sliceAxis(starts, 0, 0, count), n) };
}

const firsts = ({ starts, size }: Found): NDArray => sliceAxis(starts, 0, 0, size);

/** Rows at the beginnings; the fill where there are too few. */
function uniqueRows({ rows }: Runs, found: Found, fillValue: number | undefined): NDArray {
  const chosen = pick(rows, core.select(found.missing, core.zerosLike(firsts(found)), firsts(found)));
  if (fillValue === undefined) return chosen;
  const missing = core.broadcast(found.missing, { shape: chosen.shape, axes: [1] });
  return core.select(missing, scalarLike(chosen, fillValue), chosen);
}

const firstPlaces = ({ order }: Runs, found: Found): NDArray =>
  pick(order, core.select(found.missing, core.zerosLike(firsts(found)), firsts(found)));

function inverse({ begins, order }: Runs): NDArray {
  const rank = core.sub(core.cumsum(core.convert(begins, { dtype: "int32" }), { axis: 0, reverse: false }), 1);
  return place(core.zerosLike(rank), order, rank, "set", true);
}

const countsOf = ({ starts, size }: Found): NDArray =>
  core.sub(sliceAxis(starts, 0, 1, size + 1), sliceAxis(starts, 0, 0, size));

type Asked = { returnIndex: true } | { returnInverse: true } | { returnCounts: true };

/**
 * The elements that differ, in ascending order. With `return…` options a list: [elements, first indices, inverse, counts], those
 * asked for, as int32. Without `size` the array's values must be known: a typed error while it is traced.
 * @example np.unique([3, 1, 3]) // [1, 3]
 */
export function unique(x: Operand, options: UniqueOptions & Asked): NDArray[];
export function unique(
  x: Operand,
  options?: UniqueOptions & { returnIndex?: false; returnInverse?: false; returnCounts?: false },
): NDArray;
export function unique(
  x: Operand,
  { axis = null, equalNan = true, size, fillValue, returnIndex, returnInverse, returnCounts }: UniqueOptions = {},
): NDArray | NDArray[] {
  const array = toArray(x);
  const at = axis === null ? 0 : normalizeAxis("unique", axis, array.ndim);
  const front = axis === null ? reshape(array, { shape: [array.size] }) : moveAxis(array, at, 0);
  const [n = 0, ...rest] = front.shape;
  const runs = runsOf(reshape(front, { shape: [n, sizeOf(rest)] }), equalNan);
  const found = findRuns(runs, size);
  const values = moveAxis(reshape(uniqueRows(runs, found, fillValue), { shape: [found.size, ...rest] }), 0, at);
  const extra = [
    ...(returnIndex === true ? [firstPlaces(runs, found)] : []),
    ...(returnInverse === true ? [axis === null ? reshape(inverse(runs), { shape: array.shape }) : inverse(runs)] : []),
    ...(returnCounts === true ? [countsOf(found)] : []),
  ];
  return extra.length === 0 ? values : [values, ...extra];
}

/**
 * How the array API calls `unique` alone.
 * @example np.uniqueValues([3, 1, 3]) // [1, 3]
 */
export const uniqueValues = (x: Operand, options: Pick<UniqueOptions, "size" | "fillValue"> = {}): NDArray =>
  unique(x, { ...options, equalNan: false });

/**
 * [elements, how often each occurs].
 * @example np.uniqueCounts([3, 1, 3]) // [[1, 3], [1, 2]]
 */
export const uniqueCounts = (x: Operand, options: Pick<UniqueOptions, "size" | "fillValue"> = {}): NDArray[] =>
  unique(x, { ...options, equalNan: false, returnCounts: true });

/**
 * [elements, for every element where it stands among them].
 * @example np.uniqueInverse([3, 1, 3]) // [[1, 3], [1, 0, 1]]
 */
export const uniqueInverse = (x: Operand, options: Pick<UniqueOptions, "size" | "fillValue"> = {}): NDArray[] =>
  unique(x, { ...options, equalNan: false, returnInverse: true });

/**
 * [elements, first indices, inverse, counts].
 * @example np.uniqueAll([3, 1, 3]) // [[1, 3], [1, 0], [1, 0, 1], [1, 2]]
 */
export const uniqueAll = (x: Operand, options: Pick<UniqueOptions, "size" | "fillValue"> = {}): NDArray[] =>
  unique(x, { ...options, equalNan: false, returnIndex: true, returnInverse: true, returnCounts: true });
