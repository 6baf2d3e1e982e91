/** Choices between functions, made when the program runs. */
import { raise } from "../../errors.js";
import { isInteger, sameType, showType, type ArrayType } from "../../ir/type.js";
import { convert } from "../../primitives/convert.js";
import { program as makeProgram, Var } from "../../ir/program.js";
import type { NDArray } from "../../ir/value.js";
import { switchBranch as switchPrimitive } from "../../primitives/control/switch.js";
import { asArray } from "../../trace/asarray.js";
import { bind } from "../../trace/bind.js";
import { hooks } from "../../trace/hooks.js";
import { sameStructure, showStructure, unflatten } from "../../trace/tree.js";
import type { Accepts } from "../../trace/treetypes.js";
import { flattenArrays, type AnyFunction } from "../call.js";
import { bodyOf, typesOf, type Body } from "./body.js";

/** Branches with one list of operands: what any of them closes over is an operand of all. */
function unite(bodies: readonly Body[]) {
  const captured = [...new Set(bodies.flatMap((body) => body.captured))];
  const branches = bodies.map(({ program, captured: own }) => {
    const inputs = captured.map((value) => {
      const position = own.indexOf(value);
      return position < 0 ? new Var(value.type) : (program.inputs[position] as Var);
    });
    return makeProgram([...inputs, ...program.inputs.slice(own.length)], program.equations, program.outputs);
  });
  return { captured, branches };
}

/** The result tree of a branch, with types at its leaves. */
const showResult = ({ structure, program }: Body): string => {
  let text = showStructure(structure);
  for (const type of typesOf(program.outputs)) text = text.replace("*", showType(type));
  return text;
};

/** A typed error that prints both result trees, unless they are of one structure and one type. */
function agree(where: string, first: Body, other: Body, position: number): void {
  const [wanted, given] = [typesOf(first.program.outputs), typesOf(other.program.outputs)];
  const structured = sameStructure(first.structure, other.structure);
  const bad = structured ? given.findIndex((type, i) => !sameType(type, wanted[i] as ArrayType)) : 0;
  if (bad < 0) return;
  const names = where === "cond" ? ["onFalse", "onTrue"] : ["branch 0", `branch ${position}`];
  raise({
    code: !structured ? "structure" : given[bad]?.dtype === wanted[bad]?.dtype ? "shape" : "dtype",
    what: `branches disagree: ${names[0]} gives ${showResult(first)}, ${names[1]} gives ${showResult(other)}`,
    where,
    fix: "return the same tree of the same shapes and dtypes from all branches (astype, reshape, or zeros in place of what is missing)",
  });
}

function choose<R>(where: string, index: NDArray, branches: readonly AnyFunction[], operands: readonly unknown[]): R {
  const { leaves, structure } = flattenArrays(where, operands);
  const types = leaves.map((leaf) => leaf.type);
  if (!Array.isArray(branches))
    return raise({ code: "argument", what: "the branches are not a list", where, fix: "pass a list of functions" });
  const position = hooks.plain?.index(index);
  const taken = position === undefined ? undefined : branches[Math.min(branches.length - 1, Math.max(0, position))];
  if (taken !== undefined) {
    const result = flattenArrays(where, taken(...(unflatten(structure, leaves) as never[])));
    return unflatten(result.structure, result.leaves) as R;
  }
  const bodies = branches.map((branch) => bodyOf(where, branch, types, structure));
  const [first] = bodies;
  if (first === undefined)
    return raise({ code: "argument", what: "there are no branches", where, fix: "give at least one function" });
  bodies.forEach((body, k) => agree(where, first, body, k));
  const { captured, branches: programs } = unite(bodies);
  return unflatten(
    first.structure,
    bind(switchPrimitive, [index, ...captured, ...leaves], { branches: programs }),
  ) as R;
}

/**
 * `onTrue(...operands)` if the predicate is true, else `onFalse(...operands)`. Only the chosen one runs, except where lanes
 * of a vmap choose differently.
 * @example cond(np.less(-2, 0), (x) => x.neg(), (x) => x, -2) // 2
 */
export function cond<A extends unknown[], R>(
  predicate: NDArray | boolean,
  onTrue: (...operands: A) => R,
  onFalse: (...operands: A) => R,
  ...operands: { [K in keyof A]: Accepts<A[K]> }
): R {
  const holds = asArray(predicate);
  if (holds.ndim !== 0 || (holds.dtype !== "bool" && !isInteger(holds.dtype)))
    raise({
      code: "dtype",
      what: `the predicate is ${showType(holds.type)}, but it must be a boolean scalar`,
      where: "cond",
      fix: "compare first: np.greater(x, 0); for many elements use np.where",
    });
  const index = convert(convert(holds, { dtype: "bool" }), { dtype: "int32" });
  return choose("cond", index, [onFalse as AnyFunction, onTrue as AnyFunction], operands);
}

/**
 * `branches[index](...operands)`; indices out of range mean the nearest branch.
 * @example switchCase(1, [(x) => x, (x) => x.mul(2)], 3) // 6
 */
export function switchCase<A extends unknown[], R>(
  index: NDArray | number,
  branches: readonly ((...operands: A) => R)[],
  ...operands: { [K in keyof A]: Accepts<A[K]> }
): R {
  const position = asArray(index, "int32");
  if (position.ndim !== 0 || !isInteger(position.dtype))
    raise({
      code: "dtype",
      what: `the index is ${showType(position.type)}, but it must be an integer scalar`,
      where: "switch",
      fix: "convert it with astype('int32')",
    });
  return choose("switch", convert(position, { dtype: "int32" }), branches as readonly AnyFunction[], operands);
}
