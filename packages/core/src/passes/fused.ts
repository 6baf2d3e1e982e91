/** One loop over all elements: what `fuse` makes of many pointwise equations. */
import { right, type Either } from "#fp-ts/Either";
import { fail, type Failure } from "../errors.js";
import type { Primitive } from "../ir/primitive.js";
import { typesOf, type Program } from "../ir/program.js";
import { sameType, showType, sizeOf, type ArrayType } from "../ir/type.js";

export interface FusedParams {
  /** Pointwise equations, constants, iotas and broadcasts; every output has the shape of the loop. */
  readonly program: Program;
}

/** The types of a loop's outputs, or how its operands differ from those that its program was made for. */
export function callTypes(
  where: string,
  types: readonly ArrayType[],
  program: Program,
): Either<Failure, readonly ArrayType[]> {
  const wanted = typesOf(program.inputs);
  return types.length === wanted.length && wanted.every((type, i) => sameType(type, types[i] as ArrayType))
    ? right(typesOf(program.outputs))
    : fail({
        code: "check",
        what: `the loop takes (${wanted.map(showType).join(", ")}), but the operands are (${types.map(showType).join(", ")})`,
        where,
        fix: "give it operands of those types",
      });
}

/** One loop over all elements. */
export const fused: Primitive<FusedParams> = {
  name: "fused",
  callsProgram: true,
  opaque: true,
  type: (types, { program }) => callTypes("fused", types, program),
  body: (_, { program }) => program,
  flops: (_, { program }) =>
    program.equations.reduce(
      (total, { outputs }) => total + outputs.reduce((n, { type }) => n + sizeOf(type.shape), 0),
      0,
    ),
};
