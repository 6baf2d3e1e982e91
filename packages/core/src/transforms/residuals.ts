/** What reverse mode keeps between the primal and the adjoint program, and where each part of it comes from. */
import { Names, showEquation } from "../ir/print.js";
import { isProgram, type Equation, type Program, type Var } from "../ir/program.js";
import { bytesOf, type ArrayType, type DType, type Shape } from "../ir/type.js";
import { hooks } from "../trace/hooks.js";
import { originOf } from "../trace/origins.js";
import type { Accepts } from "../trace/treetypes.js";
import type { AnyFunction } from "./call.js";
import { halves, residualNames, stageFor, type Halves } from "./explain.js";

export interface Residual {
  readonly type: ArrayType;
  readonly shape: Shape;
  readonly dtype: DType;
  readonly bytes: number;
  /** An argument, a value named with checkpointName, or what an equation gives. */
  readonly kind: "argument" | "named" | "equation";
  /** The name, of named values. */
  readonly name?: string;
  /** "argument a: f32[2]", or the equation that computed it; for what loops and calls give, the equation inside. */
  readonly from: string;
  /** The user's line, where the engine's stack shows it. */
  readonly source?: string;
}

/** Where a variable comes from, in words and by its equation. */
interface Source {
  readonly text: string;
  readonly equation?: Equation;
}

/** The program whose outputs are the equation's, one for one: the body of a loop, what is called. */
function programWithin({ params, outputs }: Equation): Program | undefined {
  const { program } = params as { program?: unknown };
  return isProgram(program) && program.outputs.length === outputs.length ? program : undefined;
}

/** What binds the variables of a program. */
function sourcesIn(program: Program): Map<Var, Source> {
  const names = new Names();
  const sources = new Map<Var, Source>(
    program.inputs.map((input) => [input, { text: `argument ${names.bind(input)}` }]),
  );
  for (const equation of program.equations) {
    const within = programWithin(equation);
    const inner = within && sourcesIn(within);
    const text = inner === undefined ? showEquation(equation, names).trim() : "";
    equation.outputs.forEach((output, i) => {
      const source = inner?.get((within as Program).outputs[i] as Var);
      if (source === undefined) sources.set(output, { text, equation });
      else {
        names.bind(output);
        sources.set(output, {
          text: `${equation.primitive.name}: ${source.text}`,
          equation: { ...equation, ...source.equation, origin: source.equation?.origin ?? equation.origin } as Equation,
        });
      }
    });
  }
  return sources;
}

const keptBetween = (split: Halves): Var[] => {
  const read = new Set(split.adjoint.equations.flatMap(({ inputs }) => inputs));
  const outputs = new Set(split.adjoint.outputs);
  // Constants are made anew where they are needed.
  const free = new Set(
    split.primal.equations
      .filter(({ primitive, inputs }) => primitive.freeInLoop === true && inputs.length === 0)
      .flatMap((equation) => equation.outputs),
  );
  return [
    ...new Set(
      [...residualNames(split)]
        .filter(([residual]) => read.has(residual) || outputs.has(residual))
        .map(([, variable]) => variable)
        .filter((variable) => !free.has(variable)),
    ),
  ];
};

/**
 * What reverse mode keeps between the primal and the adjoint program of a function, at arguments of these types: shapes,
 * bytes, and where each comes from. Calls and loops are looked into: what a scan stacks is said by the equation of its body.
 * @example savedResiduals((x) => np.sin(x).mul(2))(np.ones([3])).map(({ bytes, from }) => [bytes, from]) // [[12, "c: f32[3] = cos a"]]
 */
export const savedResiduals =
  <A extends unknown[]>(f: (...args: A) => unknown) =>
  (...args: { [K in keyof A]: Accepts<A[K]> }): Residual[] => {
    const before = hooks.origin;
    hooks.origin = originOf;
    try {
      const split = halves(stageFor("savedResiduals", f as AnyFunction, args));
      const sources = sourcesIn(split.primal);
      return keptBetween(split).map((variable) => describe(variable, sources.get(variable)));
    } finally {
      hooks.origin = before;
    }
  };

function describe({ type }: Var, source: Source = { text: "constant" }): Residual {
  const { equation, text } = source;
  const name = equation?.primitive.names?.(equation.params);
  const line = equation?.origin?.line;
  return {
    type,
    shape: type.shape,
    dtype: type.dtype,
    bytes: bytesOf(type),
    kind: name !== undefined ? "named" : equation === undefined ? "argument" : "equation",
    ...(name !== undefined && { name }),
    from: text,
    ...(line !== undefined && { source: line }),
  };
}
