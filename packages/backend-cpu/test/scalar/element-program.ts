/** Runs programs of pointwise equations on single elements, so that rules can be tested without a backend. */
import { specialFunctions } from "../../src/scalar/special/index.js";
import {
  bind,
  recordClosed,
  zerosLike,
  type DType,
  type NDArray,
  type Params,
  type Primitive,
  type Program,
  type Tangent,
  type Var,
} from "@fluxion/core";
import { evaluateScalar } from "../../src/scalar/steps.js";

/** A function of numbers, one for each input of a program of scalars. */
export function elementFunction(program: Program): (...xs: number[]) => number[] {
  const steps = program.equations.map(({ primitive, inputs, params, outputs }) => {
    if (primitive.name === "constant") {
      const { value, dtype } = params as { value: number; dtype: DType };
      return { f: evaluateScalar((s) => () => s.lit(value, dtype), [], {}, specialFunctions), inputs, outputs };
    }
    if (primitive.scalar === undefined) throw new Error(`${primitive.name} is not pointwise`);
    return {
      f: evaluateScalar(
        primitive.scalar,
        inputs.map((x) => x.type.dtype),
        params,
        specialFunctions,
      ),
      inputs,
      outputs,
    };
  });
  return (...xs) => {
    const environment = new Map<Var, number>(program.inputs.map((variable, i) => [variable, xs[i] as number]));
    const read = (variable: Var): number => environment.get(variable) as number;
    for (const { f, inputs, outputs } of steps) {
      const results = f(...inputs.map(read));
      outputs.forEach((variable, i) => environment.set(variable, results[i] as number));
    }
    return program.outputs.map(read);
  };
}

const scalarTypes = (dtypes: readonly DType[]) => dtypes.map((dtype) => ({ dtype, shape: [] }));

/** The value, as a function of numbers. */
export const valueOf = <P extends Params>(primitive: Primitive<P>, dtypes: readonly DType[], params: P) =>
  elementFunction(recordClosed("value", scalarTypes(dtypes), (inputs) => bind(primitive, inputs, params)));

/** The tangent by the hand-written rule, as a function of (primals, tangents); those not `active` have symbolic zeros. */
export const tangentOf = <P extends Params>(
  primitive: Primitive<P>,
  dtypes: readonly DType[],
  params: P,
  active: readonly boolean[],
) =>
  elementFunction(
    recordClosed("tangent", scalarTypes([...dtypes, ...dtypes]), (variables) => {
      const inputs = variables.slice(0, dtypes.length);
      const tangents = variables.slice(dtypes.length).map((t, i): Tangent => (active[i] === true ? t : null));
      const outputs = bind(primitive, inputs, params);
      const pushed = primitive.jvp?.({ inputs, outputs, tangents, params, transforms: undefined as never });
      return [pushed?.[0] ?? zerosLike(outputs[0] as NDArray)];
    }),
  );
