/** Switch: only the chosen branch runs. */
import type { SwitchParams } from "@fluxion/core";
import type { Control } from "./control.js";
import type { CpuExecutable } from "../executable.js";

export const switchBranch: Control = ({ inputs, params }, compile) => {
  const branches = (params as SwitchParams).branches.map(compile);
  const operands = inputs.length;
  return (buffers) => {
    const index = Math.min(branches.length - 1, Math.max(0, (buffers[0] as Int32Array)[0] as number));
    (branches[index] as CpuExecutable).runInto(buffers.slice(1, operands), buffers.slice(operands));
  };
};
