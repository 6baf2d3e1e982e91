/** Arrays as text. */
export { array2string, arrayRepr, arrayStr, arrayToString, type PrintOptions } from "./array-string.js";
