/** A program that stays apart: it runs with memory of its own, and nothing of it is shared with its surroundings. */
import type { Program } from "@fluxion/core";
import type { Control } from "./control.js";

export const opaque: Control = {
  run: ({ inputs, params }, start) => {
    const inner = start((params as { program: Program }).program);
    const operands = inputs.length;
    return (buffers) => inner(buffers.slice(0, operands), buffers.slice(operands));
  },
  text: ({ equation: { params }, operands, results }, writer) =>
    writer.text(writer.planned((params as { program: Program }).program), operands, results),
  overwrites: ({ params }, pair, inner) => inner((params as { program: Program }).program, pair),
};
