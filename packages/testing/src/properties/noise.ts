/** How far rounding may take the results of an arbitrary program from what exact arithmetic gives. */
import type { Backend } from "@fluxion/core";
import { valuesOf, weightOf, type Move, type Recipe } from "../arbitrary/recipe.js";
import { vocabularies } from "../arbitrary.js";
import { largest } from "../compare.js";
import { elementsOf } from "../derivatives.js";
import { run } from "../run.js";
import { epsilonOf, type Tensor } from "../tensor.js";

export interface Noise {
  /** Rounding errors, in units in the last place of the largest result. */
  readonly ulps: number;
  /** The same as an absolute error. */
  readonly absolute: number;
}

/**
 * What rounding does to a program: every step (those of a body as often as it runs) rounds each of its terms (4 ulp for functions), and an error as large as that of
 * the largest value M may be multiplied by a number as large as M before it reaches a result.
 */
export async function noiseOf(
  recipe: Recipe,
  backend: Backend,
  inputs: readonly Tensor[],
  vocabulary: readonly Move[] = vocabularies.smooth,
): Promise<Noise> {
  const values = await run(backend, valuesOf(recipe, vocabulary), inputs);
  const size = Math.max(1, ...values.map(({ data }) => largest(data)));
  const terms = (4 * elementsOf(values) * weightOf(recipe.steps)) / Math.max(1, recipe.steps.length);
  return { ulps: terms * size, absolute: terms * size * size * epsilonOf("float64") };
}
