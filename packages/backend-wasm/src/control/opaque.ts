/** A program that stays apart: a function of its own. */
import type { Program } from "@fluxion/core";
import { run } from "../emit/index.js";
import type { Kernel } from "../program/emission.js";

export const opaque: Kernel = (site) => {
  const { program } = site.equation.params as { program: Program };
  site.scope.code.do(run(site.inner(program), site.frame, ...site.inputs, ...site.outputs));
};
