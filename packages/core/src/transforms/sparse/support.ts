/**
 * Which inputs each output of a linear map depends on, found by running the map on numbers that say where they come from.
 * Maps that pick or add up elements need a handful of runs; others are narrowed down by bisection, as many intervals at a
 * time as no output can confuse, in the manner of A. Griewank, C. Mitev, "Detecting Jacobian sparsity patterns by Bayesian
 * probing", Math. Program. 93 (2002). Where that would take too long, whole intervals count as entries: too many, never too
 * few.
 */
import { colourColumns } from "./colouring.js";
import { noise } from "../noise.js";
import { longestRow, pairsIn, transposeRows, type Rows } from "./rows.js";

/** A linear map of vectors; `null` where it turned out not to be linear. */
export interface LinearMap {
  readonly inputs: number;
  readonly outputs: number;
  forward(x: Float64Array): Float64Array;
  /** The transposed map, where there is one. */
  readonly backward?: (y: Float64Array) => Float64Array;
}

/** A place is told by its digits, which are exact in float32. */
const BASE = 2 ** 23;
/** Elements that all probes of one bisection may touch. */
const WORK = 2 ** 26;
/** Pairs of entries that one colouring may look at. */
const PAIRS = 2 ** 24;
/** Entries that a pattern of one map may have. */
const ENTRIES = 2 ** 26;

/** The input that each output is a copy of (−1: of none), if that is what the map does. */
function selection(inputs: number, outputs: number, map: (x: Float64Array) => Float64Array): Int32Array | null {
  const source = new Int32Array(outputs).fill(-1);
  for (let unit = 1; unit <= inputs; unit *= BASE) {
    const probe = new Float64Array(inputs);
    for (let i = 0; i < inputs; i++) probe[i] = Math.floor((i + 1) / unit) % BASE;
    const digits = map(probe);
    for (let i = 0; i < outputs; i++) {
      const digit = digits[i] as number;
      if (!(digit >= 0 && digit < BASE && Number.isInteger(digit))) return null;
      (source[i] as number) += digit * unit;
    }
  }
  const values = noise(inputs);
  const moved = map(values);
  for (let i = 0; i < outputs; i++) {
    const from = source[i] as number;
    if (from >= inputs || moved[i] !== (from < 0 ? 0 : values[from])) return null;
  }
  return source;
}

/** One entry per row, or none. */
function rowsOfSelection(source: Int32Array, width: number): Rows {
  const rows = new Int32Array(source.length + 1);
  for (let i = 0; i < source.length; i++) rows[i + 1] = (rows[i] as number) + ((source[i] as number) < 0 ? 0 : 1);
  return { rows, cols: rows[source.length] === source.length ? source : source.filter((from) => from >= 0), width };
}

/** Candidates with intervals of half the size. */
function halve({ rows, cols }: Rows, width: number): Rows {
  const halves = new Int32Array(2 * cols.length);
  const starts = new Int32Array(rows.length);
  let end = 0;
  for (let row = 0; row + 1 < rows.length; row++) {
    for (let i = rows[row] as number; i < (rows[row + 1] as number); i++) {
      const first = 2 * (cols[i] as number);
      halves[end++] = first;
      if (first + 1 < width) halves[end++] = first + 1;
    }
    starts[row + 1] = end;
  }
  return { rows: starts, cols: halves.slice(0, end), width };
}

/** Keeps the candidates that the map confirms; `null` where too many probes are needed. */
function confirm(candidates: Rows, size: number, map: LinearMap, limit: number): Rows | null {
  const colouring =
    longestRow(candidates) > limit || pairsIn(candidates) > Math.max(PAIRS, 512 * map.outputs)
      ? null
      : colourColumns(candidates, limit);
  if (colouring === null) return null;
  const { colours, count } = colouring;
  const kept = new Uint8Array(candidates.cols.length);
  for (let colour = 0; colour < count; colour++) {
    const probe = noise(map.inputs, colour);
    for (let i = 0; i < map.inputs; i++) if (colours[Math.floor(i / size)] !== colour) probe[i] = 0;
    const met = map.forward(probe);
    for (let row = 0; row < map.outputs; row++) {
      if (met[row] === 0) continue;
      for (let i = candidates.rows[row] as number; i < (candidates.rows[row + 1] as number); i++)
        if (colours[candidates.cols[i] as number] === colour) kept[i] = 1;
    }
  }
  const rows = new Int32Array(candidates.rows.length);
  for (let row = 0; row < map.outputs; row++) {
    let entries = 0;
    for (let i = candidates.rows[row] as number; i < (candidates.rows[row + 1] as number); i++)
      entries += kept[i] as number;
    rows[row + 1] = (rows[row] as number) + entries;
  }
  return { rows, cols: candidates.cols.filter((_, i) => kept[i] === 1), width: candidates.width };
}

/** Intervals as the columns they hold. */
function spell({ rows, cols }: Rows, size: number, width: number): Rows | null {
  const starts = new Int32Array(rows.length);
  const lengthOf = (interval: number): number => Math.min(width, (interval + 1) * size) - interval * size;
  let total = 0;
  for (let row = 0; row + 1 < rows.length; row++) {
    for (let i = rows[row] as number; i < (rows[row + 1] as number); i++) total += lengthOf(cols[i] as number);
    if (total > ENTRIES) return null;
    starts[row + 1] = total;
  }
  const places = new Int32Array(total);
  let end = 0;
  for (const interval of cols) {
    const length = lengthOf(interval);
    for (let k = 0; k < length; k++) places[end++] = interval * size + k;
  }
  return { rows: starts, cols: places, width };
}

/** Bisection. `complete`: whether every entry was confirmed by itself. */
function bisect(map: LinearMap): { found: Rows | null; complete: boolean } {
  const limit = Math.max(64, Math.floor(WORK / (map.inputs + map.outputs)));
  let size = 2 ** Math.ceil(Math.log2(map.inputs));
  let candidates: Rows = {
    rows: Int32Array.from({ length: map.outputs + 1 }, (_, row) => row),
    cols: new Int32Array(map.outputs),
    width: 1,
  };
  for (;;) {
    const confirmed = confirm(candidates, size, map, limit);
    if (confirmed === null) return { found: spell(candidates, size, map.inputs), complete: false };
    if (size === 1) return { found: confirmed, complete: true };
    if (2 * confirmed.cols.length > ENTRIES) return { found: spell(confirmed, size, map.inputs), complete: false };
    size /= 2;
    candidates = halve(confirmed, Math.ceil(map.inputs / size));
  }
}

/** The entries of a linear map: a row for each output. `null`: any output may depend on any input. */
export function support(map: LinearMap): Rows | null {
  const { inputs, outputs, backward } = map;
  if (inputs === 0 || outputs === 0)
    return { rows: new Int32Array(outputs + 1), cols: new Int32Array(0), width: inputs };
  const picked = selection(inputs, outputs, map.forward);
  if (picked !== null) return rowsOfSelection(picked, inputs);
  const placed = backward === undefined ? null : selection(outputs, inputs, backward);
  if (placed !== null) return transposeRows(rowsOfSelection(placed, outputs));
  const direct = bisect(map);
  if (direct.complete || backward === undefined) return direct.found;
  const back = bisect({ inputs: outputs, outputs: inputs, forward: backward });
  return back.complete && back.found !== null ? transposeRows(back.found) : direct.found;
}
