/** The derivative rule of one application of a primitive as a program, so that it can run on series. */
import type { Params, Primitive } from "../../ir/primitive.js";
import type { Program } from "../../ir/program.js";
import { paramsKey } from "../../ir/key.js";
import type { ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { record } from "../../trace/record.js";
import { transforms } from "../programs.js";

export interface TangentRule {
  /** (operands, results, tangents of the active operands, captured) → tangents of `activeOutputs`. */
  readonly program: Program;
  readonly captured: readonly NDArray[];
  readonly activeOutputs: readonly boolean[];
  /** Whether the rule is the primitive itself, applied to the tangents: the primitive is linear in them together. */
  readonly linear: boolean;
}

export function tangentRule(
  primitive: Primitive,
  inputs: readonly ArrayType[],
  outputs: readonly ArrayType[],
  params: Params,
  active: readonly boolean[],
): TangentRule {
  let activeOutputs: readonly boolean[] = [];
  const moving = inputs.filter((_, i) => active[i]);
  const { program, captured } = record("jet", [...inputs, ...outputs, ...moving], (values) => {
    const operands = values.slice(0, inputs.length);
    const results = values.slice(inputs.length, inputs.length + outputs.length);
    let next = inputs.length + outputs.length;
    const tangents = active.map((on) => (on ? (values[next++] as NDArray) : null));
    const args = { inputs: operands, tangents, params, transforms };
    const pushed =
      primitive.jointJvp === undefined
        ? (primitive.jvp?.({ ...args, outputs: results }) ?? [])
        : primitive.jointJvp(args).tangents;
    activeOutputs = outputs.map((_, i) => (pushed[i] ?? null) !== null);
    return pushed.filter((tangent) => tangent !== null);
  });
  return { program, captured, activeOutputs, linear: isItself(program, primitive, inputs, outputs, params, active) };
}

function isItself(
  { inputs: variables, equations, outputs: results }: Program,
  primitive: Primitive,
  inputs: readonly ArrayType[],
  outputs: readonly ArrayType[],
  params: Params,
  active: readonly boolean[],
): boolean {
  const [equation] = equations;
  if (equation === undefined || equations.length > 1 || equation.primitive !== primitive) return false;
  if (paramsKey(equation.params) !== paramsKey(params)) return false;
  let next = inputs.length + outputs.length;
  const expected = active.map((on, i) => (on ? variables[next++] : variables[i]));
  return (
    equation.inputs.every((variable, i) => variable === expected[i]) &&
    results.length === equation.outputs.length &&
    results.every((variable, i) => variable === equation.outputs[i])
  );
}
