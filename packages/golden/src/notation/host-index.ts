/** Subscripts of lists, tuples, dictionaries and strings. */
import { describe, HostError } from "./host-error.js";
import { getKey, isDictionary, isTuple, setKey, Slice, tuple } from "./host-values.js";
import { isHostInteger } from "./weak.js";

type ToInteger = (x: unknown) => number | undefined;

function place(index: unknown, length: number, toInteger: ToInteger): number {
  const given = isHostInteger(index) ? Number(index) : toInteger(index);
  if (given === undefined) throw new HostError(`a list index must be an integer or a slice, not ${describe(index)}`);
  const at = given < 0 ? given + length : given;
  if (at < 0 || at >= length) throw new HostError(`index ${given} is out of range for length ${length}`);
  return at;
}

/** The positions a slice selects, by Python's rules. */
export function sliceIndices(slice: Slice, length: number, toInteger: ToInteger): number[] {
  const number = (x: unknown): number | undefined => {
    if (x === null || x === undefined) return undefined;
    const value = isHostInteger(x) ? Number(x) : toInteger(x);
    if (value === undefined) throw new HostError("the bounds of a slice must be integers");
    return value;
  };
  const step = number(slice.step) ?? 1;
  if (step === 0) throw new HostError("the step of a slice must not be zero");
  const clamp = (value: number): number => {
    const low = step < 0 ? -1 : 0;
    const high = step < 0 ? length - 1 : length;
    return Math.min(Math.max(value < 0 ? value + length : value, low), high);
  };
  const [start, stop] = [number(slice.start), number(slice.stop)];
  const first = start === undefined ? (step < 0 ? length - 1 : 0) : clamp(start);
  const end = stop === undefined ? (step < 0 ? -1 : length) : clamp(stop);
  const indices: number[] = [];
  for (let i = first; step < 0 ? i > end : i < end; i += step) indices.push(i);
  return indices;
}

/** The element or the slice; `isContainer` values only. @throws HostError */
export function hostIndex(x: unknown[] | string | object, index: unknown, toInteger: ToInteger): unknown {
  if (Array.isArray(x)) {
    if (!(index instanceof Slice)) return x[place(index, x.length, toInteger)];
    const items = sliceIndices(index, x.length, toInteger).map((i) => x[i] as unknown);
    return isTuple(x) ? tuple(items) : items;
  }
  if (typeof x === "string") {
    if (!(index instanceof Slice)) return x[place(index, x.length, toInteger)];
    return sliceIndices(index, x.length, toInteger)
      .map((i) => x[i])
      .join("");
  }
  if (!isDictionary(x)) throw new HostError(`${describe(x)} has no subscripts`);
  return getKey(x, index);
}

export const isContainer = (x: unknown): x is unknown[] | string | object =>
  Array.isArray(x) || typeof x === "string" || isDictionary(x);

/** `x[index] = value` for lists and dictionaries. @throws HostError */
export function assignIndex(x: unknown, index: unknown, value: unknown, toInteger: ToInteger): void {
  if (isTuple(x)) throw new HostError("a tuple cannot be changed");
  if (Array.isArray(x) && !(index instanceof Slice)) x[place(index, x.length, toInteger)] = value;
  else if (isDictionary(x)) setKey(x, index, value);
  else throw new HostError(`${describe(x)} cannot be changed in place; use at_set(x, i, v)`);
}
