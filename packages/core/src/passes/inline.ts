/** Replaces applications of programs by the programs' equations, nested ones included, so that later passes see one program. */
import { Var, type Equation, type Program } from "../ir/program.js";
import { rewrite, splice, type Pass } from "./pass.js";

export const inline: Pass = {
  name: "inline",
  run(program) {
    let current = program;
    while (current.equations.some(isCall))
      current = rewrite(current, (equation, emit) =>
        isCall(equation)
          ? splice(
              (equation.params as { program: Program }).program,
              equation.inputs,
              emit,
              (variable) => new Var(variable.type),
            )
          : undefined,
      );
    return current;
  },
};

const isCall = ({ primitive }: Equation): boolean => primitive.callsProgram === true && primitive.opaque !== true;
