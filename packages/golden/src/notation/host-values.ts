/**
 * The containers of the notation: lists and tuples are JavaScript arrays, dictionaries plain objects (or Maps, for keys that are
 * not strings), so that transforms see them as the trees they know.
 */
import { HostError } from "./host-error.js";

/** Python tells tuples from lists only in subscripts and `isinstance`; a mark beside the array keeps it a plain array for all others. */
const tuples = new WeakSet<readonly unknown[]>();

export function tuple(items: unknown[]): unknown[] {
  tuples.add(items);
  return items;
}

export const isTuple = (x: unknown): x is unknown[] => Array.isArray(x) && tuples.has(x);

export type Dictionary = Record<string, unknown> | Map<unknown, unknown>;

export function isDictionary(x: unknown): x is Dictionary {
  if (x instanceof Map) return true;
  if (typeof x !== "object" || x === null) return false;
  const prototype: unknown = Object.getPrototypeOf(x);
  return prototype === Object.prototype || prototype === null;
}

/** Own properties made by definition, not assignment: a key like `__proto__` is then a key like any other. */
export function dictionary(entries: readonly (readonly [unknown, unknown])[]): Dictionary {
  if (entries.every(([key]) => typeof key === "string")) return Object.fromEntries(entries as [string, unknown][]);
  return new Map(entries);
}

export const entriesOf = (d: Dictionary): [unknown, unknown][] => (d instanceof Map ? [...d] : Object.entries(d));

export function hasKey(d: Dictionary, key: unknown): boolean {
  return d instanceof Map ? d.has(key) : typeof key === "string" && Object.hasOwn(d, key);
}

export function getKey(d: Dictionary, key: unknown): unknown {
  if (!hasKey(d, key)) throw new HostError(`the dictionary has no key ${String(key)}`);
  return d instanceof Map ? d.get(key) : d[key as string];
}

export function setKey(d: Dictionary, key: unknown, value: unknown): void {
  if (d instanceof Map) d.set(key, value);
  else if (typeof key === "string")
    Object.defineProperty(d, key, { value, writable: true, enumerable: true, configurable: true });
  else throw new HostError("this dictionary has keys of strings");
}

/** `a:b:c` as a value. */
export class Slice {
  constructor(
    readonly start: unknown,
    readonly stop: unknown,
    readonly step: unknown,
  ) {}
}

/** The value of `...`. */
export const ELLIPSIS: unique symbol = Symbol("...");

/** The keyword arguments of a call: passed as the last argument, and only when there are some. */
export class Keywords {
  constructor(readonly entries: ReadonlyMap<string, unknown>) {}
}

/** Parts the arguments a function received into positional ones and keywords. */
export function splitKeywords(given: readonly unknown[]): {
  positional: readonly unknown[];
  keywords: ReadonlyMap<string, unknown>;
} {
  const last = given.at(-1);
  return last instanceof Keywords
    ? { positional: given.slice(0, -1), keywords: last.entries }
    : { positional: given, keywords: new Map() };
}
