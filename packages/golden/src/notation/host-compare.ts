/** Python's comparisons, truth and membership on host values. */
import type { ComparisonOperator } from "./ast.js";
import { describe, HostError } from "./host-error.js";
import { entriesOf, getKey, hasKey, isDictionary } from "./host-values.js";
import { isHostNumber, toComplex, toDouble, WeakComplex, type HostNumber } from "./weak.js";

/** Values that the evaluator handles without the vocabulary. */
export const isHostValue = (x: unknown): boolean =>
  isHostNumber(x) ||
  typeof x === "string" ||
  x === null ||
  x === undefined ||
  typeof x === "function" ||
  Array.isArray(x) ||
  isDictionary(x);

function equalNumbers(a: HostNumber, b: HostNumber): boolean {
  if (typeof a === "bigint" && typeof b === "bigint") return a === b;
  const [x, y] = [toComplex(a), toComplex(b)];
  return x.re === y.re && x.im === y.im;
}

export function hostEqual(a: unknown, b: unknown): boolean {
  if (isHostNumber(a) && isHostNumber(b)) return equalNumbers(a, b);
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((x, i) => hostEqual(x, b[i]));
  if (isDictionary(a) && isDictionary(b)) {
    const entries = entriesOf(a);
    return (
      entries.length === entriesOf(b).length &&
      entries.every(([key, value]) => hasKey(b, key) && hostEqual(value, getKey(b, key)))
    );
  }
  return a === b || (a === undefined && b === null) || (a === null && b === undefined);
}

/** Negative, zero, positive, or NaN when unordered. */
function order(a: unknown, b: unknown): number {
  if (typeof a === "bigint" && typeof b === "bigint") return a < b ? -1 : Number(a > b);
  if (isHostNumber(a) && isHostNumber(b) && !(a instanceof WeakComplex) && !(b instanceof WeakComplex)) {
    const [x, y] = [toDouble(a), toDouble(b)];
    return x < y ? -1 : x > y ? 1 : x === y ? 0 : Number.NaN;
  }
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : Number(a > b);
  if (Array.isArray(a) && Array.isArray(b)) {
    const i = a.findIndex((x, at) => at >= b.length || !hostEqual(x, b[at]));
    return i < 0 ? a.length - b.length : i >= b.length ? 1 : order(a[i], b[i]);
  }
  throw new HostError(`${describe(a)} and ${describe(b)} have no order`);
}

/** @throws HostError for values that have no order */
export function hostCompare(operator: ComparisonOperator, a: unknown, b: unknown): boolean {
  switch (operator) {
    case "==":
      return hostEqual(a, b);
    case "!=":
      return !hostEqual(a, b);
    case "<":
      return order(a, b) < 0;
    case "<=":
      return order(a, b) <= 0;
    case ">":
      return order(a, b) > 0;
    case ">=":
      return order(a, b) >= 0;
  }
}

/** The truth of a host value; undefined when the vocabulary must say. */
export function hostTruth(x: unknown): boolean | undefined {
  if (x === null || x === undefined) return false;
  if (isHostNumber(x)) return !equalNumbers(x, 0);
  if (typeof x === "string" || Array.isArray(x)) return x.length > 0;
  if (typeof x === "function") return true;
  return isDictionary(x) ? entriesOf(x).length > 0 : undefined;
}

export function hostContains(container: unknown, x: unknown): boolean {
  if (Array.isArray(container))
    return container.some((item) => item === x || (isHostValue(item) && isHostValue(x) && hostEqual(item, x)));
  if (isDictionary(container)) return hasKey(container, x);
  if (typeof container === "string" && typeof x === "string") return container.includes(x);
  throw new HostError(`"in" needs a list, a dictionary or a string, not ${describe(container)}`);
}

/** Python's `is`: the same object, or the same small scalar. */
export const isSame = (a: unknown, b: unknown): boolean => Object.is(a ?? null, b ?? null);
