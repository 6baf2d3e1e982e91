/** Literal: elements that are written down in the program. */
import { allocate } from "@fluxion/core";
import type { Kernel } from "./kernel.js";

export const literal: Kernel<{ readonly values: readonly number[] }> = (_, [type], { values }) => {
  const elements = allocate(type.dtype, values.length);
  elements.set(values);
  return ([out]) => out.set(elements);
};
