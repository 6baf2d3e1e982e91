/** Sums and maxima of a matrix over all, the first and the last axis. */
import { jit, reduceMax, sum, type NDArray } from "fluxion";
import { arrayOf, noise } from "../data.js";
import * as plain from "../plain/reduce.js";
import { elements, type sumOf } from "../reference.js";
import { contenders, group, type Group, type Workload } from "../workload.js";

interface Kind {
  readonly name: "sum" | "max";
  readonly over: (x: NDArray, options: { axes: readonly number[] }) => NDArray;
  readonly combine: typeof sumOf;
  readonly all: (x: Float32Array) => number;
  readonly down: (x: Float32Array, rows: number, columns: number) => Float32Array;
  readonly across: (x: Float32Array, rows: number, columns: number) => Float32Array;
}

function fold(combine: (x: number, y: number) => number, initial: number): typeof sumOf {
  return (n, term) => {
    let result = initial;
    for (let i = 0; i < n; i++) result = combine(result, term(i));
    return result;
  };
}

const kinds: readonly Kind[] = [
  {
    name: "sum",
    over: sum,
    combine: fold((x, y) => x + y, 0),
    all: plain.sumAll,
    down: plain.sumDown,
    across: plain.sumAcross,
  },
  {
    name: "max",
    over: reduceMax,
    combine: fold(Math.max, -Infinity),
    all: plain.maxAll,
    down: plain.maxDown,
    across: plain.maxAcross,
  },
];

const reduction = ({ name, over, combine, all, down, across }: Kind): Group =>
  group(`${name} of 2048²`, { full: 2048, small: 11 }, (n): Workload[] => {
    const data = noise(n * n);
    const x = arrayOf(data, [n, n]);
    const compiled = (axes: readonly number[]) => jit((v: NDArray) => over(v, { axes }));
    const [everything, first, last] = [compiled([0, 1]), compiled([0]), compiled([1])];
    const at = (i: number): number => data[i] as number;
    const workload = (
      axis: string,
      ours: () => unknown,
      theirs: () => unknown,
      size: number,
      element: (i: number) => number,
    ): Workload => ({
      name: `${name} of 2048², ${axis}`,
      contenders: contenders({ jit: ours, "plain JS": theirs }),
      reference: () => elements(size, element),
      tolerance: 1e-5,
    });
    return [
      workload(
        "all",
        () => everything(x),
        () => all(data),
        1,
        () => combine(n * n, at),
      ),
      workload(
        "axis 0",
        () => first(x),
        () => down(data, n, n),
        n,
        (j) => combine(n, (i) => at(i * n + j)),
      ),
      workload(
        "axis 1",
        () => last(x),
        () => across(data, n, n),
        n,
        (i) => combine(n, (j) => at(i * n + j)),
      ),
    ];
  });

export const reductions: readonly Group[] = kinds.map(reduction);
