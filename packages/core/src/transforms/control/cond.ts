/** Choices between functions, made when the program runs. */
import { raise } from "../../errors.js";
import { isInteger, sameType, showType } from "../../ir/type.js";
import { convert } from "../../primitives/convert.js";
import { program as makeProgram, Var } from "../../ir/program.js";
import type { NDArray } from "../../ir/value.js";
import { switchBranch as switchPrimitive } from "../../primitives/control/switch.js";
import { asArray } from "../../trace/asarray.js";
import { bind } from "../../trace/bind.js";
import { requireStructure, unflatten } from "../../trace/tree.js";
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

function choose<R>(where: string, index: NDArray, branches: readonly AnyFunction[], operands: readonly unknown[]): R {
  const { leaves, structure } = flattenArrays(where, operands);
  const types = leaves.map((leaf) => leaf.type);
  if (!Array.isArray(branches))
    return raise({ code: "argument", what: "the branches are not a list", where, fix: "pass a list of functions" });
  const bodies = branches.map((branch) => bodyOf(where, branch, types, structure));
  const [first] = bodies;
  if (first === undefined)
    return raise({ code: "argument", what: "there are no branches", where, fix: "give at least one function" });
  for (const body of bodies) {
    requireStructure(`${where} (results of the branches)`, body.structure, first.structure);
    typesOf(body.program.outputs).forEach((type, i) => {
      const wanted = (first.program.outputs[i] as Var).type;
      if (!sameType(type, wanted))
        raise({
          code: type.dtype === wanted.dtype ? "shape" : "dtype",
          what: `branches disagree on leaf ${i} of the result: ${showType(wanted)} and ${showType(type)}`,
          where,
          fix: "return the same shapes and dtypes from all branches",
        });
    });
  }
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
