/** The backend put together from parts, for bundles that hold only what they use. */
import type { Backend, TypedArray } from "@fluxion/core";
import { compile, NAME, type Parts } from "./compile.js";

/**
 * The backend with chosen parts. What has no kernel is a typed error that names it.
 * @example import { closureLoops, sum } from "@fluxion/backend-cpu/parts"; cpuOf({ loops: closureLoops, kernels: { sum }, control: {}, simplifying: [], fusing: [], special: {} });
 */
export const cpuOf = (parts: Parts): Backend => ({
  name: NAME,
  dtypes: ["bool", "int8", "uint8", "int32", "uint32", "float32", "float64"],
  compile: compile(parts),
  upload: (data) => data,
  read: async (buffer) => (buffer as TypedArray).slice(),
  readSync: (buffer) => (buffer as TypedArray).slice(),
  free: () => undefined,
});
