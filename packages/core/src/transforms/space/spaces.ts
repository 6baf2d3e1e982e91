/** Classes whose objects are elements of a vector space of the user's. Mutates: the table of classes. */

/** What gradients need to know of a space. */
export interface Registered {
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
