/** Folds what is known before anything runs: rearranged constants, and operations that give back an operand. */
import { Var, type Equation } from "../ir/program.js";
import { sameType } from "../ir/type.js";
import { rewrite, type Pass } from "./pass.js";

/** The value that all elements share, of variables bound to constants. */
export const constantsOf = (): { note(equation: Equation): void; of(variable: Var): Equation | undefined } => {
  const constants = new Map<Var, Equation>();
  return {
    note: (equation) => {
      if (equation.inputs.length === 0 && "value" in equation.params && equation.outputs[0] !== undefined)
        constants.set(equation.outputs[0], equation);
    },
    of: (variable) => constants.get(variable),
  };
};

/** A constant that is only moved (reshaped, repeated, …) is a constant. */
export const fold: Pass = {
  name: "fold",
  run(program) {
    const constants = constantsOf();
    return rewrite(program, (equation, emit) => {
      constants.note(equation);
      const [source] = equation.inputs;
      const [output] = equation.outputs;
      const constant = source === undefined ? undefined : constants.of(source);
      if (
        equation.primitive.movesElements !== true ||
        constant === undefined ||
        output === undefined ||
        equation.inputs.length !== 1
      )
        return undefined;
      const { dtype, shape } = output.type;
      const moved = {
        primitive: constant.primitive,
        inputs: [],
        params: { ...constant.params, dtype, shape },
        outputs: [new Var(output.type)],
      };
      emit(moved);
      constants.note(moved);
      return moved.outputs;
    });
  },
};

/** An operation that its primitive knows to give back one of its operands unchanged is that operand. */
export const simplify: Pass = {
  name: "simplify",
  run(program) {
    const constants = constantsOf();
    return rewrite(program, (equation) => {
      constants.note(equation);
      const { primitive, inputs, params, outputs } = equation;
      if (primitive.sameAs === undefined) return undefined;
      const values = inputs.map((input) => (constants.of(input)?.params as { value?: number } | undefined)?.value);
      const index = primitive.sameAs({ values, types: inputs.map((input) => input.type), params });
      const operand = index === undefined ? undefined : inputs[index];
      const [output] = outputs;
      return operand !== undefined && output !== undefined && sameType(operand.type, output.type)
        ? [operand]
        : undefined;
    });
  },
};

/** Two applications of a primitive in a row that its primitive knows to do in one: reshapes, transposes. */
export const compose: Pass = {
  name: "compose",
  run(program) {
    const definition = new Map<Var, Equation>();
    return rewrite(program, (equation, emit) => {
      const { primitive, inputs, params, outputs } = equation;
      const [source] = inputs.map((input) => definition.get(input));
      if (
        primitive.compose === undefined ||
        source === undefined ||
        source.primitive !== primitive ||
        inputs.length !== 1
      ) {
        for (const output of outputs) definition.set(output, equation);
        return undefined;
      }
      const whole = {
        primitive,
        inputs: source.inputs,
        params: primitive.compose(source.params, params),
        outputs: outputs.map(({ type }) => new Var(type)),
      };
      emit(whole);
      for (const output of whole.outputs) definition.set(output, whole);
      return whole.outputs;
    });
  },
};
