/**
 * A construct is a transform or a kind of control flow as a function of functions, twice: on trees of arrays, and on plain
 * numbers with host loops. Every construct takes functions from a tree to a tree like it, so any can stand around any other.
 */
import { add, broadcast, cos, mul, reshape, sum, tree, type NDArray } from "@fluxion/core";
import type { HostFunction } from "./host-number.js";

/** An array, or an object of arrays. */
export type ArrayTree = NDArray | { readonly [key: string]: NDArray };
export type TreeFunction = (x: ArrayTree) => ArrayTree;

export interface Construct {
  readonly name: string;
  readonly device: (f: TreeFunction) => TreeFunction;
  readonly host: (f: HostFunction) => HostFunction;
  /** It asks for a derivative of the function it is put around. */
  readonly differentiates?: true;
  /** That derivative is taken in reverse mode. */
  readonly reverses?: true;
  /** Its own derivative is taken in reverse mode of the function. */
  readonly reverseRule?: true;
  /** It runs an unknown number of steps: no reverse mode through it. */
  readonly forwardOnly?: true;
  /** It has a rule that knows the function's arguments only. */
  readonly customRule?: true;
  /** How often that rule was asked for, ever. */
  readonly asked?: () => number;
  /** It calls the function on traced values. */
  readonly traces?: true;
  /** It makes the function a program. */
  readonly holdsProgram?: true;
}

/** Leaf by leaf. */
export const each = (f: (...leaves: NDArray[]) => NDArray, ...trees: readonly [ArrayTree, ...ArrayTree[]]): ArrayTree =>
  tree.map(f as never, ...(trees as unknown as [unknown])) as ArrayTree;

export const plus = (x: ArrayTree, y: ArrayTree): ArrayTree => each(add, x, y);

/** All elements times a number or a scalar array. */
export const scaled = (x: ArrayTree, by: NDArray | number): ArrayTree =>
  each(
    (leaf) =>
      mul(leaf, typeof by === "number" ? by : broadcast(by, { shape: leaf.shape, axes: leaf.shape.map((_, i) => i) })),
    x,
  );
export const waved = (x: ArrayTree): ArrayTree => each((leaf) => cos(leaf), x);

/** The sum of all elements, a scalar. */
export const total = (x: ArrayTree): NDArray =>
  (tree.leaves(x) as NDArray[])
    .map((leaf) => sum(reshape(leaf, { shape: [leaf.size] }), { axes: [0] }))
    .reduce((all, part) => add(all, part));
