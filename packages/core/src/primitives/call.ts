/** An application of a whole program: what a jitted function is inside another one. */
import type { Primitive } from "../ir/primitive.js";
import { typesOf, type Program } from "../ir/program.js";
import { sizeOf } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { asArrays, type ArrayLike } from "../trace/asarray.js";
import { bind } from "../trace/bind.js";
import { runProgram } from "../trace/run-program.js";
import { callable, makePrimitive } from "./define.js";
import { typeOfApplication } from "./guard.js";

export interface CallParams {
  readonly program: Program;
  /** The function's name, for printing. */
  readonly name: string;
  /** Operands whose memory the result may take. */
  readonly donate?: readonly number[];
}

/** Floating-point operations of one run of a program. */
export const flopsOf = ({ equations }: Program): number =>
  equations.reduce((total, { primitive, inputs, params, outputs }) => {
    const results = typesOf(outputs);
    return (
      total +
      (primitive.flops?.(typesOf(inputs), params, results) ??
        results.reduce((sum, { shape }) => sum + sizeOf(shape), 0))
    );
  }, 0);

export type Call = Primitive<CallParams> & ((inputs: readonly ArrayLike[], params: CallParams) => readonly NDArray[]);

export const call: Call = /* @__PURE__ */ callable(
  {
    ...makePrimitive<CallParams>("call", {
      type: (types, params) => typeOfApplication(`call ${params.name}`)(types, params),
      callsProgram: true,
      eager: runProgram,
      flops: (_, { program }) => flopsOf(program),
    }),
    body: (_: unknown, { program }: CallParams): Program => program,
  },
  (inputs: readonly ArrayLike[], params: CallParams): readonly NDArray[] =>
    bind(call, asArrays("call", inputs), params),
);
