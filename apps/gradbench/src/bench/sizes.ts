/** What is measured: for each eval its functions, and its sizes in the classes `small` and `gradbench`. */
import { generate } from "./generate.js";

export type Class = "small" | "gradbench";

export interface Size {
  readonly description: string;
  /** Made when it is needed, since all of them together are large. */
  readonly input: () => object;
}

export interface Bench {
  readonly module: string;
  readonly primal: string;
  readonly derivatives: readonly string[];
  readonly sizes: Readonly<Record<Class, readonly Size[]>>;
  /** Milliseconds, primal and derivative, summed over the `gradbench` sizes, as ../shared/gradbench/README.md gives them. */
  readonly reference: {
    readonly javascript: readonly [number, number];
    readonly cpp128: readonly [number, number];
    readonly jax: readonly [number, number];
  };
  /** Most that derivatives may cost, measured in primals. */
  readonly aim?: number;
}

const size = <A extends readonly number[]>(
  names: readonly string[],
  make: (...sizes: A) => object,
  sizes: A,
): Size => ({
  description: names.map((name, i) => `${name}=${sizes[i]}`).join(" "),
  input: () => make(...sizes),
});

const product = (...lists: readonly (readonly number[])[]): number[][] =>
  lists.reduce<number[][]>((rows, list) => rows.flatMap((row) => list.map((x) => [...row, x])), [[]]);

function sizes<A extends readonly number[]>(
  names: readonly string[],
  make: (...sizes: A) => object,
  small: readonly (readonly number[])[],
  gradbench: readonly (readonly number[])[],
): Bench["sizes"] {
  const all = (list: readonly (readonly number[])[]): Size[] =>
    list.map((each) => size(names, make, each as unknown as A));
  return { small: all(small), gradbench: all(gradbench) };
}

/** Cameras, points and observations of scenes in J. Agarwal et al., "Bundle adjustment in the large" (2010), as GradBench takes them. */
const SCENES = [
  [49, 7776, 31843],
  [21, 11315, 36455],
  [161, 48126, 182072],
  [372, 47423, 204472],
  [257, 65132, 225911],
  [539, 65220, 277273],
  [93, 61203, 287451],
  [88, 64298, 383937],
  [810, 88814, 393775],
  [1197, 126327, 563734],
  [1723, 156502, 678718],
  [253, 163691, 899155],
  [245, 198739, 1091386],
  [356, 226730, 1255268],
];

export const benches: readonly Bench[] = [
  {
    module: "lse",
    primal: "primal",
    derivatives: ["gradient"],
    sizes: sizes(
      ["n"],
      generate.lse,
      [[2500]],
      Array.from({ length: 10 }, (_, i) => [2500 * 2 ** i]),
    ),
    reference: { javascript: [24, 27], cpp128: [4.7, 5.2], jax: [1.9, 2.6] },
    aim: 4,
  },
  {
    module: "llsq",
    primal: "primal",
    derivatives: ["gradient"],
    sizes: sizes(
      ["n", "m"],
      generate.llsq,
      [[264, 128]],
      Array.from({ length: 12 }, (_, i) => [8 + 2 ** (i + 3), 128]),
    ),
    reference: { javascript: [5.6, 9.8], cpp128: [0.61, 1.1], jax: [0.54, 1.8] },
    aim: 4,
  },
  {
    module: "ode",
    primal: "primal",
    derivatives: ["gradient"],
    sizes: sizes(["n", "s"], generate.ode, [[1000, 10]], product([1000, 10000, 100000], [1, 10, 100])),
    reference: { javascript: [26, 146], cpp128: [30, 99], jax: [16, 243] },
    aim: 8,
  },
  {
    module: "kmeans",
    primal: "cost",
    derivatives: ["dir"],
    sizes: sizes(["k", "n", "d"], generate.kmeans, [[10, 1000, 8]], product([10, 100, 1000], [1000, 10000], [8, 16])),
    reference: { javascript: [309, 312], cpp128: [35, 36], jax: [15, 279] },
  },
  {
    module: "gmm",
    primal: "objective",
    derivatives: ["jacobian"],
    sizes: sizes(
      ["d", "k", "n"],
      generate.gmm,
      [[10, 5, 1000]],
      product([2, 10, 20, 32, 64], [5, 10, 25, 50, 100], [1000]),
    ),
    reference: { javascript: [780, 1325], cpp128: [67, 127], jax: [129, 471] },
    aim: 4,
  },
  {
    module: "lstm",
    primal: "objective",
    derivatives: ["jacobian"],
    sizes: sizes(["L", "c", "b"], generate.lstm, [[2, 1024, 14]], product([2, 4, 6], [1024, 4096, 8192], [14])),
    reference: { javascript: [161, 213], cpp128: [34, 49], jax: [105, 816] },
    aim: 4,
  },
  {
    module: "ba",
    primal: "objective",
    derivatives: ["jacobian"],
    sizes: sizes(["n", "m", "p"], generate.ba, [[49, 7776, 31843]], SCENES),
    reference: { javascript: [259, 1186], cpp128: [150, 1002], jax: [1256, 10082] },
  },
  {
    module: "logreg",
    primal: "gradient",
    derivatives: ["hvp", "hessian"],
    sizes: sizes(
      ["n", "d"],
      generate.logreg,
      [[1000, 10]],
      [
        [1000, 10],
        [1000, 50],
        [1000, 200],
      ],
    ),
    reference: { javascript: [0.93, 53], cpp128: [0.13, 3.3], jax: [0.15, 3.4] },
  },
];
