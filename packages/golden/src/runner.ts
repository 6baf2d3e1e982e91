/** What runs cases: the connection to an array library implements it, the command line drives it. */
import type { Case } from "./case.js";

export type Coverage = { readonly covered: true } | { readonly covered: false; readonly reason: string };

/** The part of a case that failed: its results, one of its derivatives, or the refusal it demands. */
export type Part = "value" | "vjp" | "jvp" | "error";

export type CaseOutcome =
  | { readonly status: "passed" }
  | { readonly status: "failed"; readonly part: Part; readonly message: string }
  | { readonly status: "not-covered"; readonly reason: string };

export interface Runner {
  /** Names the function or dtype that is missing; nothing is skipped without a reason. */
  covers(golden: Case): Coverage;
  /** Never rejects: whatever is thrown is a failed case. */
  run(golden: Case): Promise<CaseOutcome>;
}

/** Makes a runner for a backend; the connected side exports one. */
export type RunnerFactory = (backend: string) => Promise<Runner>;
