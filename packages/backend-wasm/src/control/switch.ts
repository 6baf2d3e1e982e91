/** Switch: only the chosen branch runs; an index out of range is the nearest one. */
import type { SwitchParams } from "@fluxion/core";
import { i32, load, run } from "../emit/index.js";
import type { Kernel } from "../program/emission.js";

export const switchBranch: Kernel = (site) => {
  const { branches } = site.equation.params as SwitchParams;
  const { code } = site.scope;
  const [index, ...operands] = site.inputs;
  const chosen = code.let(load.i32(index as never));
  const functions = branches.map((branch) => site.inner(branch));
  const write = (branch: number): void => {
    const call = (): void => code.do(run(functions[branch] as never, site.frame, ...operands, ...site.outputs));
    if (branch === functions.length - 1) return call();
    code.if(i32.leS(chosen, i32.const(branch)), call, () => write(branch + 1));
  };
  write(0);
};
