/** Compares what a contender computed with the reference. */
import { NDArray, tree } from "fluxion";
import type { Reference } from "./workload.js";

export interface Verdict {
  readonly right: boolean;
  /** What is wrong, for the report. */
  readonly message: string;
  /** Largest error, relative to the largest element of the reference. */
  readonly error: number;
}

/** So many elements are looked at, spread evenly. */
const SAMPLES = 4096;

function numbersOf(result: unknown): ArrayLike<number>[] {
  return tree.leaves(result).map((leaf) => {
    if (leaf instanceof NDArray) return leaf.dataSync();
    return typeof leaf === "number" ? [leaf] : (leaf as ArrayLike<number>);
  });
}

const wrong = (message: string): Verdict => ({ right: false, message, error: Infinity });

export function verify(result: unknown, reference: Reference, tolerance: number, samples = SAMPLES): Verdict {
  const arrays = numbersOf(result);
  const size = arrays.reduce((total, array) => total + array.length, 0);
  if (size !== reference.size) return wrong(`${size} elements instead of ${reference.size}`);
  const at = reader(arrays);
  const count = Math.min(size, samples);
  let largest = 0;
  let worst = { error: 0, index: 0, got: 0, expected: 0 };
  for (let k = 0; k < count; k++) {
    const index = count === 1 ? 0 : Math.round((k * (size - 1)) / (count - 1));
    const [got, expected] = [at(index), reference.at(index)];
    const error = Object.is(got, expected) ? 0 : Math.abs(got - expected);
    if (Number.isNaN(error)) return wrong(`element ${index} is ${got} instead of ${expected}`);
    if (error > worst.error) worst = { error, index, got, expected };
    largest = Math.max(largest, Math.abs(expected));
  }
  const error = worst.error === 0 ? 0 : worst.error / largest;
  const right = error <= tolerance;
  return { right, error, message: right ? "" : `element ${worst.index} is ${worst.got} instead of ${worst.expected}` };
}

/** Element i of arrays laid one after another. */
function reader(arrays: readonly ArrayLike<number>[]): (i: number) => number {
  return (i) => {
    let rest = i;
    for (const array of arrays) {
      if (rest < array.length) return array[rest] as number;
      rest -= array.length;
    }
    return NaN;
  };
}
