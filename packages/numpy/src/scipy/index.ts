/** Functions under the names of scipy. */
export * as linalg from "./linalg/checked.js";
