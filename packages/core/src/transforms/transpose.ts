/**
 * Transposition: runs a program that is linear in some inputs backwards, from cotangents of its outputs to cotangents of
 * those inputs. What does not depend on a linear input is evaluated on the way forward.
 */
import { raise } from "../errors.js";
import type { Cotangent, Primitive, ProgramTransforms, Tangent } from "../ir/primitive.js";
import { following } from "../ir/origin.js";
import type { Equation, Program, Var } from "../ir/program.js";
import { isInexact } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { programOf } from "../primitives/body.js";
import { bind } from "../trace/bind.js";
import { Cotangents } from "./cotangents.js";
import { missingRule, withProgram } from "./rule.js";

const step = <R>({ origin }: Equation, body: () => R): R => (origin === undefined ? body() : following(origin, body));

/** Cotangents of the inputs that are `null`, given the others and the cotangents of the outputs. */
export function backward(
  program: Program,
  inputs: readonly (NDArray | null)[],
  cotangents: readonly Tangent[],
  transforms: ProgramTransforms,
): Tangent[] {
  const known = new Map<Var, NDArray>();
  program.inputs.forEach((variable, i) => {
    const value = inputs[i];
    if (value != null) known.set(variable, value);
  });
  const linear: Equation[] = [];
  for (const equation of program.equations) {
    if (!equation.inputs.every((input) => known.has(input))) {
      linear.push(equation);
      continue;
    }
    const outputs = step(equation, () =>
      bind(
        equation.primitive,
        equation.inputs.map((input) => known.get(input) as NDArray),
        equation.params,
      ),
    );
    equation.outputs.forEach((variable, i) => known.set(variable, outputs[i] as NDArray));
  }

  const pending = new Cotangents();
  program.outputs.forEach((variable, i) => {
    if (!known.has(variable)) pending.accumulate(variable, cotangents[i]);
  });
  const back = (equation: Equation): void => {
    const outer = equation.outputs.map((output) => pending.take(output));
    if (outer.every((ct) => ct === null)) return;
    const operands = equation.inputs.map((input) => known.get(input) ?? null);
    const inner = transposeEquation(equation, operands, outer, transforms);
    if (equation.inputs.every((_, k) => operands[k] !== null || inner[k] == null)) refuseNonlinear(equation.primitive);
    equation.inputs.forEach((variable, k) => {
      if (operands[k] === null && isInexact(variable.type.dtype)) pending.accumulate(variable, inner[k]);
    });
  };
  for (const equation of linear.reverse()) step(equation, () => back(equation));
  return program.inputs.map((variable, i) => (inputs[i] == null ? pending.take(variable) : null));
}

function transposeEquation(
  { primitive, inputs, params }: Equation,
  operands: readonly (NDArray | null)[],
  cotangents: readonly Tangent[],
  transforms: ProgramTransforms,
): readonly Cotangent[] {
  const types = inputs.map((input) => input.type);
  if (primitive.transpose !== undefined)
    return primitive.transpose({ cotangents, inputs: operands, types, params, transforms });
  if (primitive.callsProgram === true) {
    const whole = (params as { program: Program }).program;
    const plan = transforms.transpose(
      whole,
      operands.map((x) => x === null),
      cotangents.map((ct) => ct !== null),
    );
    const values = [...operands, ...cotangents].filter((x): x is NDArray => x !== null);
    const results = bind(primitive, values, withProgram(params, plan.program));
    let next = 0;
    return plan.activeInputs.map((active) => (active ? (results[next++] as NDArray) : null));
  }
  if (primitive.body !== undefined)
    return backward(programOf(primitive, types, params), operands, cotangents, transforms);
  return primitive.scalar !== undefined || primitive.jvp !== undefined
    ? refuseNonlinear(primitive)
    : missingRule(primitive, "reverse mode", "transpose");
}

const refuseNonlinear = (primitive: Primitive): never =>
  raise({
    code: "not-differentiable",
    what: `${primitive.name} is not linear here, or has no transpose rule`,
    where: primitive.name,
    fix: `if you called linearTranspose, check that the function is linear in its arguments; otherwise give ${primitive.name} a \`transpose\` rule`,
  });
