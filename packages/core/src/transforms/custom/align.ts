/** What rules return, made flat: trees that follow another one, in which `null` stands for zeros of everything below it. */
import { raise } from "../../errors.js";
import type { Tangent } from "../../ir/primitive.js";
import { isInexact, sameType, showType, type ArrayType } from "../../ir/type.js";
import { asArray } from "../../trace/asarray.js";
import { released } from "../../trace/trace.js";
import { flatten, showStructure, type Structure } from "../../trace/tree.js";
import { flattenArrays } from "../call.js";

/** The children of a tree node that has the kind and keys of another; nothing where it has not. */
function childrenLike(tree: unknown, { kind, keys, children, type }: Structure): readonly unknown[] | undefined {
  if (kind === "list") return Array.isArray(tree) && tree.length === children.length ? (tree as unknown[]) : undefined;
  if (typeof tree !== "object" || tree === null) return undefined;
  if (kind === "class") {
    const own = flatten(tree).structure;
    return own.type === type ? type?.flatten(tree as never).children : undefined;
  }
  if (kind === "map")
    return tree instanceof Map && tree.size === keys.length && keys.every((key) => tree.has(key))
      ? keys.map((key) => tree.get(key) as unknown)
      : undefined;
  const names = Object.keys(tree);
  return !Array.isArray(tree) && names.length === keys.length && keys.every((key) => names.includes(String(key)))
    ? keys.map((key) => (tree as Record<string, unknown>)[String(key)])
    : undefined;
}

/** Leaves of a tree that follows `expected`; `undefined` if it does not. */
function leavesLike(tree: unknown, expected: Structure): unknown[] | undefined {
  if (expected.kind === "null") return tree == null ? [] : undefined;
  if (tree === null) return new Array<unknown>(expected.leaves).fill(null);
  if (expected.kind === "leaf") return flatten(tree).structure.kind === "leaf" ? [tree] : undefined;
  const children = childrenLike(tree, expected);
  if (children === undefined) return undefined;
  const all = children.map((child, i) => leavesLike(child, expected.children[i] as Structure));
  return all.some((list) => list === undefined) ? undefined : (all as unknown[][]).flat();
}

/** What a rule owes. */
export interface Owed {
  /** The rule, for messages. */
  readonly where: string;
  /** What it gives: "cotangents", "the tangent". */
  readonly what: string;
  readonly structure: Structure;
  readonly types: readonly ArrayType[];
}

/**
 * Flat results of a rule; `null` below elements that have no derivatives, and where the rule says so. Typed errors show
 * both sides: trees, or types.
 */
export function flattenOwed(tree: unknown, { where, what, structure, types }: Owed): Tangent[] {
  const leaves = leavesLike(tree, structure);
  if (leaves === undefined)
    return raise({
      code: "structure",
      what: `${what} must have the structure ${showStructure(structure)}, got ${showStructure(flatten(tree).structure)}`,
      where,
      fix: "give the same lists, keys and classes; null stands for zero",
    });
  return leaves.map((leaf, i) => {
    const wanted = types[i] as ArrayType;
    if (leaf === null || !isInexact(wanted.dtype)) return null;
    const value =
      typeof leaf === "number" && wanted.shape.length === 0
        ? asArray(leaf, wanted.dtype)
        : (flattenArrays(where, leaf).leaves[0] as NonNullable<Tangent>);
    if (sameType(value.type, wanted)) return released(value);
    return raise({
      code: value.dtype === wanted.dtype ? "shape" : "dtype",
      what: `leaf ${i} of ${what} is ${showType(value.type)}, but it belongs to ${showType(wanted)}`,
      where,
      fix: "sum over what was broadcast, and convert with astype",
    });
  });
}
