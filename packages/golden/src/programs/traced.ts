/** Values as they cross into transforms: trees whose bare scalars have become arrays. */
import type { ArrayData, DTypeName } from "../array-data.js";
import type { Callable } from "../library/api.js";
import type { Library } from "../library/library.js";
import { dictionary, entriesOf, isDictionary, isTuple, Keywords, tuple } from "../notation/host-values.js";
import { isHostNumber, WeakComplex, WeakFloat, type HostNumber } from "../notation/weak.js";

/**
 * JAX's default element types were the 64-bit ones when the files were written, but only for floats does it show: results that
 * come from bare scalars alone are float64 in a program on float64, and a library whose default is float32 must be told.
 */
export type DefaultFloat = "float32" | "float64";

const scalar = (dtype: DTypeName, ...data: number[]): ArrayData => ({ dtype, shape: [], data });

export function scalarArray(x: HostNumber, float: DefaultFloat): ArrayData {
  if (x instanceof WeakFloat) return scalar(float, x.value);
  if (x instanceof WeakComplex) return scalar(float === "float64" ? "complex128" : "complex64", x.re, x.im);
  if (typeof x === "boolean") return scalar("bool", Number(x));
  return Number.isInteger(Number(x)) ? scalar("int32", Number(x)) : scalar(float, Number(x));
}

/** Replaces the leaves of lists, dictionaries and Maps; `null` stays. */
export function mapTree(tree: unknown, leaf: (x: unknown) => unknown): unknown {
  if (tree === null || tree === undefined) return tree;
  if (Array.isArray(tree)) {
    const items = tree.map((item) => mapTree(item, leaf));
    return isTuple(tree) ? tuple(items) : items;
  }
  if (isDictionary(tree))
    return dictionary(entriesOf(tree).map(([key, value]) => [key, mapTree(value, leaf)] as const));
  return leaf(tree);
}

/** Arguments of transformed functions, carries of loops, results of functions that transforms call. */
export const toTraced = (library: Library, float: DefaultFloat, tree: unknown): unknown =>
  mapTree(tree, (x) => (isHostNumber(x) ? library.array(scalarArray(x, float)) : x));

/** Bare numbers, for places where the library takes the type from elsewhere (tangents, cotangents, weak operands). */
export const toPlain = (tree: unknown): unknown => mapTree(tree, (x) => (x instanceof WeakFloat ? x.value : x));

/** How keyword arguments travel through a transform: as one last dictionary under a key that no program has. */
const KEYWORDS = "keywords of the call";

function packKeywords(x: unknown): unknown {
  return x instanceof Keywords ? { [KEYWORDS]: Object.fromEntries(x.entries) } : x;
}

function unpackKeywords(x: unknown): unknown {
  if (!isDictionary(x) || x instanceof Map || !Object.hasOwn(x, KEYWORDS)) return x;
  return new Keywords(new Map(Object.entries(x[KEYWORDS] as object)));
}

/** A function of the program as transforms call it. */
export const traceable =
  (library: Library, float: DefaultFloat, f: unknown): Callable =>
  (...given) => {
    if (typeof f !== "function") throw new TypeError("a transform needs a function");
    return toTraced(library, float, (f as Callable)(...given.map(unpackKeywords)));
  };

/** A transformed function as the program calls it. */
export const callable =
  (library: Library, float: DefaultFloat, f: unknown): Callable =>
  (...given) =>
    (f as Callable)(...given.map((x) => toTraced(library, float, packKeywords(x))));
