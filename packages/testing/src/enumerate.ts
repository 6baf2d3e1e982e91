/** Finds the primitives among the exports of a package. */
import type { Primitive } from "@fluxion/core";

const isPrimitive = (value: unknown): value is Primitive => {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return false;
  const { name, type } = value as Partial<Primitive>;
  return typeof name === "string" && typeof type === "function";
};

/**
 * Everything in a module that has a name and a type rule, once, in the order of the names.
 * @example primitivesOf(await import("@fluxion/core"))
 */
export const primitivesOf = (module: object): readonly Primitive[] =>
  [...new Set(Object.values(module).filter(isPrimitive))].toSorted((a, b) => (a.name < b.name ? -1 : 1));
