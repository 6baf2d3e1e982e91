/** Places of numbers in a sorted list, by bisection. */
import { and, add, full, le, lt, min, select, sub, type NDArray } from "@fluxion/core";
import { take } from "./take.js";

/**
 * For every number how many entries of the ascending list [n] are less, as int32. The result is built up from its highest bit:
 * log₂ n steps, whatever the numbers are, and so no loop that depends on them.
 */
export function searchSorted(list: NDArray, numbers: NDArray): NDArray {
  const size = list.shape[0] as number;
  let found = full(numbers.shape, 0, "int32");
  if (size === 0) return found;
  for (let step = 2 ** Math.floor(Math.log2(size)); step >= 1; step /= 2) {
    const next = add(found, step);
    const entry = take(list, sub(min(next, size), 1), 0);
    found = select(and(le(next, size), lt(entry, numbers)), next, found);
  }
  return found;
}
