/** All properties of arbitrary programs. */
import { adjoint, gradIsSlope, jacobiansAgree, sparseIsDense } from "./derivatives.js";
import { anyAxis, lanesOfLanes, vmapIsLoop } from "./lanes.js";
import { checkpointIsPlain, jvpIsSlope, linearizeIsJvp, secondOrderIsSymmetric } from "./nested.js";
import { optimisedDerivative, optimisedIsUnoptimised, readsBack } from "./passes.js";
import type { Property } from "./property.js";
import { derivativesOfLanes, jitIsEager, jitOfDerivatives } from "./transforms.js";

/**
 * Properties to try on recipes.
 * @example import { assert, asyncProperty } from "fast-check"; await assert(asyncProperty(recipes(), (recipe) => properties[0].holds(recipe, cpu())), { seed: 1, numRuns: 5 })
 */
export const properties: readonly Property[] = [
  readsBack,
  optimisedIsUnoptimised,
  optimisedDerivative,
  jitIsEager,
  jitOfDerivatives,
  vmapIsLoop,
  anyAxis,
  lanesOfLanes,
  derivativesOfLanes,
  adjoint,
  gradIsSlope,
  jacobiansAgree,
  sparseIsDense,
  jvpIsSlope,
  linearizeIsJvp,
  checkpointIsPlain,
  secondOrderIsSymmetric,
];
