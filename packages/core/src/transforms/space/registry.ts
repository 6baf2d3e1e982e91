/** How `grad` learns of elements of vector spaces, without every gradient carrying the code for them. Mutates: the one rule that is known. */
import type { NDArray } from "../../ir/value.js";
import type { AnyFunction } from "../call.js";

/** Value, aux and gradients of a function some of whose arguments are elements; `undefined` if none is. */
export type ElementGradient = (
  where: string,
  f: AnyFunction,
  options: object,
  args: readonly unknown[],
) => { value: NDArray; aux: unknown; gradient: unknown } | undefined;

export let gradientByElement: ElementGradient | undefined;

/** Called by the first vector space. */
export const differentiateElementsBy = (rule: ElementGradient): void => {
  gradientByElement = rule;
};
