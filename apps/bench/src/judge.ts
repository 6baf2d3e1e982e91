/** Holds results against targets. */
import { find, ratio, type Outcome, type Result } from "./results.js";
import type { Rates } from "./rates.js";
import { spreadOf } from "./statistics.js";
import type { Goal, Target, Work } from "./target.js";

/** Above this the data come from memory, below from the caches. */
const CACHE = 1 << 20;

/** Milliseconds that the work takes at least: the arithmetic or the bytes, whichever takes longer. */
export function ceilingOf({ flops = 0, functions = 0, bytes }: Work, rates: Rates): number {
  const arithmetic = flops / rates.flops + functions / rates.functions;
  return Math.max(arithmetic, bytes / (bytes > CACHE ? rates.memoryBytes : rates.cacheBytes));
}

function valueFor(
  { limit, contender }: Goal,
  workload: string,
  results: readonly Result[],
  primal?: string,
): number | undefined {
  const own = find(results, workload, contender);
  if (own === undefined || own.samples.length === 0) return undefined;
  if (limit.kind === "plain") return ratio(own, find(results, workload, "plain JS"));
  if (limit.kind === "rounded") return ratio(own, find(results, workload, "plain JS, rounded"));
  if (limit.kind === "primal") return primal === undefined ? undefined : ratio(own, find(results, primal, contender));
  return spreadOf(own.samples).median;
}

/** `primals` names the function that each gradient is of. */
export function judge(
  targets: readonly Target[],
  results: readonly Result[],
  primals: ReadonlyMap<string, string>,
): Outcome[] {
  return targets.flatMap(({ workload, goals }) =>
    goals.map((goal): Outcome => {
      if (find(results, workload, goal.contender)?.wrong !== undefined) return { workload, ...goal, state: "wrong" };
      const value = valueFor(goal, workload, results, primals.get(workload));
      if (value === undefined) return { workload, ...goal, state: "not measured" };
      return { workload, ...goal, value, state: value <= goal.limit.most ? "pass" : "miss" };
    }),
  );
}
