/** Runs a computation again and again, and times every run. */
import { DeviceArray, tree } from "fluxion";

export interface Timing {
  readonly name: "compile" | "evaluate";
  readonly nanoseconds: number;
}

export interface Repetition {
  readonly minRuns: number;
  readonly minSeconds: number;
}

/** Waits until every array of a result could be read. A backend that reads at once has computed when it returns. */
async function finished(result: unknown): Promise<void> {
  for (const leaf of tree.leaves(result))
    if (leaf instanceof DeviceArray && leaf.backend.readSync === undefined) await leaf.data();
}

/** Runs at least `minRuns` times (once where it says less), and until the runs add up to `minSeconds`. */
export async function measure<R>(
  run: () => R,
  { minRuns, minSeconds }: Repetition,
): Promise<{ readonly result: R; readonly timings: readonly Timing[] }> {
  const timings: Timing[] = [];
  let total = 0;
  for (;;) {
    const start = process.hrtime.bigint();
    const result = run();
    await finished(result);
    const nanoseconds = Number(process.hrtime.bigint() - start);
    timings.push({ name: "evaluate", nanoseconds });
    total += nanoseconds;
    if (timings.length >= minRuns && total >= minSeconds * 1e9) return { result, timings };
  }
}
