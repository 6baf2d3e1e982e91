/** Classes whose objects are elements of a vector space of the user's. Mutates: the table of classes. */
import type { NDArray } from "../../ir/value.js";
import type { AnyFunction } from "../call.js";

/** What gradients need to know of a space. */
export interface Registered {
  /** Value, aux and gradients of a function some of whose arguments are elements; the options are those of `grad`. */
  gradient(
    where: string,
    f: AnyFunction,
    options: object,
    args: readonly unknown[],
  ): { value: NDArray; aux: unknown; gradient: unknown };
  zeros(like: object): object;
  add(x: object, y: object): object;
}

const spaces = new WeakMap<object, Registered>();

export const registerSpace = (prototype: object, space: Registered): void => {
  spaces.set(prototype, space);
};

/** The space of an argument, where it is an element; `undefined` for arrays and trees. */
export const spaceOf = (value: unknown): Registered | undefined =>
  typeof value === "object" && value !== null ? spaces.get(Object.getPrototypeOf(value) as object) : undefined;
