/**
 * Moves reshapes of what reductions give behind pointwise equations, which do not mind the shape: f(reshape x) is reshape (f x).
 * A mean that keeps its axes (shape [n, 1]) is then computed where the sum is (shape [n]), and reshapes meet, and undo each other.
 * Other reshapes stay: to move them could put two loops where one was, and those of reductions are short.
 */
import { Var, type Equation } from "../ir/program.js";
import { sameShape, type Shape } from "../ir/type.js";
import { constantsOf } from "./fold.js";
import { rewrite, type Pass } from "./pass.js";

export const sinkReshapes: Pass = {
  name: "sinkReshapes",
  run(program) {
    const constants = constantsOf();
    const reshapes = new Map<Var, Equation>();
    /** Results of reductions, and what is computed of them. */
    const reduced = new Set<Var>();
    return rewrite(program, (equation, emit) => {
      constants.note(equation);
      if (equation.primitive.reduces !== undefined) reduced.add(equation.outputs[0] as Var);
      const [operand] = equation.inputs;
      if (equation.primitive.keepsOrder === true && (reshapes.has(operand as Var) || reduced.has(operand as Var)))
        reshapes.set(equation.outputs[0] as Var, equation);
      if (equation.primitive.scalar === undefined) return undefined;
      if (equation.inputs.length > 0 && equation.inputs.every((input) => reduced.has(input) || constants.of(input)))
        for (const output of equation.outputs) reduced.add(output);
      const reshape = equation.inputs.map((input) => reshapes.get(input)).find((found) => found !== undefined);
      if (reshape === undefined) return undefined;
      const { shape } = rootOf(reshape.outputs[0] as Var, reshapes).type;
      const before = equation.inputs.map((input) => beforeReshape(input, shape, reshapes, constants.of(input)));
      if (before.some((operand) => operand === undefined)) return undefined;
      const inputs = before.map((operand) => {
        const { variable, moved } = operand as Operand;
        if (moved !== undefined) {
          emit(moved);
          constants.note(moved);
        }
        return variable;
      });
      const outputs = equation.outputs.map(({ type }) => new Var({ ...type, shape }));
      emit({ ...equation, inputs, outputs });
      return outputs.map((output, i) => {
        reduced.add(output);
        const result = new Var((equation.outputs[i] as Var).type);
        const back = { primitive: reshape.primitive, params: reshape.params, inputs: [output], outputs: [result] };
        emit(back);
        reshapes.set(result, back);
        return result;
      });
    });
  },
};

/** What a variable is a reshape of, after any number of them. */
function rootOf(variable: Var, reshapes: ReadonlyMap<Var, Equation>): Var {
  let root = variable;
  for (let next = reshapes.get(root); next !== undefined; next = reshapes.get(root)) root = next.inputs[0] as Var;
  return root;
}

interface Operand {
  readonly variable: Var;
  /** The equation that makes it, where there is none yet. */
  readonly moved?: Equation;
}

/** The operand in the shape before the reshape, if it is at hand. */
function beforeReshape(
  input: Var,
  shape: Shape,
  reshapes: ReadonlyMap<Var, Equation>,
  constant: Equation | undefined,
): Operand | undefined {
  const root = rootOf(input, reshapes);
  if (root !== input) return sameShape(root.type.shape, shape) ? { variable: root } : undefined;
  if (constant === undefined) return undefined;
  const variable = new Var({ ...input.type, shape });
  return {
    variable,
    moved: { primitive: constant.primitive, inputs: [], params: { ...constant.params, shape }, outputs: [variable] },
  };
}
