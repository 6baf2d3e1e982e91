/** What needs only products with a matrix: scipy.sparse. */
export * as linalg from "./sparse-linalg.js";
