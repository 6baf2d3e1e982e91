/** Arbitrary programs over arrays, straight lines and nested ones, for properties of transforms and passes. Recipes shrink to short ones. */
import fc from "fast-check";
import { movements } from "./arbitrary/movement.js";
import { computedControl, control, innerTransforms, rules } from "./arbitrary/nesting.js";
import { nestedComputed, nestedControl, nestedForward, nestedRules, nestedSums } from "./arbitrary/nested.js";
import type { Move, Recipe, Step } from "./arbitrary/recipe.js";
import { rough } from "./arbitrary/rough.js";
import { rows } from "./arbitrary/rows.js";
import { smoothPointwise } from "./arbitrary/smooth.js";
import { sums } from "./arbitrary/sums.js";

const exact = [...nestedControl, ...nestedRules];
const nested = [...exact, ...nestedSums];
const tame = [...smoothPointwise, ...movements, ...control, ...innerTransforms];

/** What programs are made of. */
export const vocabularies = {
  /** Smooth and tame: derivatives can be told by differences. */
  smooth: [...tame, ...sums, ...rules, ...nested, ...nested],
  /** The same with loops that have no reverse mode. */
  forward: [...tame, ...sums, ...rules, ...nested, ...nested, ...nestedForward, ...nestedForward, ...nestedForward],
  /** Smooth, without sums: bit for bit the same in any arrangement. */
  smoothExact: [...tame, ...rules, ...exact],
  /** Without sums, but with kinks, jumps, computed choices and all element types. */
  exact: [...tame, ...rules, ...rough, ...computedControl, ...exact],
  /** All that reads back from text. */
  text: [...tame, ...sums, ...rows, ...rough, ...computedControl, ...nestedControl, ...nestedSums],
  /** Everything. */
  all: [...tame, ...rules, ...sums, ...rows, ...rough, ...computedControl, ...nested, ...nested, ...nestedComputed],
} satisfies Record<string, readonly Move[]>;

// Without fast-check's bias towards small and large numbers, which would favour the first and the last operations.
const index = fc.noBias(fc.nat({ max: 999 }));

/** A step; for one in three, up to `depth` deep, with a body. */
const step = (depth: number): fc.Arbitrary<Step> => {
  const flat = {
    operation: index,
    operands: fc.array(index, { minLength: 3, maxLength: 3 }),
    numbers: fc.array(index, { minLength: 4, maxLength: 4 }),
  };
  if (depth === 0) return fc.record(flat);
  const body = fc.array(step(depth - 1), { minLength: 1, maxLength: 4, size: "max" });
  return fc.record({ ...flat, body }, { requiredKeys: ["operation", "operands", "numbers"] });
};
const shape = fc.array(fc.constantFrom(2, 3, 2, 3, 1, 4, 2, 3, 2, 1, 3, 0), { maxLength: 3 });

/** Recipes of one to three inputs and up to `length` steps, whose bodies are nested up to `depth` deep. */
export const recipes = (length = 12, depth = 3): fc.Arbitrary<Recipe> =>
  fc.record({
    shapes: fc.array(shape, { minLength: 1, maxLength: 3 }),
    steps: fc.array(step(depth), { minLength: 1, maxLength: length, size: "max" }),
    salt: index,
  });
