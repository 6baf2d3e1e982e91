/** Finds the function of the library that a golden name means, ready to be called as golden files call it. */
import type { ArrayData } from "../array-data.js";
import { firstFunction, type Callable } from "../library/api.js";
import type { Library } from "../library/library.js";
import { camelCase, candidatePaths } from "./names.js";
import type { IrregularRow, Normalize, RegularRow } from "./row.js";
import { arrange, parseSignature } from "./signature.js";
import { rowOf } from "./tables.js";

export interface Resolved {
  readonly kind: "found";
  /** Positional arguments and keywords as in Python; `expected` gives the dtype where a function has no other source of it. */
  readonly call: (args: readonly unknown[], kwargs: ReadonlyMap<string, unknown>, expected?: ArrayData) => unknown;
  readonly normalize: Normalize | undefined;
}

export interface Missing {
  readonly kind: "missing";
  /** The paths that were looked for. */
  readonly paths: readonly string[];
}

const camelKeys = (kwargs: ReadonlyMap<string, unknown>): Map<string, unknown> =>
  new Map([...kwargs].map(([name, value]) => [camelCase(name), value]));

function resolveRegular(library: Library, fn: string, row: RegularRow): Resolved | Missing {
  const paths = row.paths ?? candidatePaths(fn);
  const f = firstFunction(library.api, paths);
  if (f === undefined) return { kind: "missing", paths };
  const signature = row.signature === undefined ? undefined : parseSignature(row.signature);
  const call: Resolved["call"] = (args, kwargs, expected) => {
    const named = camelKeys(kwargs);
    if (row.dtypeFromCase === true && expected !== undefined) named.set("dtype", expected.dtype);
    return f(...arrange(signature, args, named));
  };
  return { kind: "found", call, normalize: row.normalize };
}

function resolveIrregular(library: Library, row: IrregularRow): Resolved | Missing {
  const functions: Record<string, Callable> = {};
  for (const [local, name] of Object.entries(row.needs)) {
    // What a row composes it calls by the library's own conventions.
    const paths = candidatePaths(name);
    const f = firstFunction(library.api, paths);
    if (f === undefined) return { kind: "missing", paths };
    functions[local] = f;
  }
  const call: Resolved["call"] = (args, kwargs) =>
    row.call(functions, args, Object.fromEntries(camelKeys(kwargs)), library);
  return { kind: "found", call, normalize: row.normalize };
}

export function resolve(library: Library, fn: string): Resolved | Missing {
  const row = rowOf(fn);
  return row.kind === "regular" ? resolveRegular(library, fn, row) : resolveIrregular(library, row);
}
