/** User functions as the programs that control flow holds: what they close over becomes their first inputs. */
import { raise } from "../../errors.js";
import { program as makeProgram, typesOf, type Program } from "../../ir/program.js";
import { sameType, showType, type ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { convert } from "../../primitives/convert.js";
import { WeakTracer, type Tracer } from "../../trace/trace.js";
import { flatten, sameStructure, showStructure, unflatten, type Structure } from "../../trace/tree.js";
import { leavesWithPath } from "../../trace/treeutil.js";
import { flattenArrays, type AnyFunction } from "../call.js";
import { stage, stageAt, type Staged } from "../stage.js";

export interface Body {
  /** (captured, arguments) → results. */
  readonly program: Program;
  readonly captured: readonly NDArray[];
  readonly structure: Structure;
}

/** What a function closes over becomes its first inputs. */
function capturesFirst({ program, captured, structure }: Staged): Body {
  const { inputs, equations, outputs } = program;
  const own = inputs.length - captured.length;
  return {
    program: makeProgram([...inputs.slice(own), ...inputs.slice(0, own)], equations, outputs),
    captured,
    structure,
  };
}

export const bodyOf = (name: string, f: AnyFunction, types: readonly ArrayType[], structure: Structure): Body =>
  capturesFirst(stage(name, f, types, structure));

/** The same where host code may read the values, if they are known. */
export const bodyAt = (name: string, f: AnyFunction, leaves: readonly NDArray[], structure: Structure): Body =>
  capturesFirst(stageAt(name, f, leaves, structure));

/** A carry as arrays, with those of its leaves that were plain numbers, and so take the type the body gives them. */
export interface Carry {
  readonly leaves: readonly NDArray[];
  readonly weak: readonly (number | undefined)[];
  readonly structure: Structure;
}

export function carryOf(where: string, tree: unknown): Carry {
  const weak = flatten(tree).leaves.map((leaf) => (typeof leaf === "number" ? leaf : undefined));
  return { ...flattenArrays(where, tree), weak };
}

/** The traced carry as the body gets it: what began as a plain number gives way to the types it meets. */
export const weakened = (carry: Carry, tree: unknown): unknown =>
  carry.weak.every((value) => value === undefined)
    ? tree
    : unflatten(
        carry.structure,
        flatten(tree).leaves.map((leaf, i) => {
          const value = carry.weak[i];
          return value === undefined ? leaf : new WeakTracer(leaf as Tracer, value);
        }),
      );

/** `xs.weights[0]`: where a leaf stands. */
export const showPath = (root: string, path: readonly unknown[]): string =>
  path.reduce<string>((text, key) => (typeof key === "number" ? `${text}[${key}]` : `${text}.${String(key)}`), root);

/** Leaves of a structure, by the places where they stand. */
export const placesOf = (root: string, structure: Structure): string[] =>
  leavesWithPath(unflatten(structure, new Array<number>(structure.leaves).fill(0))).map(([path]) =>
    showPath(root, path),
  );

/** The carry with plain numbers converted to the types that come back, and whether any had to be. */
export function settleCarry(
  where: string,
  carry: Carry,
  back: readonly ArrayType[],
  structure: Structure,
): { carry: Carry; settled: boolean } {
  if (!sameStructure(structure, carry.structure))
    return raise({
      code: "structure",
      what: `the body changes the structure of the carry from ${showStructure(carry.structure)} to ${showStructure(structure)}`,
      where,
      fix: "return a carry with the same lists, keys and classes as the first one",
    });
  let settled = true;
  const leaves = carry.leaves.map((leaf, i) => {
    const wanted = back[i] as ArrayType;
    if (sameType(leaf.type, wanted)) return leaf;
    if (carry.weak[i] !== undefined && leaf.dtype !== wanted.dtype && leaf.ndim === wanted.shape.length) {
      settled = false;
      return convert(leaf, { dtype: wanted.dtype });
    }
    return raise({
      code: leaf.dtype === wanted.dtype ? "shape" : "dtype",
      what: `the body changes ${placesOf("carry", carry.structure)[i]} from ${showType(leaf.type)} to ${showType(wanted)}`,
      where,
      fix: "return a carry of the same shapes and dtypes: convert it with astype, or start with a carry of the type that the body returns",
    });
  });
  return { carry: { ...carry, leaves, weak: settled ? carry.weak : carry.weak.map(() => undefined) }, settled };
}

export const typesOfLeaves = (leaves: readonly NDArray[]): ArrayType[] => leaves.map((leaf) => leaf.type);
export { typesOf };
