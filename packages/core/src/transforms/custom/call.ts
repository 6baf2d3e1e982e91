/** What custom rules have in common: functions of trees with some arguments that are not differentiated. */
import { raise } from "../../errors.js";
import type { Program } from "../../ir/program.js";
import type { Tangent } from "../../ir/primitive.js";
import type { NDArray } from "../../ir/value.js";
import { Tracer } from "../../trace/trace.js";
import { requireStructure, unflatten, type Structure } from "../../trace/tree.js";
import { flattenArrays, type AnyFunction } from "../call.js";
import { bodyOf } from "../control/body.js";
import { positions } from "../grad.js";

export interface CustomOptions {
  /** Positions of arguments that rules get as they are, in front, and that have no derivative. */
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

export interface Staged {
  readonly program: Program;
  readonly captured: readonly NDArray[];
  readonly structure: Structure;
}
export const stageCall = (where: string, { f, leaves, structure }: Application): Staged =>
  bodyOf(
    where,
    f,
    leaves.map((leaf) => leaf.type),
    structure,
  );

/** Flat results of a rule, checked against what the function gives. */
export function flattenResult(where: string, result: unknown, expected: Structure): NDArray[] {
  const { leaves, structure } = flattenArrays(where, result);
  requireStructure(where, structure, expected);
  return leaves;
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
