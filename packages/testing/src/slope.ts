/** The derivative of a function of one number by central differences, where reading its values takes time. */
import { centralDifference, type Level, type Slope } from "@fluxion/core";
import { largest } from "./compare.js";

/** Steps 2⁻⁵ … 2⁻¹². */
const STEPS = Array.from({ length: 8 }, (_, k) => 2 ** -(5 + k));

/**
 * @param at the function, from a number near 0 to elements
 * @param noise relative error of one evaluation, against the largest element
 */
export async function slope(at: (s: number) => Promise<Float64Array>, noise: number): Promise<Slope> {
  let size = 0;
  const levels: Level[] = [];
  for (const step of STEPS) {
    const [after, before] = [await at(step), await at(-step)];
    size = Math.max(size, largest(after), largest(before));
    levels.push({ step, after, before });
  }
  return centralDifference(levels, noise * size);
}
