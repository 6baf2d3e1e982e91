/** Where generated text finds a value: in an array from an offset on or, if it has one element, in a local variable. */
export type Place =
  | { readonly kind: "array"; readonly array: string; /** An expression; none is 0. */ readonly offset?: string }
  | { readonly kind: "register"; readonly name: string };

export const inArray = (array: string, offset?: string): Place =>
  offset === undefined || offset === "0" ? { kind: "array", array } : { kind: "array", array, offset };
export const inRegister = (name: string): Place => ({ kind: "register", name });

export const samePlace = (a: Place, b: Place): boolean =>
  a.kind === "array"
    ? b.kind === "array" && a.array === b.array && a.offset === b.offset
    : b.kind === "register" && a.name === b.name;

/** The element at an index, which is an expression too: what is read, and what is assigned to. */
export function elementOf(place: Place, index: string): string {
  if (place.kind === "register") return place.name;
  if (place.offset === undefined) return `${place.array}[${index}]`;
  return `${place.array}[${index === "0" ? place.offset : `${place.offset} + ${index}`}]`;
}
