/** A property of arbitrary programs: something that holds for every recipe, on a backend. */
import type { Backend } from "@fluxion/core";
import type { Recipe } from "../arbitrary/recipe.js";

export interface Property {
  readonly name: string;
  /** Rejects with a typed error where it does not hold. */
  holds(recipe: Recipe, backend: Backend): Promise<void>;
}
