/** Between user functions of trees and domains of flat arrays. */
import { raise } from "../errors.js";
import type { Domain } from "../ir/interpret.js";
import { NDArray } from "../ir/value.js";
import { asArray, describe, dtypeOfTypedArray, requireFunction } from "../trace/asarray.js";
import { meaningIn, Tracer, withTrace, type Trace } from "../trace/trace.js";
import { flatten, unflatten, type Structure } from "../trace/tree.js";

export type AnyFunction = (...args: never[]) => unknown;

/** A tree as arrays and structure; a typed error for leaves that are no arrays. */
export function flattenArrays(where: string, tree: unknown): { leaves: NDArray[]; structure: Structure } {
  const { leaves, structure } = flatten(tree);
  return { leaves: leaves.map((leaf) => leafArray(where, leaf)), structure };
}

/** The arguments of a call, given as one list. */
export function flattenArguments(where: string, args: unknown): { leaves: NDArray[]; structure: Structure } {
  if (Array.isArray(args)) return flattenArrays(where, args);
  return raise({
    code: "structure",
    what: `the arguments are ${args instanceof NDArray ? "one array" : describe(args)}, not a list`,
    where,
    fix: `give a list with one entry per argument: ${where}(f, [x])`,
  });
}

function leafArray(where: string, leaf: unknown): NDArray {
  if (leaf instanceof NDArray) return leaf;
  if (typeof leaf === "number" || typeof leaf === "boolean" || dtypeOfTypedArray(leaf) !== undefined)
    return asArray(leaf);
  return raise({
    code: "structure",
    what: `${describe(leaf)} is not an array`,
    where,
    fix: "arguments and results of transformed functions are trees of arrays and numbers; make others static (staticArgnums), close over them, or return them with hasAux",
  });
}

export function refusePromise(where: string, result: unknown): void {
  if (typeof result === "object" && result !== null && typeof (result as { then?: unknown }).then === "function")
    raise({
      code: "async-function",
      what: "the function returned a Promise",
      where,
      fix: "transformed functions are synchronous: await data before calling, and read results after",
    });
}

/** What a function made of its traced arguments: flat meanings, the structure of the result, and the auxiliary output. */
export interface Ran<V> {
  readonly outputs: readonly V[];
  readonly structure: Structure;
  readonly aux: unknown;
}

/** Runs a user's function on trees of traced values. With `hasAux` it returns [result, aux]. */
export function runIn<V>(
  domain: Domain<V>,
  staging: boolean,
  f: AnyFunction,
  inputs: readonly V[],
  structure: Structure,
  options: { where: string; hasAux?: boolean; auxOut?: (meaning: V) => NDArray },
): Ran<V> {
  requireFunction(options.where, f);
  return withTrace(domain, staging, (trace) => {
    const args = unflatten(
      structure,
      inputs.map((input) => new Tracer<V>(trace, input)),
    ) as never[];
    const result = f(...args);
    refusePromise(options.where, result);
    const [main, aux] = options.hasAux === true ? pairOf(options.where, result) : [result, undefined];
    const flat = flattenArrays(options.where, main);
    return {
      outputs: flat.leaves.map((leaf) => meaningIn(trace, leaf)),
      structure: flat.structure,
      aux: options.auxOut === undefined ? aux : lowerAux(trace, aux, options.auxOut),
    };
  });
}

function pairOf(where: string, result: unknown): readonly [unknown, unknown] {
  if (Array.isArray(result) && result.length === 2) return result as [unknown, unknown];
  return raise({
    code: "structure",
    what: `with hasAux the function must return [result, aux], got ${Array.isArray(result) ? `a list of ${result.length}` : describe(result)}`,
    where,
    fix: "return [result, aux], or leave out hasAux",
  });
}

/** Traced leaves of the auxiliary output become values outside; anything else passes. */
function lowerAux<V>(trace: Trace<V>, aux: unknown, out: (meaning: V) => NDArray): unknown {
  const { leaves, structure } = flatten(aux);
  return unflatten(
    structure,
    leaves.map((leaf) => (leaf instanceof NDArray ? out(meaningIn(trace, leaf)) : leaf)),
  );
}
