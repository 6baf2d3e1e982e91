/** Sorting and running sums. */
import { cumsum, jit, sort, type NDArray } from "fluxion";
import { arrayOf, noise } from "../data.js";
import { runningSum } from "../plain/order.js";
import { whole } from "../reference.js";
import { contenders, group, type Group, type Workload } from "../workload.js";

const sorting = group("sort 10⁶", { full: 1e6, small: 50 }, (n): Workload[] => {
  const data = noise(n);
  const x = arrayOf(data, [n]);
  const compiled = jit((v: NDArray) => sort([v], { axis: 0, keys: 1 })[0] as NDArray);
  return [
    {
      name: "sort 10⁶",
      contenders: contenders({ jit: () => compiled(x), "plain JS": () => data.slice().sort() }),
      reference: () => whole(n, () => Array.from(data).sort((a, b) => a - b)),
      tolerance: 0,
    },
  ];
});

const running = group("cumsum 10⁶", { full: 1e6, small: 50 }, (n): Workload[] => {
  const data = noise(n);
  const x = arrayOf(data, [n]);
  const compiled = jit((v: NDArray) => cumsum(v, { axis: 0, reverse: false }));
  const exact = (): Float64Array => {
    const sums = Float64Array.from(data);
    for (let i = 1; i < n; i++) sums[i] = (sums[i] as number) + (sums[i - 1] as number);
    return sums;
  };
  return [
    {
      name: "cumsum 10⁶",
      contenders: contenders({ jit: () => compiled(x), "plain JS": () => runningSum(data) }),
      reference: () => whole(n, exact),
      tolerance: 1e-6,
    },
  ];
});

export const orders: readonly Group[] = [sorting, running];
