/** Primitives defined outside the library, with published names only. */
export { multiplyAdd, withDifferentiation, withEvaluation } from "./multiply-add.js";
export { swish } from "./swish.js";
