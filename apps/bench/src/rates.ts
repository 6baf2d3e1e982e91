/** How fast this machine is at the moment in plain JavaScript on one thread: what the ceilings are computed from. */
import { spreadOf } from "./statistics.js";
import { sampleInTurns } from "./sampler.js";

/** Per millisecond. */
export interface Rates {
  /** Additions and multiplications in registers, without a load or store. */
  readonly flops: number;
  /** Values of Math.exp and Math.sin, taken in turns. */
  readonly functions: number;
  /** Bytes read and written by copying arrays that do not fit into the caches. */
  readonly memoryBytes: number;
  /** The same for arrays that fit into the second one. */
  readonly cacheBytes: number;
}

const STEPS = 100_000;
const BRIEFLY = 1000;
const LARGE = 1 << 24;
const SMALL = 1 << 15;

function arithmetic(steps: number): number {
  let [a, b, c, d, e, f, g, h] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
  for (let i = 0; i < steps; i++) {
    a = a * 0.5 + 0.1;
    b = b * 0.5 + 0.2;
    c = c * 0.5 + 0.3;
    d = d * 0.5 + 0.4;
    e = e * 0.5 + 0.5;
    f = f * 0.5 + 0.6;
    g = g * 0.5 + 0.7;
    h = h * 0.5 + 0.8;
  }
  return a + b + c + d + e + f + g + h;
}

function functions(steps: number): number {
  let sum = 0;
  for (let i = 0; i < steps; i += 2) sum += Math.exp(i * 1e-5) + Math.sin(i * 1e-5);
  return sum;
}

export function measureRates(clock: () => number): Rates {
  // Briefly at first: V8 gives up its code for a loop that runs long before what comes after it has ever run.
  for (let i = 0; i < BRIEFLY; i++) {
    arithmetic(1);
    functions(1);
  }
  const [large, largeCopy] = [new Float32Array(LARGE).fill(1), new Float32Array(LARGE)];
  const [small, smallCopy] = [new Float32Array(SMALL).fill(1), new Float32Array(SMALL)];
  const calls = [
    () => arithmetic(STEPS),
    () => functions(STEPS),
    () => largeCopy.set(large),
    () => smallCopy.set(small),
  ];
  const done = [16 * STEPS, STEPS, 8 * LARGE, 8 * SMALL];
  const best = sampleInTurns(calls, { rounds: 9, budget: 2000, clock }).map(
    (samples, i) => (done[i] as number) / spreadOf(samples).min,
  );
  const [flops = 0, calledFunctions = 0, memoryBytes = 0, cacheBytes = 0] = best;
  return { flops, functions: calledFunctions, memoryBytes, cacheBytes };
}
