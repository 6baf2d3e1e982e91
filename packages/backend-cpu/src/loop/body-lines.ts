/** The scalar bodies of equations, one after another, as lines of JavaScript. Mutates: the lines, and the names of results. */
import { runBody, type DType, type Equation, type ScalarOps, type Var } from "@fluxion/core";
import type { SpecialFunctions } from "../scalar/special/index.js";
import { textOps, type Lines, type Text } from "../scalar/text.js";

export function addBodies(
  lines: Lines,
  computations: readonly Equation[],
  names: { get(variable: Var): Text | undefined; set(variable: Var, text: Text): unknown },
  special: SpecialFunctions,
): void {
  const opsFor = new Map<DType, ScalarOps<Text>>();
  for (const { primitive, inputs, params, outputs } of computations) {
    const operands = inputs.map((input) => names.get(input) as Text);
    const dtype = operands[0]?.dtype ?? (outputs[0] as Var).type.dtype;
    const ops = opsFor.get(dtype) ?? textOps(lines, dtype, special);
    opsFor.set(dtype, ops);
    if (primitive.scalar === undefined) throw new Error(`${primitive.name} is not pointwise`);
    const results = runBody(primitive.scalar, ops, params, operands);
    outputs.forEach((output, i) => names.set(output, results[i] as Text));
  }
}
