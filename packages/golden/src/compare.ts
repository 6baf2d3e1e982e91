/** Compares computed arrays with golden ones: |y − r| ≤ atol + rtol·|r|, integers and special values exactly. */
import { isComplex, isFloating, showType, storedDType, type ArrayData } from "./array-data.js";
import type { Bounds } from "./case.js";

/** How a result differs; `index` is the place of the first wrong element. */
export interface Mismatch {
  readonly kind: "count" | "dtype" | "shape" | "value";
  /** Which output. */
  readonly output: number;
  readonly index: readonly number[];
  readonly expected: string;
  readonly actual: string;
  /** How many elements are wrong. */
  readonly wrong: number;
}

export interface Strictness extends Bounds {
  readonly signedZero?: boolean;
}

function closeNumbers(y: number, r: number, size: number, bounds: Strictness): boolean {
  if (Number.isNaN(r)) return Number.isNaN(y);
  if (!Number.isFinite(r)) return y === r;
  if (bounds.signedZero === true && r === 0 && y === 0) return Object.is(y, r);
  return Math.abs(y - r) <= bounds.atol + bounds.rtol * size;
}

/** Complex numbers are close when their distance is; one that is not finite is compared part by part. */
function closeComplex(y: readonly [number, number], r: readonly [number, number], bounds: Strictness): boolean {
  const size = Math.hypot(...r);
  if (!Number.isFinite(size) || bounds.signedZero === true)
    return (
      closeNumbers(y[0], r[0], Number.isFinite(size) ? size : Math.abs(r[0]), bounds) &&
      closeNumbers(y[1], r[1], Number.isFinite(size) ? size : Math.abs(r[1]), bounds)
    );
  return Math.hypot(y[0] - r[0], y[1] - r[1]) <= bounds.atol + bounds.rtol * size;
}

const pair = (data: ArrayLike<number>, i: number): readonly [number, number] => [
  data[2 * i] ?? Number.NaN,
  data[2 * i + 1] ?? Number.NaN,
];

const show = (x: number): string => (Object.is(x, -0) ? "-0" : String(x));
const showPair = ([re, im]: readonly [number, number]): string =>
  `${show(re)}${im < 0 || Object.is(im, -0) ? "" : "+"}${show(im)}i`;

/** Row-major position as an index. */
function unravel(position: number, shape: readonly number[]): number[] {
  let rest = position;
  const index = shape.map(() => 0);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis] ?? 1;
    index[axis] = rest % size;
    rest = Math.floor(rest / size);
  }
  return index;
}

function compareElements(
  actual: ArrayData,
  expected: ArrayData,
  bounds: Strictness,
  output: number,
): Mismatch | undefined {
  const complex = isComplex(expected.dtype);
  const count = expected.data.length / (complex ? 2 : 1);
  const exact: Strictness = isFloating(expected.dtype) ? bounds : { rtol: 0, atol: 0 };
  const isClose = (i: number): boolean => {
    if (complex) return closeComplex(pair(actual.data, i), pair(expected.data, i), exact);
    const r = expected.data[i] ?? Number.NaN;
    return closeNumbers(actual.data[i] ?? Number.NaN, r, Math.abs(r), exact);
  };
  let first = -1;
  let wrong = 0;
  for (let i = 0; i < count; i++) {
    if (isClose(i)) continue;
    if (first < 0) first = i;
    wrong += 1;
  }
  if (first < 0) return undefined;
  const text = (data: ArrayLike<number>): string =>
    complex ? showPair(pair(data, first)) : show(data[first] ?? Number.NaN);
  return {
    kind: "value",
    output,
    index: unravel(first, expected.shape),
    expected: text(expected.data),
    actual: text(actual.data),
    wrong,
  };
}

/** Undefined when the arrays agree. */
export function compareArray(
  actual: ArrayData,
  expected: ArrayData,
  bounds: Strictness,
  output = 0,
): Mismatch | undefined {
  const differ = (kind: "dtype" | "shape"): Mismatch => ({
    kind,
    output,
    index: [],
    expected: showType(expected),
    actual: showType(actual),
    wrong: 0,
  });
  if (storedDType(actual.dtype) !== storedDType(expected.dtype)) return differ("dtype");
  const sameShape =
    actual.shape.length === expected.shape.length && actual.shape.every((size, axis) => size === expected.shape[axis]);
  if (!sameShape || actual.data.length !== expected.data.length) return differ("shape");
  return compareElements(actual, expected, bounds, output);
}

/** All outputs of a case; `alternatives` are other acceptable results, one per output. Undefined entries of `expected` are not compared. */
export function compareOutputs(
  actual: readonly ArrayData[],
  expected: readonly (ArrayData | undefined)[],
  bounds: Strictness,
  alternatives: readonly ArrayData[] = [],
): Mismatch | undefined {
  if (actual.length !== expected.length)
    return {
      kind: "count",
      output: 0,
      index: [],
      expected: `${expected.length} arrays`,
      actual: `${actual.length} arrays`,
      wrong: 0,
    };
  for (const [i, r] of expected.entries()) {
    const y = actual[i];
    if (y === undefined || r === undefined) continue;
    const mismatch = compareArray(y, r, bounds, i);
    const alternative = alternatives[i];
    const accepted =
      mismatch === undefined || (alternative !== undefined && compareArray(y, alternative, bounds, i) === undefined);
    if (!accepted) return mismatch;
  }
  return undefined;
}

/** One line: where, what was expected, what came. */
export function describeMismatch(m: Mismatch): string {
  if (m.kind !== "value") return `${m.kind} of output ${m.output}: expected ${m.expected}, got ${m.actual}`;
  const more = m.wrong > 1 ? ` (and ${m.wrong - 1} more)` : "";
  return `output ${m.output}[${m.index.join(",")}]: expected ${m.expected}, got ${m.actual}${more}`;
}
