/** A whole run: workloads in this process, probes in their own. */
import { environment } from "./environment.js";
import { ceilingOf, judge } from "./judge.js";
import type { Options } from "./options.js";
import { runProbe } from "./probe.js";
import { probes } from "./probes/index.js";
import { measureRates } from "./rates.js";
import type { Report, Result } from "./results.js";
import { runGroup } from "./run-group.js";
import { targets } from "./targets.js";
import type { Group } from "./workload.js";
import { groups } from "./workloads/index.js";

/** Milliseconds for the rounds of one group. */
const BUDGET = 4000;
const PROBE_ROUNDS = 5;
const BRIEFLY = 20;

const clock = (): number => performance.now();

/** The function that each gradient is of. */
export const primals: ReadonlyMap<string, string> = new Map(
  groups.flatMap((group) =>
    group.workloads("small").flatMap(({ name, primal }) => (primal === undefined ? [] : [[name, primal] as const])),
  ),
);

/** Names that contain the text, and the functions of gradients among them. */
function chosen(filter: string, names: readonly string[]): Set<string> {
  const matching = names.filter((name) => name.toLowerCase().includes(filter.toLowerCase()));
  return new Set(matching.flatMap((name) => [name, primals.get(name) ?? name]));
}

/** With little data: V8 gives up its code for a loop that runs long before what comes after it has ever run. */
function runBriefly(group: Group): void {
  for (const { contenders } of group.workloads("small")) for (const { call } of contenders) repeat(call);
}

/** What fails here fails again where it is reported. */
function repeat(call: () => unknown): void {
  try {
    for (let i = 0; i < BRIEFLY; i++) call();
  } catch {
    return;
  }
}

/** `progress` is told what is being measured. */
export function run({ filter, rounds }: Options, progress: (what: string) => void): Report {
  const started = environment();
  progress("this machine");
  const rates = measureRates(clock);
  const results: Result[] = [];
  for (const group of groups) {
    const wanted = chosen(
      filter,
      group.workloads("small").map(({ name }) => name),
    );
    if (wanted.size === 0) continue;
    progress(group.name);
    runBriefly(group);
    const workloads = group.workloads("full").filter(({ name }) => wanted.has(name));
    results.push(...runGroup(workloads, { rounds, budget: BUDGET, clock }));
  }
  for (const probe of probes) {
    const wanted = chosen(filter, probe.names);
    if (wanted.size === 0) continue;
    progress(probe.script);
    results.push(...runProbe(probe, Math.min(rounds, PROBE_ROUNDS)).filter(({ workload }) => wanted.has(workload)));
  }
  const ceilings = targets.flatMap(({ workload, work }) =>
    work === undefined ? [] : [[workload, ceilingOf(work, rates)] as const],
  );
  return {
    environment: started,
    rates,
    results,
    outcomes: judge(targets, results, primals),
    ceilings: Object.fromEntries(ceilings),
  };
}
