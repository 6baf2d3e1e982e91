/** Lists the leaves of a tree in key order, as golden files do. */

/** Results with names that do not sort the way NumPy orders them. */
const ORDERS: readonly (readonly string[])[] = [
  ["sign", "logabsdet"],
  ["u", "s", "vh"],
  ["u", "s", "vt"],
  ["values", "indices"],
  ["mantissa", "exponent"],
  ["quotient", "remainder"],
  ["fractional", "integral"],
  ["p", "l", "u"],
  ["solution", "residuals", "rank", "singularValues"],
  ["x", "residuals", "rank", "s"],
  ["values", "indices", "inverseIndices", "counts"],
  ["values", "index", "inverse", "counts"],
  ["counts", "edges"],
  ["q", "r"],
  ["lu", "piv"],
];

function keysOf(object: object): string[] {
  const keys = Object.keys(object);
  const known = ORDERS.find((order) => order.length === keys.length && keys.every((key) => order.includes(key)));
  return known === undefined ? keys.sort() : [...known];
}

/** `null` and `undefined` are empty; whatever is no list, plain object or Map is a leaf. */
export function leavesOf(tree: unknown): unknown[] {
  if (tree === null || tree === undefined) return [];
  if (Array.isArray(tree)) return tree.flatMap(leavesOf);
  if (tree instanceof Map)
    return [...tree.entries()]
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
      .flatMap(([, value]) => leavesOf(value));
  if (typeof tree !== "object") return [tree];
  const prototype: unknown = Object.getPrototypeOf(tree);
  if (prototype !== Object.prototype && prototype !== null) return [tree];
  return keysOf(tree).flatMap((key) => leavesOf((tree as Record<string, unknown>)[key]));
}
