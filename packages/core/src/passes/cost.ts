/** What a program costs, before anything runs: operations, bytes moved, and the most memory alive at one time. */
import { typesOf, type Equation, type Program } from "../ir/program.js";
import { bytesOf, sizeOf } from "../ir/type.js";
import { inline } from "./inline.js";
import { liveness } from "./liveness.js";

export interface Cost {
  /** Floating-point (or integer) operations. */
  readonly flops: number;
  /** Bytes read and written, each equation by itself. */
  readonly bytes: number;
  /** Bytes of the outputs. */
  readonly outputBytes: number;
  /** Bytes alive at the worst moment, inputs and outputs included. */
  readonly peakBytes: number;
  readonly equations: number;
}

const flopsOf = ({ primitive, inputs, params, outputs }: Equation): number =>
  primitive.flops?.(typesOf(inputs), params, typesOf(outputs)) ??
  outputs.reduce((total, output) => total + sizeOf(output.type.shape), 0);

/** Every operand read once and every result written once; of an operand that is only cut or moved, what arrives in the result. */
function bytesMoved({ primitive, inputs, outputs }: Equation): number {
  const written = outputs.reduce((total, { type }) => total + bytesOf(type), 0);
  if (primitive.movesElements === true) return 2 * written;
  return inputs.reduce((total, { type }) => total + bytesOf(type), written);
}

/** Cost of one run of a program as it is written (calls inlined, nothing fused). */
export function cost(program: Program): Cost {
  const flat = inline.run(program);
  return {
    flops: flat.equations.reduce((total, equation) => total + flopsOf(equation), 0),
    bytes: flat.equations.reduce((total, equation) => total + bytesMoved(equation), 0),
    outputBytes: flat.outputs.reduce((total, { type }) => total + bytesOf(type), 0),
    peakBytes: liveness(flat).peakBytes,
    equations: flat.equations.length,
  };
}
