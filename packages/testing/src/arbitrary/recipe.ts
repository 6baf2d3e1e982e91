/** A program as numbers: shapes of the inputs, and for each step which operation on which operands. Every list of numbers is a program. */
import { sameType, sizeOf, type ArrayType, type NDArray, type Shape } from "@fluxion/core";
import type { ArrayFunction } from "../run.js";
import { between, specials } from "../samples/values.js";
import { tensor, type Tensor } from "../tensor.js";

/** One step; each number is taken modulo the number of choices. */
export interface Step {
  readonly operation: number;
  readonly operands: readonly number[];
  readonly numbers: readonly number[];
  /** The steps of the function that the operation applies, if it applies one. */
  readonly body?: readonly Step[];
}

export interface Recipe {
  readonly shapes: readonly Shape[];
  readonly steps: readonly Step[];
  readonly salt: number;
}

export interface BodyOptions {
  /** It does not see the values around the step. */
  readonly apart?: boolean;
  /** It has a reverse mode: operations that have none are left out. */
  readonly reversible?: boolean;
}

/** How an operation gets its operands and parameters. */
export interface Choices {
  /** The next operand, among the values that fit. */
  operand(fits?: (x: NDArray) => boolean): NDArray | undefined;
  /** The next number below a limit. */
  number(limit: number): number;
  readonly hasBody: boolean;
  /** What the step's body makes of some values: the latest of each type. */
  body(inputs: readonly NDArray[], types: readonly ArrayType[], options?: BodyOptions): NDArray[];
}

/** An operation, or `undefined` where no operands fit. */
export type Move = (choices: Choices) => NDArray | undefined;

const withoutReverse = new WeakSet<Move>();
/** Marks an operation that has no reverse mode. */
export function forwardOnly(move: Move): Move {
  withoutReverse.add(move);
  return move;
}

/** Larger results are left out: the point is variety, not size. */
const LARGEST = 48;

function choicesOf(step: Step, values: readonly NDArray[], vocabulary: readonly Move[]): Choices {
  const { operands, numbers, body = [] } = step;
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
    hasBody: body.length > 0,
    body(inputs, types, { apart = false, reversible = false } = {}) {
      const usable = reversible ? vocabulary.filter((move) => !withoutReverse.has(move)) : vocabulary;
      const inside = grow(body, usable, apart ? inputs : [...values, ...inputs]);
      return types.map((type, i) => inside.findLast((y) => sameType(y.type, type)) ?? (inputs[i] as NDArray));
    },
  };
}

/** The values, and those that the steps compute from them. */
function grow(steps: readonly Step[], vocabulary: readonly Move[], given: readonly NDArray[]): NDArray[] {
  const values = [...given];
  for (const step of steps) {
    const move = vocabulary[step.operation % vocabulary.length];
    const value = move?.(choicesOf(step, values, vocabulary));
    if (value !== undefined && sizeOf(value.shape) <= LARGEST && value.ndim <= 4) values.push(value);
  }
  return values;
}

/** All values that a recipe computes, the inputs first. */
export const valuesOf =
  ({ steps }: Recipe, vocabulary: readonly Move[]): ArrayFunction =>
  (...inputs) =>
    grow(steps, vocabulary, inputs);

/** How many steps run at most, each step of a body as often as loops and derivatives run it. */
export const weightOf = (steps: readonly Step[]): number =>
  steps.reduce((sum, { body = [] }) => sum + 1 + 4 * weightOf(body), 0);

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
