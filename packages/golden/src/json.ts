/** Reads fields of untrusted JSON: only own properties count, and every wrong type is a `DecodeError` that names the place. */
import { DecodeError } from "./decode-error.js";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** Trees in golden files are shallow; deeper ones would threaten the stack. */
export const MAXIMUM_DEPTH = 32;
const MAXIMUM_ITEMS = 100_000;

export const isObject = (x: Json | undefined): x is JsonObject =>
  typeof x === "object" && x !== null && !Array.isArray(x);
export const isList = (x: Json | undefined): x is readonly Json[] => Array.isArray(x);

/** An own property, so that `constructor` or `__proto__` in a file are keys like any other. */
export const field = (object: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;

export function asObject(x: Json | undefined, path: string): JsonObject {
  if (!isObject(x)) throw new DecodeError(path, "expected an object");
  return x;
}

export function asList(x: Json | undefined, path: string): readonly Json[] {
  if (!isList(x)) throw new DecodeError(path, "expected a list");
  if (x.length > MAXIMUM_ITEMS) throw new DecodeError(path, `longer than ${MAXIMUM_ITEMS}`);
  return x;
}

export function asString(x: Json | undefined, path: string): string {
  if (typeof x !== "string") throw new DecodeError(path, "expected a string");
  return x;
}

export function asInteger(x: Json | undefined, path: string): number {
  if (typeof x !== "number" || !Number.isSafeInteger(x)) throw new DecodeError(path, "expected an integer");
  return x;
}

const SPECIAL: ReadonlyMap<string, number> = new Map([
  ["NaN", Number.NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
  ["-0", -0],
]);

/** A number, or one of the four that JSON cannot write; booleans count as 0 and 1. */
export function asNumber(x: Json | undefined, path: string): number {
  if (typeof x === "number") return x;
  if (typeof x === "boolean") return Number(x);
  const special = typeof x === "string" ? SPECIAL.get(x) : undefined;
  if (special === undefined)
    throw new DecodeError(path, `expected a number, got ${JSON.stringify(x)?.slice(0, 40) ?? "nothing"}`);
  return special;
}
