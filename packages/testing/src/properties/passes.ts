/** Passes change programs, not results: each keeps types and every bit, and has nothing left to do after itself. */
import {
  check,
  evaluate,
  fusing,
  jit,
  orThrow,
  print,
  sameType,
  simplifying,
  transforms,
  withDefaultBackend,
  type Backend,
  type Pass,
  type Program,
} from "@fluxion/core";
import { functionOfRecipe, operandsOf, remarkableOperandsOf, type Move, type Recipe } from "../arbitrary/recipe.js";
import { vocabularies } from "../arbitrary.js";
import { requireSame } from "../compare.js";
import { programOfFunction, throughText } from "../programs.js";
import { run } from "../run.js";
import type { Tensor } from "../tensor.js";
import type { Property } from "./property.js";
import { violation } from "../violation.js";

/** All passes in the order in which backends run them. */
const pipeline: readonly Pass[] = [...simplifying, ...fusing];

const evaluated = (backend: Backend, program: Program, inputs: readonly Tensor[]): Promise<readonly Tensor[]> =>
  run(backend, (...xs) => evaluate(program, xs), inputs);

function requireSameInterface(where: string, before: Program, after: Program): void {
  for (const side of ["inputs", "outputs"] as const) {
    const same =
      before[side].length === after[side].length &&
      before[side].every(({ type }, i) => sameType(type, after[side][i]?.type ?? type));
    if (!same) violation(where, `${side} changed:\n${print(before)}\nbecame\n${print(after)}`);
  }
}

/** One pass on one program. */
async function requirePass(
  backend: Backend,
  pass: Pass,
  program: Program,
  inputs: readonly Tensor[],
  expected: readonly Tensor[],
): Promise<Program> {
  const where = `pass ${pass.name}`;
  const after = orThrow(check(pass.run(program)));
  requireSameInterface(where, program, after);
  requireSame(`${where} on\n${print(program)}`, await evaluated(backend, after, inputs), expected);
  const again = print(pass.run(after));
  if (again !== print(after)) violation(where, `run again, it changes\n${print(after)}\nto\n${again}`);
  return after;
}

/** Each pass by itself, then all in order, then compiled. */
async function requirePasses(
  backend: Backend,
  passes: readonly Pass[],
  program: Program,
  inputs: readonly Tensor[],
): Promise<void> {
  const expected = await evaluated(backend, program, inputs);
  for (const pass of new Set(passes)) await requirePass(backend, pass, program, inputs, expected);
  let current = program;
  for (const pass of passes) current = await requirePass(backend, pass, current, inputs, expected);
  requireSame(
    `compiled\n${print(program)}`,
    await run(
      backend,
      jit((...xs) => evaluate(program, xs)),
      inputs,
    ),
    expected,
  );
}

const recorded = (backend: Backend, recipe: Recipe, vocabulary: readonly Move[], inputs: readonly Tensor[]): Program =>
  programOfFunction(backend, functionOfRecipe(recipe, vocabulary), inputs);

/**
 * A pipeline keeps types and every bit of arbitrary programs, pass by pass.
 * @example await passesKeep(fusing).holds({ shapes: [[2]], steps: [{ operation: 0, operands: [0, 0, 0], numbers: [0, 0, 0, 0] }], salt: 0 }, cpu())
 */
export const passesKeep = (passes: readonly Pass[]): Property => ({
  name: "optimised = unoptimised, bit for bit, after every pass",
  holds(recipe, backend) {
    const inputs = remarkableOperandsOf(recipe);
    return requirePasses(backend, passes, recorded(backend, recipe, vocabularies.all, inputs), inputs);
  },
});

/** The longer of core's pipelines, which begins with the other. */
export const optimisedIsUnoptimised: Property = passesKeep(pipeline);

export const optimisedDerivative: Property = {
  name: "optimised = unoptimised for derivatives",
  async holds(recipe, backend) {
    const operands = operandsOf(recipe);
    const program = recorded(backend, recipe, vocabularies.smooth, operands);
    const active = program.inputs.map(() => true);
    const pushed = withDefaultBackend(backend, () => transforms.jvp(program, active).program);
    await requirePasses(backend, pipeline, pushed, [...operands, ...operands]);
  },
};

export const readsBack: Property = {
  name: "parse∘print = id",
  async holds(recipe, backend) {
    const program = recorded(backend, recipe, vocabularies.text, remarkableOperandsOf(recipe));
    throughText("arbitrary program", program);
    for (const pass of new Set(pipeline)) throughText(`after pass ${pass.name}`, pass.run(program));
  },
};
