/** Measures a group: checks every contender first, then times the right ones in turns. */
import type { Result } from "./results.js";
import { sampleInTurns, type Sampling } from "./sampler.js";
import { verify } from "./verify.js";
import type { Contender, Reference, Workload } from "./workload.js";

interface Checked {
  readonly workload: string;
  readonly contender: Contender;
  readonly error?: number;
  readonly wrong?: string;
}

function check(workload: Workload, contender: Contender, reference: Reference): Checked {
  const entry = { workload: workload.name, contender };
  try {
    const { right, error, message } = verify(contender.call(), reference, workload.tolerance);
    return right ? { ...entry, error } : { ...entry, error, wrong: message };
  } catch (thrown) {
    return { ...entry, wrong: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

export function runGroup(workloads: readonly Workload[], sampling: Sampling): Result[] {
  const checked = workloads.flatMap((workload) => {
    const reference = workload.reference();
    return workload.contenders.map((contender) => check(workload, contender, reference));
  });
  const right = checked.filter(({ wrong }) => wrong === undefined);
  const samples = sampleInTurns(
    right.map(({ contender }) => contender.call),
    sampling,
  );
  return checked.map(({ contender, ...rest }) => {
    const index = right.findIndex((other) => other.workload === rest.workload && other.contender === contender);
    return { ...rest, contender: contender.name, unit: "ms", samples: samples[index] ?? [] };
  });
}
