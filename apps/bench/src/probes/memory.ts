/** Memory that is in use after everything that can be collected is. Needs --expose-gc. */
import { setImmediate } from "node:timers/promises";

export async function memoryInUse(): Promise<{ heap: number; all: number }> {
  for (let i = 0; i < 4; i++) {
    globalThis.gc?.();
    await setImmediate();
  }
  const { heapUsed, external } = process.memoryUsage();
  return { heap: heapUsed, all: heapUsed + external };
}

/** Runs calls, after as many that the engine has to settle on, and gives milliseconds and bytes that remain per call. */
export async function growth(count: number, call: () => void): Promise<{ ms: number; heap: number; all: number }> {
  for (let i = 0; i < count; i++) call();
  await memoryInUse();
  const before = await memoryInUse();
  const start = performance.now();
  for (let i = 0; i < count; i++) call();
  const ms = performance.now() - start;
  const after = await memoryInUse();
  return { ms: ms / count, heap: (after.heap - before.heap) / count, all: (after.all - before.all) / count };
}
