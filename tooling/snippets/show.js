/** Values as documents show them, and as docstrings write them. */
import { NDArray } from "@fluxion/core";
import { arrayToString } from "@fluxion/numpy";

const isPlain = (/** @type {object} */ value) => Object.getPrototypeOf(value) === Object.prototype;

/** Arrays as NumPy prints them, lists and objects of them as JavaScript writes them, text as it is. @param {unknown} value @returns {string} */
export function show(value) {
  if (value instanceof NDArray) return arrayToString(value);
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  if (Object.is(value, -0)) return "-0";
  if (typeof value !== "object" || value === null || !isPlain(value)) return String(value);
  const entries = Object.entries(value).map(([name, item]) => `${name}: ${show(item)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** Arrays and typed arrays as nested lists. @param {unknown} value @returns {unknown} */
export function asLists(value) {
  if (value instanceof NDArray) return value.tolist();
  if (ArrayBuffer.isView(value)) return Array.from(/** @type {Float64Array} */ (value));
  if (Array.isArray(value)) return value.map(asLists);
  if (typeof value !== "object" || value === null || !isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, asLists(item)]));
}

/** Whether nested lists agree up to 1e-6 (relative to numbers above 1). @param {unknown} actual @param {unknown} expected @returns {boolean} */
export function isClose(actual, expected) {
  if (typeof actual === "number" && typeof expected === "number")
    return (
      Object.is(actual, expected) ||
      actual === expected ||
      Math.abs(actual - expected) <= 1e-6 * Math.max(1, Math.abs(expected))
    );
  if (typeof actual !== "object" || typeof expected !== "object" || actual === null || expected === null)
    return actual === expected;
  if (Array.isArray(actual) !== Array.isArray(expected)) return false;
  const [own, wanted] = [Object.entries(actual), new Map(Object.entries(expected))];
  return own.length === wanted.size && own.every(([name, item]) => wanted.has(name) && isClose(item, wanted.get(name)));
}
