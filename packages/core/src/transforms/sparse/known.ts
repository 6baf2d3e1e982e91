/** What of a program is known before it is called: the part that needs none of its unknown inputs, run outside of any trace. */
import { interpret } from "../../ir/interpret.js";
import type { Params, Primitive } from "../../ir/primitive.js";
import type { Program } from "../../ir/program.js";
import type { NDArray } from "../../ir/value.js";
import { execute } from "../../trace/execute.js";

type Known = NDArray | null | undefined;

function apply(primitive: Primitive, operands: readonly Known[], params: Params): readonly Known[] {
  const values = operands.filter((value) => value != null);
  if (values.length === operands.length) return execute(primitive, values, params);
  if (primitive.callsProgram === true) return interpret((params as { program: Program }).program, apply, operands);
  // Nothing is known of the outputs; what is not given reads as undefined.
  return [];
}

/** Values of the outputs, `null` where they depend on an unknown input. */
export const evaluateKnown = (program: Program, inputs: readonly (NDArray | null)[]): (NDArray | null)[] =>
  interpret<Known>(program, apply, inputs).map((value) => value ?? null);
