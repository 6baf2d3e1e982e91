/** Prints what a script found. */
import type { Finding, Measure } from "../probe.js";
import { verify } from "../verify.js";
import type { Reference } from "../workload.js";

/** The finding, with what is wrong if a result does not agree with its reference. */
export function print(measures: readonly Measure[], result: unknown, reference: Reference, tolerance: number): void {
  const { right, message } = verify(result, reference, tolerance);
  const finding: Finding = right ? { measures } : { measures, wrong: message };
  console.log(JSON.stringify(finding));
}
