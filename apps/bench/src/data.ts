/** Data of workloads: the same numbers in every run. */
import { arrayType, deviceArray, type NDArray, type Shape } from "fluxion";

/** Numbers in [−1, 1), by a linear congruential generator (Numerical Recipes, 7.1). */
export function noise(size: number, seed = 1): Float32Array {
  const values = new Float32Array(size);
  let state = seed * 2654435761;
  for (let i = 0; i < size; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    values[i] = state / 2 ** 31 - 1;
  }
  return values;
}

/** The same numbers as an array of ours; it has its own copy. */
export const arrayOf = (values: Float32Array, shape: Shape): NDArray =>
  deviceArray(values.slice(), arrayType("float32", shape));
