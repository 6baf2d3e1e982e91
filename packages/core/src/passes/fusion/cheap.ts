/**
 * Pointwise equations that are cheaper to compute again than to keep: a few additions on at most one array of full size.
 * Loops that need one have their own, as with constants and broadcasts, and the array never exists.
 */
import type { Equation, Program, Var } from "../../ir/program.js";
import { definitionsOf, isFreeByNature, isPointwise } from "./flow.js";
import { priceOf } from "./price.js";

/** In additions; storing and loading an element costs about as much. */
const CHEAP = 3;

interface Recipe {
  readonly price: number;
  /** The arrays of full size that it reads. */
  readonly arrays: ReadonlySet<Var>;
}

/** What it takes to compute an equation from arrays, where that is little. */
function recipeOf(
  equation: Equation,
  definition: ReadonlyMap<Var, Equation>,
  recipes: ReadonlyMap<Equation, Recipe>,
): Recipe | undefined {
  if (!isPointwise(equation) || equation.outputs.length !== 1) return undefined;
  const arrays = new Set<Var>();
  let price = priceOf(equation);
  for (const input of equation.inputs) {
    const source = definition.get(input);
    if (source !== undefined && isFreeByNature(source)) continue;
    const recipe = source && recipes.get(source);
    price += recipe?.price ?? 0;
    for (const array of recipe?.arrays ?? [input]) arrays.add(array);
  }
  return price <= CHEAP && arrays.size <= 1 ? { price, arrays } : undefined;
}

/** `joinsLoop`: whether an equation can be part of a loop at all. */
export function cheapEquations(program: Program, joinsLoop: (equation: Equation) => boolean): ReadonlySet<Equation> {
  const definition = definitionsOf(program);
  const readers = new Map<Var, Set<Equation>>();
  for (const equation of program.equations)
    for (const input of equation.inputs) {
      const list = readers.get(input) ?? new Set();
      readers.set(input, list.add(equation));
    }
  const returned = new Set(program.outputs);
  const readersOf = (equation: Equation): ReadonlySet<Equation> => readers.get(equation.outputs[0] as Var) ?? new Set();
  const recipes = new Map<Equation, Recipe>();
  for (const equation of program.equations) {
    const stays = returned.has(equation.outputs[0] as Var) || ![...readersOf(equation)].every(joinsLoop);
    const recipe = stays ? undefined : recipeOf(equation, definition, recipes);
    if (recipe !== undefined) recipes.set(equation, recipe);
  }
  const cheap = new Set<Equation>();
  for (const equation of [...recipes.keys()].reverse()) {
    const [first, second] = readersOf(equation);
    if (second !== undefined || (first !== undefined && cheap.has(first))) cheap.add(equation);
  }
  return cheap;
}
