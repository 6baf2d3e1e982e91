/** Attributes and methods of arrays: `x.shape`, `x.T`, `x.sum(axis=0)`, `x.at[i].set(v)`. */
import type { Callable } from "../library/api.js";
import type { Library } from "../library/library.js";
import { splitKeywords, tuple } from "../notation/host-values.js";
import type { IndexPart } from "../notation/vocabulary.js";
import { isHostInteger, WeakFloat } from "../notation/weak.js";

/** `x.at`, waiting for its index. */
export class At {
  constructor(readonly array: unknown) {}
}

/** `x.at[i]`, waiting for its method. */
export class AtIndexed {
  constructor(
    readonly array: unknown,
    readonly parts: readonly IndexPart[],
  ) {}
}

const METHODS = new Set(
  (
    "sum prod mean max min var std any all argmax argmin cumsum cumprod ravel squeeze swapaxes dot clip round repeat take astype ptp sort argsort " +
    "trace diagonal conj nonzero searchsorted"
  ).split(" "),
);

const RENAMED: Readonly<Record<string, string>> = { flatten: "ravel", conjugate: "conj" };

type Lookup = (name: string) => unknown;

/** `x.reshape(2, 3)` and `x.reshape((2, 3))` are the same. */
function shaped(f: Callable, x: unknown, given: readonly unknown[]): unknown {
  const { positional } = splitKeywords(given);
  if (positional.length === 0) return f(x);
  const rest = given.slice(positional.length);
  return f(x, positional.length > 1 || isHostInteger(positional[0]) ? tuple([...positional]) : positional[0], ...rest);
}

/** The attribute of an array; undefined when arrays have none of that name. */
export function arrayAttribute(library: Library, lookup: Lookup, x: unknown, name: string): unknown {
  const call = (fn: string, ...given: unknown[]): unknown => (lookup(fn) as Callable)(...given);
  switch (name) {
    case "shape":
      return tuple([...library.shapeOf(x)]);
    case "ndim":
      return library.shapeOf(x).length;
    case "size":
      return library.shapeOf(x).reduce((size, length) => size * length, 1);
    case "dtype":
      return library.dtypeOf(x);
    case "T":
      return call("transpose", x);
    case "mT":
      return call("matrix_transpose", x);
    case "real":
    case "imag":
      return call(name, x);
    case "at":
      return new At(x);
    case "item":
      return () => scalarOf(library, x);
    case "copy":
      return () => x;
    case "reshape":
    case "transpose":
      return (...given: unknown[]) => shaped(lookup(name) as Callable, x, given);
    default:
      return method(lookup, x, name);
  }
}

function method(lookup: Lookup, x: unknown, name: string): unknown {
  const fn = Object.hasOwn(RENAMED, name) ? RENAMED[name] : METHODS.has(name) ? name : undefined;
  if (fn === undefined) return undefined;
  return (...given: unknown[]) => (lookup(fn) as Callable)(x, ...given);
}

/** A known element as a scalar of the notation: integers stay integers, all floats are floats. */
export function scalarOf(library: Library, x: unknown): unknown {
  const value = library.item(x);
  return typeof value === "number" && library.dtypeOf(x).startsWith("float") ? new WeakFloat(value) : value;
}
