/** Replaces applications of programs by the programs' equations, nested ones included, so that later passes see one program. */
import { Var, type Equation, type Program } from "../ir/program.js";
import { rewrite, splice, type Pass } from "./pass.js";

const isCall = ({ primitive }: Equation): boolean => primitive.callsProgram === true && primitive.opaque !== true;

/** Whether transforms would treat the application as they treat its program. */
const isPlain = (equation: Equation): boolean =>
  isCall(equation) && equation.primitive.runsRules !== true && equation.primitive.linearize === undefined;

const inlining = (name: string, chosen: (equation: Equation) => boolean): Pass => ({
  name,
  run(program) {
    let current = program;
    while (current.equations.some(chosen))
      current = rewrite(current, (equation, emit) =>
        chosen(equation)
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
});

export const inline: Pass = /* @__PURE__ */ inlining("inline", isCall);

/** Applications with rules of their own stay, for programs that will be transformed further. */
export const inlinePlain: Pass = /* @__PURE__ */ inlining("inlinePlain", isPlain);
