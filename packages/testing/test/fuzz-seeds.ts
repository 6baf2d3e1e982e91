/**
 * Seeds that once found a fault, tried again in every run: the property's name, the seed and path that fast-check printed, and
 * the recipe that they shrank to. They are good for the vocabulary they were found with, so the fault itself is also a test in
 * faults.test.ts.
 */
import type { Recipe } from "../src/index.js";

export interface Regression {
  readonly property: string;
  readonly seed: number;
  readonly path: string;
  readonly recipe: Recipe;
  /** What was wrong. */
  readonly fault: string;
}

const step = (operation: number): Recipe["steps"][number] => ({
  operation,
  operands: [0, 0, 0],
  numbers: [0, 0, 0, 0],
});

export const regressions: readonly Regression[] = [
  {
    property: "jvp and vjp commute with vmap, bit for bit",
    seed: 20260109,
    path: "10:0:1:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11",
    recipe: { shapes: [[]], steps: [step(751), step(0)], salt: 0 },
    fault: "the pullback of a customGradient under vmap closed over lanes whose trace had ended",
  },
];
