/** A thousand tiny operations: as a thousand calls, and as one call of a thousand chained operations. */
import { add, jit, mul, type NDArray } from "fluxion";
import { arrayOf, noise } from "../data.js";
import * as plain from "../plain/many.js";
import { elements } from "../reference.js";
import { contenders, group, type Group, type Workload } from "../workload.js";

const FACTOR = 0.999;
const TERM = 0.001;

const repeat = (f: (x: NDArray) => NDArray, x: NDArray, steps: number): NDArray => {
  let y = x;
  for (let i = 0; i < steps; i++) y = f(y);
  return y;
};

export const many: Group = group("1,000 tiny operations", { full: 1000, small: 10 }, (steps): Workload[] => {
  const data = noise(4);
  const x = arrayOf(data, [4]);
  const factor = arrayOf(new Float32Array(4).fill(FACTOR), [4]);
  const scale = (y: NDArray): NDArray => mul(y, factor);
  const compiledScale = jit(scale);
  const both = (y: NDArray): NDArray => add(mul(y, FACTOR), TERM);
  const compiledChain = jit((y: NDArray) => repeat(both, y, steps / 2));
  const at = (i: number): number => data[i] as number;
  return [
    {
      name: "1,000 tiny calls",
      contenders: contenders({
        jit: () => repeat(compiledScale, x, steps),
        eager: () => repeat(scale, x, steps),
        "plain JS": () => plain.separate(data, steps, FACTOR),
      }),
      reference: () => elements(4, (i) => at(i) * FACTOR ** steps),
      tolerance: 1e-4,
    },
    {
      name: "one call of 1,000 chained tiny operations",
      contenders: contenders({
        jit: () => compiledChain(x),
        eager: () => repeat(both, x, steps / 2),
        "plain JS": () => plain.chained(data, steps, FACTOR, TERM),
      }),
      reference: () => {
        const decay = FACTOR ** (steps / 2);
        return elements(4, (i) => at(i) * decay + (TERM * (1 - decay)) / (1 - FACTOR));
      },
      tolerance: 1e-4,
    },
  ];
});
