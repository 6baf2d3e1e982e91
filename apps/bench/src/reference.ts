/** Float64 references, written as definitions: slow, element by element, and independent of what they check. */
import type { Reference } from "./workload.js";

export const elements = (size: number, at: (i: number) => number): Reference => ({ size, at });

export const scalar = (value: () => number): Reference => elements(1, value);

/** Several results, one after another. */
export const joined = (parts: readonly Reference[]): Reference => ({
  size: parts.reduce((size, part) => size + part.size, 0),
  at(i) {
    let rest = i;
    for (const part of parts) {
      if (rest < part.size) return part.at(rest);
      rest -= part.size;
    }
    return NaN;
  },
});

/** Σ term(0 … n−1). */
export function sumOf(n: number, term: (i: number) => number): number {
  let total = 0;
  for (let i = 0; i < n; i++) total += term(i);
  return total;
}

export const table = (n: number, at: (i: number) => number): Float64Array => {
  const values = new Float64Array(n);
  for (let i = 0; i < n; i++) values[i] = at(i);
  return values;
};

/** All elements, computed when the first is asked for. */
export function whole(size: number, make: () => ArrayLike<number>): Reference {
  let values: ArrayLike<number> | undefined;
  return { size, at: (i) => (values ??= make())[i] as number };
}
