/** User functions as the programs that control flow holds: what they close over becomes their first inputs. */
import { raise } from "../../errors.js";
import { program as makeProgram, typesOf, type Program } from "../../ir/program.js";
import { sameType, showType, type ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { convert } from "../../primitives/convert.js";
import { flatten, requireStructure, type Structure } from "../../trace/tree.js";
import { flattenArrays, type AnyFunction } from "../call.js";
import { stage } from "../stage.js";

export interface Body {
  /** (captured, arguments) → results. */
  readonly program: Program;
  readonly captured: readonly NDArray[];
  readonly structure: Structure;
}

export function bodyOf(name: string, f: AnyFunction, types: readonly ArrayType[], structure: Structure): Body {
  const staged = stage(name, f, types, structure);
  const { inputs, equations, outputs } = staged.program;
  const own = types.length;
  return {
    program: makeProgram([...inputs.slice(own), ...inputs.slice(0, own)], equations, outputs),
    captured: staged.captured,
    structure: staged.structure,
  };
}

/** A carry as arrays; which of its leaves were plain numbers, and so take the type the body gives them. */
export interface Carry {
  readonly leaves: readonly NDArray[];
  readonly weak: readonly boolean[];
  readonly structure: Structure;
}

export function carryOf(where: string, tree: unknown): Carry {
  const weak = flatten(tree).leaves.map((leaf) => typeof leaf === "number");
  return { ...flattenArrays(where, tree), weak };
}

/** The carry with plain numbers converted to the types that come back, and whether any had to be. */
export function settleCarry(
  where: string,
  carry: Carry,
  back: readonly ArrayType[],
  structure: Structure,
): { carry: Carry; settled: boolean } {
  requireStructure(`${where} (carry returned by the body)`, structure, carry.structure);
  let settled = true;
  const leaves = carry.leaves.map((leaf, i) => {
    const wanted = back[i] as ArrayType;
    if (sameType(leaf.type, wanted)) return leaf;
    if (carry.weak[i] === true && leaf.dtype !== wanted.dtype) {
      settled = false;
      return convert(leaf, { dtype: wanted.dtype });
    }
    return raise({
      code: leaf.dtype === wanted.dtype ? "shape" : "dtype",
      what: `the body changes leaf ${i} of the carry from ${showType(leaf.type)} to ${showType(wanted)}`,
      where,
      fix: "return a carry of the same shapes and dtypes: convert it with astype, or start with a carry of the type that the body returns",
    });
  });
  return { carry: { ...carry, leaves, weak: settled ? carry.weak : carry.weak.map(() => false) }, settled };
}

export const typesOfLeaves = (leaves: readonly NDArray[]): ArrayType[] => leaves.map((leaf) => leaf.type);
export { typesOf };
