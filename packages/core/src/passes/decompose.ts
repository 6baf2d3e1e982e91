/** Writes primitives that a backend has no kernel for in terms of those it has. */
import { left, right, type Either } from "#fp-ts/Either";
import type { Failure } from "../errors.js";
import { typesOf, Var, type Equation, type Program } from "../ir/program.js";
import { inline } from "./inline.js";
import { rewrite, splice } from "./pass.js";

/** How a primitive's body is looked up (remembered per types and parameters). */
export type BodyOf = (equation: Equation) => Program | undefined;

/** The program with supported equations only, or which primitive is missing. */
export function decompose(backend: string, supports: (equation: Equation) => boolean, bodyOf: BodyOf) {
  return (program: Program): Either<Failure, Program> => {
    let current = program;
    for (;;) {
      const open = current.equations.filter((equation) => !supports(equation));
      if (open.length === 0) return right(current);
      const missing = open.find((equation) => bodyOf(equation) === undefined);
      if (missing !== undefined)
        return left({
          code: "missing-kernel",
          what: `backend ${backend} has no kernel for ${missing.primitive.name} (${typesOf(missing.inputs)
            .map((type) => type.dtype)
            .join(", ")})`,
          where: missing.primitive.name,
          fix: `give ${missing.primitive.name} a body in terms of other primitives, or a kernel: kernels: { "${backend}": … }`,
        });
      current = inline.run(
        rewrite(current, (equation, emit) => {
          const body = supports(equation) ? undefined : bodyOf(equation);
          return body === undefined
            ? undefined
            : splice(body, equation.inputs, emit, (variable) => new Var(variable.type));
        }),
      );
    }
  };
}
