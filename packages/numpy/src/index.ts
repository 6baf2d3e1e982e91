/** NumPy-named functions composed from Fluxion's primitives. */
export * from "./support/public.js";
export * from "./creation/index.js";
export * from "./ufunc/index.js";
export * from "./reduce/index.js";
export * from "./sort/index.js";
export * from "./contract/index.js";
export * from "./index/index.js";
export * from "./shape/index.js";
export * as lax from "./lax/index.js";
export * from "./functional/index.js";
export * from "./poly/index.js";
export * as linalg from "./linalg/index.js";
export * from "./print/index.js";
export * as scipy from "./scipy/index.js";
export * as signal from "./signal/index.js";
