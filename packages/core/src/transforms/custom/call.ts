/** What custom rules have in common: functions of trees with some arguments that are not differentiated. */
import { raise } from "../../errors.js";
import type { Tangent } from "../../ir/primitive.js";
import { sameType, showType, type ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { asArray } from "../../trace/asarray.js";
import { released, Tracer } from "../../trace/trace.js";
import { flatten, sameStructure, showStructure, unflatten, type Structure } from "../../trace/tree.js";
import { flattenArrays, type AnyFunction } from "../call.js";
import { bodyAt, type Body } from "../control/body.js";
import { positions } from "../grad.js";

export interface CustomOptions {
  /** Positions of arguments that rules get as they are, in front, and that have no derivative. They may be anything. */
  readonly nondiffArgnums?: number | readonly number[];
}

/** One call, taken apart. */
export interface Application {
  readonly leaves: readonly NDArray[];
  readonly structure: Structure;
  readonly fixed: readonly unknown[];
  /** Whether anything is being traced: without, the function is simply called. */
  readonly traced: boolean;
  /** The function of the differentiable arguments alone. */
  readonly f: AnyFunction;
}

export function takeApart(
  where: string,
  f: AnyFunction,
  args: readonly unknown[],
  { nondiffArgnums = [] }: CustomOptions,
): Application {
  const chosen = positions(where, nondiffArgnums, args.length);
  const free = args.filter((_, i) => !chosen.includes(i));
  const { leaves, structure } = flattenArrays(where, free);
  const call = (...rest: never[]): unknown => {
    let next = 0;
    return f(...(args.map((arg, i) => (chosen.includes(i) ? arg : rest[next++])) as never[]));
  };
  return {
    leaves,
    structure,
    fixed: chosen.map((i) => args[i]),
    traced: leaves.some((leaf) => leaf instanceof Tracer),
    f: call as AnyFunction,
  };
}

/** The function as a program; what it closes over comes first. Host code in it may read values that are known. */
export const stageCall = (where: string, { f, leaves, structure }: Application): Body =>
  bodyAt(where, f, leaves, structure);

/** Flat values that a rule gives for the function's result, of the function's tree and types. */
export function flattenValue(
  where: string,
  result: unknown,
  expected: Structure,
  types: readonly ArrayType[],
): NDArray[] {
  const own = flatten(result);
  if (!sameStructure(own.structure, expected))
    return raise({
      code: "structure",
      what: `the rule gives a value of structure ${showStructure(own.structure)}, but the function gives ${showStructure(expected)}`,
      where,
      fix: "return the value just as the function returns it",
    });
  const leaves = own.leaves.map((leaf, i) =>
    typeof leaf === "number"
      ? asArray(leaf, (types[i] as ArrayType).dtype)
      : (flattenArrays(where, leaf).leaves[0] as NDArray),
  );
  const bad = leaves.findIndex((leaf, i) => !sameType(leaf.type, types[i] as ArrayType));
  if (bad < 0) return leaves.map(released);
  const [given, wanted] = [(leaves[bad] as NDArray).type, types[bad] as ArrayType];
  return raise({
    code: given.dtype === wanted.dtype ? "shape" : "dtype",
    what: `the rule gives ${showType(given)} for leaf ${bad} of the value, but the function gives ${showType(wanted)}`,
    where,
    fix: "return the value just as the function returns it",
  });
}

/** What a rule returned, as the pair it must be. */
export function pairFrom(where: string, result: unknown, contents: string): readonly [unknown, unknown] {
  if (Array.isArray(result) && result.length === 2) return result as [unknown, unknown];
  return raise({
    code: "structure",
    what: `the rule must return ${contents}, got ${showStructure(flatten(result).structure)}`,
    where,
    fix: `return a list of two: ${contents}`,
  });
}

/** The values that the function closes over have no rule: differentiating by them would be silently wrong. */
export function refuseCapturedTangents(where: string, tangents: readonly Tangent[]): void {
  if (tangents.every((tangent) => tangent === null)) return;
  raise({
    code: "not-differentiable",
    what: "the function closes over a value that is being differentiated, and its custom rule does not know about that value",
    where,
    fix: "pass the value as an argument",
  });
}

export { unflatten };
