/** Times functions in turns (A, B, C, A, B, C, …), so that a slow moment of the machine falls on all of them. */

export interface Sampling {
  /** Most rounds; fewer are made where the calls are slow, but at least `LEAST_ROUNDS`. */
  readonly rounds: number;
  /** Milliseconds for all rounds. */
  readonly budget: number;
  /** Milliseconds since some moment. */
  readonly clock: () => number;
}

export const LEAST_ROUNDS = 5;
/** A sample lasts at least so many milliseconds, far longer than the clock's step: fast calls are repeated. */
const SAMPLE = 2;
/** Every function runs at least so many milliseconds before it counts, so that the engine has compiled it. */
const WARM_UP = 200;

/** What calls return is kept here, so that no engine can drop them. */
export let lastResult: unknown;

/** Milliseconds per call. */
function time(call: () => unknown, repeats: number, clock: () => number): number {
  const start = clock();
  for (let i = 0; i < repeats; i++) lastResult = call();
  return (clock() - start) / repeats;
}

/** Runs a function until it is warm; says how many calls make a sample, and how long one takes. */
function warmUp(call: () => unknown, clock: () => number): { repeats: number; each: number } {
  let repeats = 1;
  let each = 0;
  const end = clock() + WARM_UP;
  do {
    each = time(call, repeats, clock);
    repeats = Math.max(1, Math.ceil(SAMPLE / Math.max(each, 1e-6)));
  } while (clock() < end);
  return { repeats, each };
}

/** Samples in milliseconds per call, for each function. */
export function sampleInTurns(calls: readonly (() => unknown)[], { rounds, budget, clock }: Sampling): number[][] {
  const warm = calls.map((call) => warmUp(call, clock));
  const round = warm.reduce((total, { repeats, each }) => total + repeats * each, 0);
  const count = Math.max(LEAST_ROUNDS, Math.min(rounds, Math.floor(budget / round)));
  const samples = calls.map((): number[] => []);
  for (let i = 0; i < count; i++)
    calls.forEach((call, k) => samples[k]?.push(time(call, warm[k]?.repeats ?? 1, clock)));
  lastResult = undefined;
  return samples;
}
