/** The suite that every backend owes: its own checks, and all laws of all primitives on it. */
import type { Backend } from "@fluxion/core";
import { lawChecks, type Check } from "./check-primitive.js";
import type { Specimens } from "./sample.js";
import { samplesOfCore } from "./samples/index.js";
import { onBackend } from "./suite/check.js";
import { execution } from "./suite/execution.js";
import { ownership } from "./suite/ownership.js";
import { refusals } from "./suite/refusals.js";
import { storage } from "./suite/storage.js";

export interface SuiteOptions {
  /** A backend that is known to be right, to compare values with. */
  readonly reference?: Backend;
  /** Units in the last place by which floats may differ from it; 0 if not given. */
  readonly ulps?: number;
  /** Samples of primitives; those of core if not given. */
  readonly samples?: readonly Specimens[];
}

/**
 * Named checks for any test runner: each rejects with a typed error where the backend is wrong.
 * @example const checks = backendSuite(cpu({ generateCode: false }), { reference: cpu() }); await checks[0].run()
 */
export function backendSuite(backend: Backend, { samples = samplesOfCore, ...comparison }: SuiteOptions = {}): Check[] {
  const own = onBackend([...storage, ...execution, ...ownership, ...refusals], backend);
  return [...own, ...samples.flatMap((group) => lawChecks(group, { backend, ...comparison }))];
}
