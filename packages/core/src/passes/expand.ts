/** Writes out what its parameters ask to be written out: loops of several steps per turn. */
import { typesOf, Var, type Equation, type Program } from "../ir/program.js";
import { inline } from "./inline.js";
import { rewrite, splice, type Pass } from "./pass.js";

const written = ({ primitive, inputs, params }: Equation): Program | undefined =>
  primitive.expand?.(typesOf(inputs), params);

export const expand: Pass = {
  name: "expand",
  run(program) {
    let changed = false;
    const expanded = rewrite(program, (equation, emit) => {
      const whole = written(equation);
      if (whole === undefined) return undefined;
      changed = true;
      return splice(whole, equation.inputs, emit, (variable) => new Var(variable.type));
    });
    return changed ? expand.run(inline.run(expanded)) : program;
  },
};
