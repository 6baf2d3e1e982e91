/** Literal: elements that are written down in the program; they stand beside the module and are copied from there. */
import { allocate, bytesOf, type ArrayType } from "@fluxion/core";
import { i32, memoryCopy, type I32 } from "../emit/index.js";
import type { Kernel } from "../program/emission.js";

export const literal: Kernel = (site) => {
  const type = site.equation.outputs[0]?.type as ArrayType;
  const { values } = site.equation.params as { values: readonly number[] };
  const elements = allocate(type.dtype, values.length);
  elements.set(values);
  site.scope.code.do(memoryCopy(site.outputs[0] as I32, site.table(elements), i32.const(bytesOf(type))));
};
