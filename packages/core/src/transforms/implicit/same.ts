/** Guards of implicit functions: what a user's function gives has the tree and types of what it was given. */
import { raise } from "../../errors.js";
import { typesOf, type Program } from "../../ir/program.js";
import { sameType, showType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { convert } from "../../primitives/convert.js";
import { describe } from "../../trace/asarray.js";
import { flatten, requireStructure, unflatten, type Structure } from "../../trace/tree.js";
import { flattenArrays, type AnyFunction } from "../call.js";
import { bodyOf, carryOf, typesOfLeaves, type Body } from "../control/body.js";

/** The unknown of an equation: its leaves, its tree, and the tree of a list of one (or two) of them as arguments. */
export interface Unknown {
  readonly leaves: readonly NDArray[];
  readonly structure: Structure;
  readonly alone: Structure;
  readonly pair: Structure;
}

const unknownOf = (leaves: readonly NDArray[], structure: Structure): Unknown => {
  const tree = unflatten(structure, leaves);
  return { leaves, structure, alone: flatten([tree]).structure, pair: flatten([tree, tree]).structure };
};

/** Results that belong to the unknown come first; there they have its types. */
export function requireTypes(
  where: string,
  got: string,
  { outputs }: Pick<Program, "outputs">,
  of: string,
  { leaves }: Unknown,
): void {
  const types = typesOf(outputs);
  leaves.forEach((leaf, i) => {
    const type = types[i];
    if (type !== undefined && sameType(type, leaf.type)) return;
    raise({
      code: type === undefined || type.dtype === leaf.dtype ? "shape" : "dtype",
      what: `leaf ${i} of ${got} is ${type === undefined ? "missing" : showType(type)}, but that of ${of} is ${showType(leaf.type)}`,
      where,
      fix: `make ${got} have the tree, shapes and dtypes of ${of}`,
    });
  });
}

/** The unknown and the program of the function of it; plain numbers take the element type that the function gives. */
export function stageEquation(
  where: string,
  [got, of]: readonly [got: string, of: string],
  f: AnyFunction,
  start: unknown,
): { unknown: Unknown; body: Body } {
  const { leaves: given, structure, weak } = carryOf(where, start);
  const first = unknownOf(given, structure);
  const body = bodyOf(where, f, typesOfLeaves(given), first.alone);
  requireStructure(`${where} (${got} against ${of})`, body.structure, structure);
  const back = typesOf(body.program.outputs);
  const settled = given.map((leaf, i) =>
    weak[i] !== undefined && back[i] !== undefined && back[i].dtype !== leaf.dtype
      ? convert(leaf, { dtype: back[i].dtype })
      : leaf,
  );
  if (settled.every((leaf, i) => leaf === given[i])) {
    requireTypes(where, got, body.program, of, first);
    return { unknown: first, body };
  }
  const unknown = unknownOf(settled, structure);
  const again = bodyOf(where, f, typesOfLeaves(settled), unknown.alone);
  requireTypes(where, got, again.program, of, unknown);
  return { unknown, body: again };
}

/** What a solver gave: the program of it, and the tree of its auxiliary result. */
export interface Solver {
  readonly body: Body;
  readonly aux: Structure;
}

/** The program of a solver, which maps the unknown's tree to it, or to [it, auxiliary] with `hasAux`. */
export function stageSolver(
  where: string,
  [got, of]: readonly [got: string, of: string],
  solve: (start: unknown) => unknown,
  unknown: Unknown,
  hasAux: boolean,
): Solver {
  let aux: Structure = flatten(null).structure;
  const flat = (start: never): unknown => {
    const result = solve(start);
    const [x, more] = hasAux ? pairOf(where, got, result) : [result, null];
    requireStructure(`${where} (${got} against ${of})`, flattenArrays(where, x).structure, unknown.structure);
    aux = flattenArrays(where, more).structure;
    return [x, more];
  };
  const body = bodyOf(where, flat as AnyFunction, typesOfLeaves(unknown.leaves), unknown.alone);
  requireTypes(where, got, body.program, of, unknown);
  return { body, aux };
}

function pairOf(where: string, got: string, result: unknown): readonly [unknown, unknown] {
  if (Array.isArray(result) && result.length === 2) return result as [unknown, unknown];
  return raise({
    code: "structure",
    what: `with hasAux ${got} must be [solution, aux], got ${Array.isArray(result) ? `a list of ${result.length}` : describe(result)}`,
    where,
    fix: "return [solution, aux], or leave out hasAux",
  });
}

/** The solution, with the auxiliary result beside it where there is one. */
export function results(unknown: Unknown, aux: Structure, outputs: readonly NDArray[], hasAux: boolean): unknown {
  const x = unflatten(unknown.structure, outputs.slice(0, unknown.leaves.length));
  return hasAux ? [x, unflatten(aux, outputs.slice(unknown.leaves.length))] : x;
}
