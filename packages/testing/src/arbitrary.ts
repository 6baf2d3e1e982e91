/** Arbitrary straight-line programs over arrays, for properties of transforms and passes. Recipes shrink to short ones. */
import fc from "fast-check";
import { movements } from "./arbitrary/movement.js";
import { computedControl, control, innerTransforms, rules } from "./arbitrary/nesting.js";
import type { Move, Recipe } from "./arbitrary/recipe.js";
import { rough } from "./arbitrary/rough.js";
import { smoothPointwise } from "./arbitrary/smooth.js";
import { sums } from "./arbitrary/sums.js";

const tame = [...smoothPointwise, ...movements, ...control, ...innerTransforms];

/** What programs are made of. */
export const vocabularies = {
  /** Smooth and tame: derivatives can be told by differences. */
  smooth: [...tame, ...sums, ...rules],
  /** Smooth, without sums: bit for bit the same in any arrangement. */
  smoothExact: [...tame, ...rules],
  /** Without sums, but with kinks, jumps, computed choices and all element types. */
  exact: [...tame, ...rules, ...rough, ...computedControl],
  /** All that reads back from text. */
  text: [...tame, ...sums, ...rough, ...computedControl],
  /** Everything. */
  all: [...tame, ...rules, ...sums, ...rough, ...computedControl],
} satisfies Record<string, readonly Move[]>;

// Without fast-check's bias towards small and large numbers, which would favour the first and the last operations.
const index = fc.noBias(fc.nat({ max: 999 }));
const step = fc.record({
  operation: index,
  operands: fc.array(index, { minLength: 3, maxLength: 3 }),
  numbers: fc.array(index, { minLength: 4, maxLength: 4 }),
});
const shape = fc.array(fc.constantFrom(2, 3, 2, 3, 1, 4, 2, 3, 2, 1, 3, 0), { maxLength: 3 });

/** Recipes of one to three inputs and up to `length` steps. */
export const recipes = (length = 24): fc.Arbitrary<Recipe> =>
  fc.record({
    shapes: fc.array(shape, { minLength: 1, maxLength: 3 }),
    steps: fc.array(step, { minLength: 1, maxLength: length, size: "max" }),
    salt: index,
  });
