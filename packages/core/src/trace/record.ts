/** Records what a function does as a program. Mutates: the program being recorded. */
import { orThrow, raise } from "../errors.js";
import type { Domain } from "../ir/interpret.js";
import type { Params, Primitive } from "../ir/primitive.js";
import { program, Var, type Equation, type Program } from "../ir/program.js";
import type { ArrayType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { hooks } from "./hooks.js";
import { equationOfArray } from "./literal.js";
import { meaningIn, Tracer, withTrace, type Trace } from "./trace.js";

/** A program and the outer values that it closes over: its last inputs. */
export interface Recorded {
  readonly program: Program;
  readonly captured: readonly NDArray[];
}

/** The domain in which an equation means: write it down. */
export class Recorder implements Domain<Var> {
  readonly equations: Equation[] = [];
  readonly captured = new Map<NDArray, Var>();
  /** What is known of its variables; nothing, as a rule. */
  protected readonly values?: ReadonlyMap<Var, NDArray>;
  constructor(readonly name: string) {}

  typeOf(variable: Var): ArrayType {
    return variable.type;
  }
  lift(value: NDArray): Var {
    let variable = this.captured.get(value);
    if (variable === undefined) this.captured.set(value, (variable = new Var(value.type)));
    return variable;
  }
  apply(primitive: Primitive, inputs: readonly Var[], params: Params): readonly Var[] {
    const types = orThrow(
      primitive.type(
        inputs.map((input) => input.type),
        params,
      ),
    );
    const outputs = types.map((type) => new Var(type));
    this.equations.push({ primitive, inputs, params, outputs, ...(hooks.origin && { origin: hooks.origin(this) }) });
    return outputs;
  }
  outer(variable: Var): NDArray | null {
    return this.values?.get(variable) ?? null;
  }
  finish(inputs: readonly Var[], outputs: readonly Var[]): Recorded {
    return {
      program: program([...inputs, ...this.captured.values()], this.equations, outputs),
      captured: [...this.captured.keys()],
    };
  }
}

/** Records a function of flat arguments, all operations included (those on constants too). */
export function record(
  name: string,
  types: readonly ArrayType[],
  body: (inputs: readonly NDArray[]) => readonly NDArray[],
): Recorded {
  const recorder = new Recorder(name);
  return withTrace(recorder, true, (trace) => {
    const inputs = types.map((type) => new Var(type));
    const outputs = body(inputs.map((input) => new Tracer<Var>(trace, input)));
    return recorder.finish(
      inputs,
      outputs.map((output) => meaningIn(trace, output)),
    );
  });
}

/** Records a function as a program that is complete in itself: arrays that it closes over are written down in it. */
export function recordClosed(
  name: string,
  types: readonly ArrayType[],
  body: (inputs: readonly NDArray[]) => readonly NDArray[],
): Program {
  const { program: open, captured } = record(name, types, body);
  if (captured.length === 0) return open;
  const traced = captured.find((value): value is Tracer => value instanceof Tracer);
  if (traced !== undefined)
    raise({
      code: "escaped-tracer",
      what: `${name} of a program needs a rule that closes over ${String(traced)}`,
      where: name,
      fix: "pass the value as an argument",
    });
  const own = open.inputs.slice(0, types.length);
  const literals = captured.map((array, i) => equationOfArray(array, open.inputs[own.length + i] as Var));
  return program(own, [...literals, ...open.equations], open.outputs);
}

export type RecordTrace = Trace<Var>;
