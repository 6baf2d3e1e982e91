/** Checks a program: every variable bound once and before use, every type as its primitive infers it. */
import { isLeft, right, type Either } from "#fp-ts/Either";
import { fail, type Failure } from "../errors.js";
import { Names, showEquation } from "./print.js";
import { isProgram, typesOf, type Program, type Var } from "./program.js";
import { sameType, showType } from "./type.js";

/** The program itself if it is well formed. Programs in parameters are checked as well. */
export function check(program: Program): Either<Failure, Program> {
  const pending = [program];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    const failure = checkOne(current, pending);
    if (failure !== undefined) return failure;
  }
  return right(program);
}

function checkOne(program: Program, nested: Program[]): Either<Failure, never> | undefined {
  const bound = new Set<Var>();
  const names = new Names();
  const refuse = (what: string, where: string): Either<Failure, never> =>
    fail({
      code: "check",
      what,
      where,
      fix: "programs that are traced or parsed are well formed: look at the pass or the rule that made this one",
    });
  for (const input of program.inputs) {
    if (bound.has(input)) return refuse(`input ${names.of(input)} is bound twice`, "inputs");
    bound.add(input);
    names.of(input);
  }
  for (const equation of program.equations) {
    const text = (): string => showEquation(equation, names).trim();
    for (const input of equation.inputs)
      if (!bound.has(input)) return refuse("a variable is used before it is bound", text());
    const inferred = equation.primitive.type(typesOf(equation.inputs), equation.params);
    if (isLeft(inferred)) return fail({ ...inferred.left, where: text() });
    if (inferred.right.length !== equation.outputs.length)
      return refuse(`${inferred.right.length} results are bound to ${equation.outputs.length} variables`, text());
    for (const [i, output] of equation.outputs.entries()) {
      if (bound.has(output)) return refuse(`variable ${names.of(output)} is bound twice`, text());
      const type = inferred.right[i];
      if (type === undefined || !sameType(type, output.type))
        return refuse(
          `declared ${showType(output.type)}, inferred ${type === undefined ? "nothing" : showType(type)}`,
          text(),
        );
      bound.add(output);
      names.of(output);
    }
    for (const value of Object.values(equation.params)) if (isProgram(value)) nested.push(value);
  }
  for (const output of program.outputs) if (!bound.has(output)) return refuse("an output is not bound", "outputs");
  return undefined;
}
