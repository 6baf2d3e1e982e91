/** Python's types as functions: `int`, `float`, `list` and so on, `len` and `isinstance`. */
import { hostTruth } from "./host-compare.js";
import { describe, HostError } from "./host-error.js";
import { dictionary, entriesOf, isDictionary, isTuple, tuple } from "./host-values.js";
import type { Machine } from "./machine.js";
import { integer, isHostInteger, isHostNumber, toDouble, WeakComplex, WeakFloat, type HostNumber } from "./weak.js";

type Function = (...given: unknown[]) => unknown;

/** A scalar from a scalar, a text, or an array that can be read. */
function scalar(machine: Machine, x: unknown): HostNumber {
  if (isHostNumber(x)) return x;
  if (typeof x === "string")
    return new WeakFloat(x.trim() === "inf" ? Infinity : x.trim() === "-inf" ? -Infinity : Number(x));
  const item = x === null || x === undefined ? undefined : machine.vocabulary.attribute(x, "item");
  const value: unknown = typeof item === "function" ? (item as Function)() : undefined;
  if (!isHostNumber(value)) throw new HostError(`${describe(x)} is not a number`);
  return value;
}

function real(machine: Machine, x: unknown): Exclude<HostNumber, WeakComplex> {
  const value = scalar(machine, x);
  if (value instanceof WeakComplex) throw new HostError("a complex number has no order and no integer part");
  return value;
}

function toInteger(machine: Machine, x: unknown): number | bigint {
  const value = real(machine, x);
  if (typeof value === "bigint") return value;
  const truncated = Math.trunc(toDouble(value));
  if (!Number.isFinite(truncated)) throw new HostError("only a finite number has an integer part");
  return integer(BigInt(truncated));
}

export function conversions(machine: Machine): Record<string, Function> {
  const items = (x: unknown): unknown[] => (x === undefined ? [] : [...machine.iterate(x)]);
  const dict: Function = (x, ...more) => {
    const given =
      x === undefined
        ? []
        : isDictionary(x)
          ? entriesOf(x)
          : x instanceof Object && "entries" in x && x.entries instanceof Map
            ? [...(x.entries as Map<string, unknown>)]
            : items(x).map((pair) => items(pair));
    return dictionary([
      ...given.map(([key, value]): [unknown, unknown] => [key, value]),
      ...more.flatMap((m) => (isDictionary(m) ? entriesOf(m) : [])),
    ]);
  };
  const types: Record<string, Function> = {
    int: (x = 0) => toInteger(machine, x),
    float: (x = 0) => new WeakFloat(toDouble(real(machine, x))),
    bool: (x = false) => machine.truthy(x),
    complex: (re = 0, im = 0) => new WeakComplex(toDouble(real(machine, re)), toDouble(real(machine, im))),
    str: (x = "") => (x instanceof WeakFloat ? String(x.value) : String(x)),
    list: items,
    tuple: (x) => tuple(items(x)),
    dict,
  };
  return {
    ...types,
    len: (x) => {
      if (Array.isArray(x) || typeof x === "string") return x.length;
      if (isDictionary(x)) return entriesOf(x).length;
      if (hostTruth(x) !== undefined) throw new HostError(`${describe(x)} has no length`);
      return machine.vocabulary.length(x);
    },
    isinstance: (x, type) =>
      (Array.isArray(type) ? type : [type]).some((t) =>
        isOfType(
          x,
          Object.keys(types).find((name) => types[name] === t),
        ),
      ),
  };
}

function isOfType(x: unknown, name: string | undefined): boolean {
  switch (name) {
    case "int":
      return isHostInteger(x);
    case "float":
      return isHostNumber(x) && !isHostInteger(x) && !(x instanceof WeakComplex);
    case "bool":
      return typeof x === "boolean";
    case "complex":
      return x instanceof WeakComplex;
    case "str":
      return typeof x === "string";
    case "tuple":
      return isTuple(x);
    case "list":
      return Array.isArray(x) && !isTuple(x);
    case "dict":
      return isDictionary(x);
    default:
      return false;
  }
}
