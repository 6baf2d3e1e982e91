/** What a workload has to do, how fast it shall be, and whether it was. */
import type { ContenderName } from "./workload.js";

/** The least that any implementation does. */
export interface Work {
  readonly flops?: number;
  /** exp, sin, log and the like. */
  readonly functions?: number;
  readonly bytes: number;
}

export type Limit =
  /** Milliseconds. */
  | { readonly kind: "time"; readonly most: number }
  /** Times the same by hand. */
  | { readonly kind: "plain"; readonly most: number }
  /** Times the same by hand with every operation rounded to float32: the very same loop. */
  | { readonly kind: "rounded"; readonly most: number }
  /** A gradient: times the function that it is the gradient of. */
  | { readonly kind: "primal"; readonly most: number }
  /** Bytes that remain per call, after a full garbage collection. */
  | { readonly kind: "bytes"; readonly most: number };

export interface Goal {
  readonly contender: ContenderName | "process";
  readonly limit: Limit;
  readonly why: string;
}

export interface Target {
  readonly workload: string;
  readonly work?: Work;
  readonly goals: readonly Goal[];
}
