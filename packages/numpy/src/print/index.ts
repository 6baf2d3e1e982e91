/** Arrays as text. */
export * from "./array-string.js";
