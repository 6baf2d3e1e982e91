/** A program as numbers: shapes of the inputs, and for each step which operation on which operands. Every list of numbers is a program. */
import { sizeOf, type NDArray, type Shape } from "@fluxion/core";
import type { ArrayFunction } from "../run.js";
import { between, specials } from "../samples/values.js";
import { tensor, type Tensor } from "../tensor.js";

/** One step; each number is taken modulo the number of choices. */
export interface Step {
  readonly operation: number;
  readonly operands: readonly number[];
  readonly numbers: readonly number[];
}

export interface Recipe {
  readonly shapes: readonly Shape[];
  readonly steps: readonly Step[];
  readonly salt: number;
}

/** How an operation gets its operands and parameters. */
export interface Choices {
  /** The next operand, among the values that fit. */
  operand(fits?: (x: NDArray) => boolean): NDArray | undefined;
  /** The next number below a limit. */
  number(limit: number): number;
}

/** An operation, or `undefined` where no operands fit. */
export type Move = (choices: Choices) => NDArray | undefined;

/** Larger results are left out: the point is variety, not size. */
const LARGEST = 48;

function choicesOf({ operands, numbers }: Step, values: readonly NDArray[]): Choices {
  let [nextOperand, nextNumber] = [0, 0];
  const take = (list: readonly number[], i: number): number => list[i % Math.max(1, list.length)] ?? 0;
  return {
    operand(fits = () => true) {
      const fitting = values.filter(fits);
      const wanted = take(operands, nextOperand++);
      // Two of three operands are among the latest values, so that programs grow deep.
      const among = wanted % 3 === 0 ? fitting : fitting.slice(-3);
      return among[Math.floor(wanted / 3) % Math.max(1, among.length)];
    },
    number: (limit) => (limit <= 0 ? 0 : take(numbers, nextNumber++) % limit),
  };
}

/** All values that a recipe computes, the inputs first. */
export const valuesOf =
  ({ steps }: Recipe, vocabulary: readonly Move[]): ArrayFunction =>
  (...inputs) => {
    const values = [...inputs];
    for (const step of steps) {
      const move = vocabulary[step.operation % vocabulary.length];
      const value = move?.(choicesOf(step, values));
      if (value !== undefined && sizeOf(value.shape) <= LARGEST && value.ndim <= 4) values.push(value);
    }
    return values;
  };

/** The function a recipe is: it returns its last three values. */
export const functionOfRecipe =
  (recipe: Recipe, vocabulary: readonly Move[]): ArrayFunction =>
  (...inputs) =>
    valuesOf(recipe, vocabulary)(...inputs).slice(-3);

/** Operands for a recipe: unremarkable float64 numbers. */
export const operandsOf = ({ shapes, salt }: Recipe): Tensor[] =>
  shapes.map((shape, i) => tensor("float64", shape, between(-2, 2, salt + i)));

/** Operands with special values among them; float32 for every third recipe. */
export function remarkableOperandsOf(recipe: Recipe): Tensor[] {
  const dtype = recipe.salt % 3 === 0 ? "float32" : "float64";
  const rare = specials(dtype);
  return operandsOf(recipe).map(({ type, data }, i) =>
    tensor(dtype, type.shape, (k) =>
      (k + i + recipe.salt) % 3 === 0
        ? (rare[(7 * k + 3 * i + recipe.salt) % rare.length] as number)
        : (data[k] as number),
    ),
  );
}
