/** The one loop that gives a program a meaning: a domain says what a variable carries and what an equation does. */
import { following } from "./origin.js";
import type { Params, Primitive } from "./primitive.js";
import type { Program, Var } from "./program.js";
import type { ArrayType } from "./type.js";
import type { NDArray } from "./value.js";

export interface Domain<V> {
  /** Named in errors, as part of the transform stack; empty for what users do not see. */
  readonly name: string;
  /** The axis that this domain adds, for operations across it; it concerns applications whose parameters hold such operations. */
  readonly axis?: { readonly name: string; readonly size: number; concerns(params: Params): boolean };
  typeOf(value: V): ArrayType;
  /** A value from outside: constant as far as this domain is concerned. */
  lift(value: NDArray): V;
  apply(primitive: Primitive, inputs: readonly V[], params: Params): readonly V[];
  /** The value outside where nothing of this domain is lost by taking it (no tangent, one value for all lanes), or `null`. */
  constant?(value: V): NDArray | null;
  /** The value outside that host code may look at, or `null` where it is not known. */
  outer(value: V): NDArray | null;
}

/** Runs a program in a domain. */
export function interpret<V>(
  program: Program,
  apply: (primitive: Primitive, inputs: readonly V[], params: Params) => readonly V[],
  inputs: readonly V[],
): V[] {
  const environment = new Map<Var, V>();
  program.inputs.forEach((variable, i) => environment.set(variable, inputs[i] as V));
  const read = (variable: Var): V => environment.get(variable) as V;
  for (const equation of program.equations) {
    const { primitive, params, origin } = equation;
    const operands = equation.inputs.map(read);
    const outputs =
      origin === undefined
        ? apply(primitive, operands, params)
        : following(origin, () => apply(primitive, operands, params));
    equation.outputs.forEach((variable, i) => environment.set(variable, outputs[i] as V));
  }
  return program.outputs.map(read);
}
