/** Working with trees: map, leaves, reduce, transpose and paths, as in jax.tree_util. */
import { raise } from "../errors.js";
import { requireFunction } from "./asarray.js";
import { flatten, requireStructure, unflatten, type Structure } from "./tree.js";
import type { MapLeaves } from "./treetypes.js";

/** The leaves in order. */
export const leaves = (tree: unknown): unknown[] => flatten(tree).leaves;
/** The structure without leaves. */
export const structure = (tree: unknown): Structure => flatten(tree).structure;

/**
 * Applies a function leaf by leaf; further trees must have the same structure.
 * @example map((x, y) => x + y, { a: 1, b: [2] }, { a: 10, b: [20] }) // { a: 11, b: [22] }
 */
export function map<T, R>(f: (...leaves: never[]) => R, tree: T, ...rest: readonly unknown[]): MapLeaves<T, R> {
  requireFunction("tree.map", f);
  const first = flatten(tree);
  const others = rest.map((other) => {
    const flat = flatten(other);
    requireStructure("tree.map", flat.structure, first.structure);
    return flat.leaves;
  });
  const call = f as unknown as (...leaves: unknown[]) => R;
  return unflatten(
    first.structure,
    first.leaves.map((leaf, i) => call(leaf, ...others.map((other) => other[i]))),
  ) as MapLeaves<T, R>;
}

/** Folds the leaves from the left. */
export function reduce<R>(f: (accumulator: R, leaf: never) => R, tree: unknown, initial: R): R {
  requireFunction("tree.reduce", f);
  return leaves(tree).reduce<R>((accumulator, leaf) => f(accumulator, leaf as never), initial);
}

/** Turns a tree of trees inside out: `outer` of `inner` becomes `inner` of `outer`. */
export function transpose(outer: Structure, inner: Structure, tree: unknown): unknown {
  const flat = leaves(tree);
  if (flat.length !== outer.leaves * inner.leaves)
    raise({
      code: "structure",
      what: `expected ${outer.leaves} × ${inner.leaves} leaves, got ${flat.length}`,
      where: "tree.transpose",
      fix: "pass a tree of structure `outer` whose leaves have structure `inner`",
    });
  const columns = Array.from({ length: inner.leaves }, (_, j) =>
    unflatten(
      outer,
      Array.from({ length: outer.leaves }, (__, i) => flat[i * inner.leaves + j]),
    ),
  );
  return unflatten(inner, columns);
}

/** Keys from the root to a leaf: list positions, property names, map keys. */
export type Path = readonly unknown[];

/** Leaves with the paths that lead to them. */
export function leavesWithPath(tree: unknown): [Path, unknown][] {
  const { leaves: flat, structure: root } = flatten(tree);
  let next = 0;
  const result: [Path, unknown][] = [];
  const visit = (level: Structure, path: Path): void => {
    if (level.kind === "leaf") result.push([path, flat[next++]]);
    const named = level.kind === "object" || level.kind === "map";
    level.children.forEach((child, i) => visit(child, [...path, named ? level.keys[i] : i]));
  };
  visit(root, []);
  return result;
}

/** `map` with the path of each leaf as first argument. */
export function mapWithPath<T, R>(f: (path: Path, leaf: never) => R, tree: T): MapLeaves<T, R> {
  requireFunction("tree.mapWithPath", f);
  return unflatten(
    structure(tree),
    leavesWithPath(tree).map(([path, leaf]) => f(path, leaf as never)),
  ) as MapLeaves<T, R>;
}
