/** Measures what only a fresh process can tell: a script that prints what it found as one line of JSON. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Result } from "./results.js";

export interface Measure {
  readonly name: string;
  readonly unit: "ms" | "bytes";
  readonly value: number;
}

/** What a script prints. */
export interface Finding {
  readonly measures: readonly Measure[];
  /** What is wrong with the results that it computed on the way. */
  readonly wrong?: string;
}

export interface Probe {
  /** Names of its measures. */
  readonly names: readonly string[];
  /** File name in `probes`, without ending. */
  readonly script: string;
  readonly flags: readonly string[];
  /** Whether it takes so long that one process must do. */
  readonly slow: boolean;
}

function runOnce({ script, flags }: Probe): Finding {
  const file = fileURLToPath(new URL(`./probes/${script}.js`, import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [...flags, file], { encoding: "utf8" })) as Finding;
}

export function runProbe(probe: Probe, rounds: number): Result[] {
  const findings = Array.from({ length: probe.slow ? 1 : rounds }, () => runOnce(probe));
  const wrong = findings.find((finding) => finding.wrong !== undefined)?.wrong;
  return (findings[0]?.measures ?? []).map(({ name, unit }) => ({
    workload: name,
    contender: "process",
    unit,
    samples:
      wrong !== undefined ? [] : findings.map(({ measures }) => measures.find((m) => m.name === name)?.value ?? NaN),
    ...(wrong !== undefined && { wrong }),
  }));
}
