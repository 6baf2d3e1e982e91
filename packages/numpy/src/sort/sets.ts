/** Vectors as sets. Results are in ascending order; without `size` the values must be known. */
import * as core from "@fluxion/core";
import { concatenate, reshape, type NDArray } from "@fluxion/core";
import { promote, scalarLike, type Operand } from "../support/index.js";
import { knownCount, placesOf } from "./nonzero.js";
import { pick } from "./pick.js";
import { runsOfVector } from "./runs.js";
import { searchsorted } from "./searchsorted.js";
import { unique } from "./unique.js";

export interface SetOptions {
  /** The length of the result: needed while arrays are traced. More elements are left out, missing ones filled. */
  size?: number;
  /** What stands for missing elements; the smallest one of the result if not given. */
  fillValue?: number;
}

const flat = (x: NDArray): NDArray => reshape(x, { shape: [x.size] });
const pair = (a: Operand, b: Operand): [NDArray, NDArray] => promote(a, b).map(flat) as [NDArray, NDArray];

/** For each element whether the vector holds it. */
function contains(vector: NDArray, x: NDArray): NDArray {
  if (vector.size === 0) return core.fullLike(x, 0, "bool");
  const [sorted] = core.sort([vector], { axis: 0, keys: 1 }) as [NDArray];
  const place = searchsorted(sorted, x);
  return core.eq(pick(sorted, core.min(place, vector.size - 1)), x);
}

/** The elements where a mask holds. */
function chosen(where: string, x: NDArray, mask: NDArray, { size, fillValue }: SetOptions): NDArray {
  const count = size ?? knownCount(where, mask);
  const places = placesOf(mask, count, -1);
  if (x.size === 0) return scalarLike(x, fillValue ?? 0, x.dtype, [count]);
  const missing = core.lt(places, 0);
  const first = core.argmax(mask, { axis: 0 });
  const instead = core.broadcast(first, { shape: places.shape, axes: [0] });
  const found = pick(x, core.select(missing, instead, places));
  return fillValue === undefined ? found : core.select(missing, scalarLike(found, fillValue), found);
}

/**
 * For every element whether it occurs in `test`; NaN never does.
 * @example np.isin([[1, 2], [3, 4]], [2, 4]) // [[false, true], [false, true]]
 */
export function isin(x: Operand, test: Operand, { invert = false }: { invert?: boolean } = {}): NDArray {
  const [values, vector] = promote(x, test) as [NDArray, NDArray];
  const held = contains(flat(vector), values);
  return invert ? core.not(held) : held;
}

/**
 * The elements of either.
 * @example np.union1d([3, 1], [2, 3]) // [1, 2, 3]
 */
export const union1d = (a: Operand, b: Operand, options: SetOptions = {}): NDArray =>
  unique(concatenate(pair(a, b), { axis: 0 }), { ...options });

/**
 * The elements of both; with `returnIndices` the result is [elements, first indices in a, first indices in b].
 * @example np.intersect1d([3, 1, 2], [2, 3, 5]) // [2, 3]
 */
export function intersect1d(a: Operand, b: Operand, options?: SetOptions & { returnIndices?: false }): NDArray;
export function intersect1d(
  a: Operand,
  b: Operand,
  options: SetOptions & { returnIndices: true },
): [NDArray, NDArray, NDArray];
export function intersect1d(
  a: Operand,
  b: Operand,
  { returnIndices = false, ...options }: SetOptions & { returnIndices?: boolean } = {},
): NDArray | [NDArray, NDArray, NDArray] {
  const [x, y] = pair(a, b);
  const { rows, order, begins } = runsOfVector(x);
  const sorted = flat(rows);
  const mask = core.and(begins, contains(y, sorted));
  const common = chosen("intersect1d", sorted, mask, options);
  if (!returnIndices) return common;
  const other = runsOfVector(y);
  const size = { size: common.size };
  const inA = chosen("intersect1d", order, mask, { ...size, fillValue: x.size });
  const inB = chosen("intersect1d", other.order, core.and(other.begins, contains(x, flat(other.rows))), {
    ...size,
    fillValue: y.size,
  });
  return [common, inA, inB];
}

/**
 * The elements of a that are not in b.
 * @example np.setdiff1d([3, 1, 2], [2]) // [1, 3]
 */
export function setdiff1d(a: Operand, b: Operand, options: SetOptions = {}): NDArray {
  const [x, y] = pair(a, b);
  const { rows, begins } = runsOfVector(x);
  const sorted = flat(rows);
  return chosen("setdiff1d", sorted, core.and(begins, core.not(contains(y, sorted))), options);
}

/**
 * The elements of just one of the two.
 * @example np.setxor1d([3, 1, 2], [2, 5]) // [1, 3, 5]
 */
export function setxor1d(a: Operand, b: Operand, options: SetOptions = {}): NDArray {
  const [x, y] = pair(a, b);
  const { rows, begins } = runsOfVector(concatenate([x, y], { axis: 0 }));
  const sorted = flat(rows);
  return chosen("setxor1d", sorted, core.and(begins, core.xor(contains(x, sorted), contains(y, sorted))), options);
}
