/** Calls of the user's functions: they get copies, since the memory of a program is used again. */
import { deviceArray, typesOf, withDefaultBackend, type ArrayType, type HostParams } from "@fluxion/core";
import { viewOf } from "../memory/views.js";
import type { Kernel } from "../program/emission.js";

export const hostCall: Kernel = (site) => {
  const { callback } = site.equation.params as HostParams;
  const inputs = typesOf(site.equation.inputs);
  const outputs = typesOf(site.equation.outputs);
  site.host((memory, place, backend) => {
    const addresses = new Int32Array(memory.buffer, place, inputs.length + outputs.length).slice();
    const at = (i: number): number => (addresses[i] as number) >>> 0;
    const arrays = inputs.map((type, i) => deviceArray(viewOf(memory, type, at(i)).slice(), type, backend));
    const results = withDefaultBackend(backend, () => callback(arrays, outputs));
    // The memory may have grown meanwhile: its views are made anew.
    results.forEach((result, i) =>
      viewOf(memory, outputs[i] as ArrayType, at(inputs.length + i)).set(result.dataSync()),
    );
  });
};
