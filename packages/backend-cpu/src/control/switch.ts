/** Switch: only the chosen branch runs. */
import type { SwitchParams } from "@fluxion/core";
import { elementOf, type Place } from "../loop/place.js";
import type { Control, RunInto } from "./control.js";

export const switchBranch: Control = {
  run: ({ inputs, params }, start) => {
    const branches = (params as SwitchParams).branches.map(start);
    const operands = inputs.length;
    return (buffers) => {
      const index = Math.min(branches.length - 1, Math.max(0, (buffers[0] as Int32Array)[0] as number));
      (branches[index] as RunInto)(buffers.slice(1, operands), buffers.slice(operands));
    };
  },
  text: ({ equation: { params }, operands, results }, writer) => {
    const [index, ...inputs] = operands as readonly [Place, ...Place[]];
    const branches = (params as SwitchParams).branches.map((branch) =>
      writer.text(writer.planned(branch), inputs, results),
    );
    const last = branches.length - 1;
    // Indices below the first and above the last branch mean these.
    return branches.flatMap((branch, i) => [
      i === last ? "{" : `if (${elementOf(index, "0")} <= ${i}) {`,
      ...branch,
      i === last ? "}" : "} else",
    ]);
  },
  overwrites: ({ params }, { input, output }, inner) =>
    input > 0 && (params as SwitchParams).branches.every((branch) => inner(branch, { input: input - 1, output })),
};
