/** Small functions to compose transforms around, on trees of arrays and on plain numbers: a scalar, a vector, a tree, and what they close over. */
import { add, asArray, cos, mul, sin, type NDArray } from "@fluxion/core";
import { tensor, type Tensor } from "../tensor.js";
import { each, plus, scaled, total, type ArrayTree, type TreeFunction } from "./construct.js";
import * as host from "./host-number.js";

export interface Case {
  readonly name: string;
  /** Leaves of the argument. */
  readonly inputs: readonly Tensor[];
  readonly treeOf: (leaves: readonly NDArray[]) => ArrayTree;
  /** The function; `w` is a value that it closes over, or does not. */
  readonly device: (w: NDArray) => TreeFunction;
  readonly host: (w: host.HostNumber) => host.HostFunction;
  /** Where the value that the function closes over comes from. */
  readonly closes: "nothing" | "an array" | "a traced value";
}

const f64 = (shape: readonly number[], values: readonly number[]): Tensor => tensor("float64", shape, values);
const only = ([x]: readonly NDArray[]): ArrayTree => x as NDArray;

/** The value closed over. */
export const WEIGHT = 0.9;

const vector: Pick<Case, "inputs" | "treeOf" | "device" | "host"> = {
  inputs: [f64([3], [0.4, -0.3, 0.8])],
  treeOf: only,
  device: (w) => (x) =>
    plus(
      scaled(scaled(x, 0.5), w),
      scaled(
        each((leaf) => sin(leaf), scaled(x, w)),
        mul(total(x), 0.3),
      ),
    ),
  host: (w) => (xs) =>
    xs.map((x) =>
      host.add(host.mul(host.mul(x, 0.5), w), host.mul(host.sin(host.mul(x, w)), host.mul(host.sum(xs), 0.3))),
    ),
};

export const cases: readonly Case[] = [
  {
    name: "scalar",
    inputs: [f64([], [0.7])],
    treeOf: only,
    closes: "nothing",
    device: () => (x) => add(mul(sin(x as NDArray), 0.8), mul(mul(x as NDArray, x as NDArray), 0.3)),
    host: () => (xs) => xs.map((x) => host.add(host.mul(host.sin(x), 0.8), host.mul(host.mul(x, x), 0.3))),
  },
  {
    ...vector,
    name: "vector",
    closes: "nothing",
    device: () => vector.device(asArray(WEIGHT, "float64")),
    host: () => vector.host(WEIGHT),
  },
  {
    name: "tree",
    inputs: [f64([2], [0.5, -0.4]), f64([], [0.6])],
    treeOf: ([a, b]) => ({ a: a as NDArray, b: b as NDArray }),
    closes: "nothing",
    device: () => (x) => {
      const { a, b } = x as { readonly a: NDArray; readonly b: NDArray };
      return { a: scaled(sin(a), b) as NDArray, b: add(mul(cos(b), 0.5), mul(total(a), 0.3)) };
    },
    host:
      () =>
      ([a0, a1, b]) => {
        const [p, q, r] = [a0, a1, b] as [host.HostNumber, host.HostNumber, host.HostNumber];
        return [
          host.mul(host.sin(p), r),
          host.mul(host.sin(q), r),
          host.add(host.mul(host.cos(r), 0.5), host.mul(host.add(p, q), 0.3)),
        ];
      },
  },
  { ...vector, name: "vector, closing over an array", closes: "an array" },
  { ...vector, name: "vector, closing over a traced value", closes: "a traced value" },
];
