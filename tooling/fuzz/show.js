/** A counterexample as text: the program that a recipe is, in the vocabulary of most properties. */
import { print } from "@fluxion/core";
import { functionOfRecipe, operandsOf, programOfFunction, vocabularies } from "@fluxion/testing";

/**
 * @param {import("@fluxion/core").Backend} backend
 * @param {import("@fluxion/testing").Recipe} recipe
 */
export function showRecipe(backend, recipe) {
  const texts = ["smooth", "all"].map((name) => {
    const vocabulary = vocabularies[/** @type {"smooth" | "all"} */ (name)];
    try {
      return `in the vocabulary "${name}":\n${print(programOfFunction(backend, functionOfRecipe(recipe, vocabulary), operandsOf(recipe)))}`;
    } catch (error) {
      return `in the vocabulary "${name}" it cannot be recorded: ${error}`;
    }
  });
  return [JSON.stringify(recipe), ...texts].join("\n");
}
