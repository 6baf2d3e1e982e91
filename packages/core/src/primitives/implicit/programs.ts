/** What implicit primitives do with the programs they hold: push tangents through one, or put one in lanes. */
import type { BatchProgram, ProgramTransforms, Tangent } from "../../ir/primitive.js";
import { typesOf, type Program } from "../../ir/program.js";
import { sameType, showType, type ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { isActive, known, run, spread, toLanes, withLanes, wrap } from "../control/wrap.js";

/** Tangents of a program's outputs at known inputs. Primal work stays apart, so that what is done to tangents is linear. */
export function pushTangents(
  { linearize }: ProgramTransforms,
  program: Program,
  inputs: readonly NDArray[],
  tangents: readonly Tangent[],
): Tangent[] {
  const active = isActive(tangents);
  if (!active.includes(true)) return program.outputs.map(() => null);
  const { forward, linear, activeOutputs } = linearize(program, active);
  const residuals = run(forward, inputs).slice(program.outputs.length);
  return spread<Tangent>(activeOutputs, run(linear, [...known(tangents), ...residuals]), () => null);
}

/** A program whose results, and arguments after the constants, are all in lanes; `consts` says which constants are. */
export function inLanes(
  name: string,
  program: Program,
  consts: readonly boolean[],
  size: number,
  batchProgram: BatchProgram,
): Program {
  const batched = program.inputs.map((_, i) => consts[i] ?? true);
  const plan = batchProgram(program, batched, size);
  const types = typesOf(program.inputs).map((type, i): ArrayType => withLanes(type, batched[i] === true, size));
  return wrap(`vmap of ${name}`, types, (values) =>
    run(plan.program, values).map((y, i) => toLanes(y, plan.batchedOutputs[i] === true, size)),
  );
}

export const showTypes = (types: readonly ArrayType[]): string => `(${types.map(showType).join(", ")})`;
export const sameTypes = (a: readonly ArrayType[], b: readonly ArrayType[]): boolean =>
  a.length === b.length && a.every((type, i) => sameType(type, b[i] as ArrayType));
