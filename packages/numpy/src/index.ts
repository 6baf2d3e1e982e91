/** NumPy-named functions composed from Fluxion's primitives. */
export * from "./support/public.js";
export * from "./creation/checked.js";
export * from "./ufunc/checked.js";
export * from "./reduce/checked.js";
export * from "./sort/checked.js";
export * from "./contract/checked.js";
export * from "./index/checked.js";
export * from "./shape/checked.js";
export * as lax from "./lax/checked.js";
export * from "./functional/checked.js";
export * from "./poly/checked.js";
export * as linalg from "./linalg/checked.js";
export * from "./print/checked.js";
export * as scipy from "./scipy/index.js";
export * as signal from "./signal/checked.js";
