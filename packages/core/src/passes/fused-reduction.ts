/** One loop over rows: reductions with what makes their elements, and with what their results are used for. */
import type { Primitive } from "../ir/primitive.js";
import { typesOf, type Program } from "../ir/program.js";
import { sizeOf } from "../ir/type.js";
import { callTypes } from "./fused.js";

export interface FusedReductionParams {
  /**
   * Reductions of one shape over the same axes; pointwise equations of that shape, or of the shape without those axes; and
   * constants, iotas and broadcasts. Reduced values come back to elements only through a broadcast along the reduced axes.
   */
  readonly program: Program;
}

/** One loop over rows: reductions with what makes their elements, and with what their results are used for. */
export const fusedReduction: Primitive<FusedReductionParams> = {
  name: "fusedReduction",
  callsProgram: true,
  opaque: true,
  type: (types, { program }) => callTypes("fusedReduction", types, program),
  body: (_, { program }) => program,
  flops: (_, { program }) =>
    program.equations.reduce(
      (total, { primitive, inputs, params, outputs }) =>
        total +
        (primitive.flops?.(typesOf(inputs), params, typesOf(outputs)) ??
          outputs.reduce((n, { type }) => n + sizeOf(type.shape), 0)),
      0,
    ),
};
