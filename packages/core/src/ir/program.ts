/** A program: typed variables bound once each by equations, in an order that can run. Immutable data. */
import type { Origin } from "./origin.js";
import type { Params, Primitive } from "./primitive.js";
import type { ArrayType } from "./type.js";

/** A variable is its identity; names are given by the printer. */
export class Var {
  constructor(readonly type: ArrayType) {}
}

export interface Equation {
  readonly primitive: Primitive;
  readonly inputs: readonly Var[];
  readonly params: Params;
  readonly outputs: readonly Var[];
  /** Where it comes from, if it was recorded while somebody debugs. */
  readonly origin?: Origin;
}

export interface Program {
  readonly inputs: readonly Var[];
  readonly equations: readonly Equation[];
  readonly outputs: readonly Var[];
}

export const program = (inputs: readonly Var[], equations: readonly Equation[], outputs: readonly Var[]): Program => ({
  inputs,
  equations,
  outputs,
});

export const isProgram = (x: unknown): x is Program =>
  typeof x === "object" && x !== null && "equations" in x && "inputs" in x && "outputs" in x;

export const typesOf = (variables: readonly Var[]): ArrayType[] => variables.map((variable) => variable.type);
