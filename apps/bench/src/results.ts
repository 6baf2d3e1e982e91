/** What a run found out. */
import type { Environment } from "./environment.js";
import type { Rates } from "./rates.js";
import { spreadOf } from "./statistics.js";
import type { Goal } from "./target.js";
import type { ContenderName } from "./workload.js";

export interface Result {
  readonly workload: string;
  readonly contender: ContenderName | "process";
  readonly unit: "ms" | "bytes";
  /** One for each round, in order; none if the result was wrong. */
  readonly samples: readonly number[];
  /** Largest error relative to the largest element of the reference, where the result is an array. */
  readonly error?: number;
  /** What is wrong with the result. */
  readonly wrong?: string;
}

export interface Outcome extends Goal {
  readonly workload: string;
  /** Milliseconds, a ratio, or bytes, as the limit has it. */
  readonly value?: number;
  readonly state: "pass" | "miss" | "wrong" | "not measured";
}

export interface Report {
  readonly environment: Environment;
  readonly rates: Rates;
  readonly results: readonly Result[];
  readonly outcomes: readonly Outcome[];
  /** Least milliseconds for each workload at these rates. */
  readonly ceilings: Readonly<Record<string, number>>;
}

export const find = (
  results: readonly Result[],
  workload: string,
  contender: Result["contender"],
): Result | undefined => results.find((result) => result.workload === workload && result.contender === contender);

/** How many times as long as another: the median over rounds, since a slow moment falls on both. */
export function ratio(a: Result | undefined, b: Result | undefined): number | undefined {
  if (a === undefined || b === undefined || a.samples.length === 0 || b.samples.length === 0) return undefined;
  if (a.samples.length !== b.samples.length) return spreadOf(a.samples).median / spreadOf(b.samples).median;
  return spreadOf(a.samples.map((sample, i) => sample / (b.samples[i] as number))).median;
}
