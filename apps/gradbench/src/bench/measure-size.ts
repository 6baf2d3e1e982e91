/** Measures functions at one size: the tool and the loops by hand in turns, after their results have been compared. */
import { judge, type Plain } from "../judge.js";
import type { Functions } from "../registry.js";
import type { PlainFunction } from "./plain/plain.js";

export interface Measured {
  readonly function: string;
  /** Milliseconds: the best of runs in turns, as the recorded figures are. */
  readonly tool: number;
  readonly plain: number;
  /** Milliseconds to record and compile. */
  readonly compile: number;
  /** Milliseconds of the first run after that. */
  readonly first: number;
  /** What is wrong with the result. */
  readonly wrong: readonly string[];
}

export interface Rounds {
  /** At most so many, but at least `LEAST`. */
  readonly rounds: number;
  /** Milliseconds for all rounds of one function. */
  readonly budget: number;
}
const LEAST = 3;
/** A sample lasts at least so many milliseconds: fast functions are repeated. */
const SAMPLE = 1;
/** Both run so many milliseconds before they count, so that the engine has compiled them. */
const WARM_UP = 150;

function milliseconds(run: () => unknown, repeats = 1): number {
  const start = performance.now();
  for (let i = 0; i < repeats; i++) run();
  return (performance.now() - start) / repeats;
}

/** Runs until the warm-up is over, of which some has passed; gives the time of the last run. */
function warmUp(run: () => unknown, first: number): number {
  let last = first;
  for (let passed = first; passed < WARM_UP; passed += last) last = milliseconds(run);
  return last;
}

export function measureSize(
  name: string,
  tool: Functions,
  plain: PlainFunction,
  input: object,
  { rounds, budget }: Rounds,
): Measured {
  const ours = (tool[name] as Functions[string]).prepare(input);
  const theirs = plain(input as never);
  const compile = milliseconds(() => ours.compile());
  let result: unknown;
  let expected: unknown;
  const first = milliseconds(() => {
    result = ours.run();
  });
  const theirFirst = milliseconds(() => {
    expected = theirs.run();
  });
  const wrong = judge(ours.write(result), theirs.write(expected) as Plain);
  result = expected = undefined;
  const repeats = [warmUp(ours.run, first), warmUp(theirs.run, theirFirst)].map((last) =>
    Math.max(1, Math.ceil(SAMPLE / last)),
  );
  const samples: [number[], number[]] = [[], []];
  const end = performance.now() + budget;
  for (let round = 0; round < LEAST || (round < rounds && performance.now() < end); round++)
    [ours, theirs].forEach(({ run }, i) => samples[i]?.push(milliseconds(run, repeats[i])));
  return { function: name, tool: Math.min(...samples[0]), plain: Math.min(...samples[1]), compile, first, wrong };
}
