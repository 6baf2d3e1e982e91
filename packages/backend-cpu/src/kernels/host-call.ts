/** Calls of the user's functions: they get copies, since the buffers of a program are used again. */
import { deviceArray, type ArrayType, type HostParams, type NDArray, type TypedArray } from "@fluxion/core";
import type { Kernel } from "./kernel.js";

const hostCall: Kernel<HostParams> = (inputs, outputs, { callback }) => {
  const count = inputs.length;
  return (buffers) => {
    const arrays = inputs.map((type, i) => deviceArray((buffers[i] as TypedArray).slice(), type));
    const results: readonly NDArray[] = callback(arrays, outputs as ArrayType[]);
    results.forEach((result, i) => (buffers[count + i] as TypedArray).set(result.dataSync()));
  };
};

export { hostCall as debugCallback, hostCall as pureCallback };
