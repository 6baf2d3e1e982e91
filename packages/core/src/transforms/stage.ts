/** Staging: a user's function as a program, from types alone. */
import { typesOf, Var, type Program } from "../ir/program.js";
import type { ArrayType } from "../ir/type.js";
import { NDArray, type TypedArray } from "../ir/value.js";
import { raise } from "../errors.js";
import { isStaging, KnownRecorder } from "../trace/known.js";
import { Recorder } from "../trace/record.js";
import { unflatten, type Structure } from "../trace/tree.js";
import type { Accepts, MapLeaves } from "../trace/treetypes.js";
import { flattenArrays, runIn, type AnyFunction } from "./call.js";

/** A recorded function: its program, what it closes over, and the structure of its result. */
export interface Staged {
  readonly program: Program;
  readonly captured: readonly NDArray[];
  readonly structure: Structure;
}

/** Runs the function in a recorder. */
function stageIn(recorder: Recorder, f: AnyFunction, inputs: readonly Var[], structure: Structure): Staged {
  const ran = runIn(recorder, true, f, inputs, structure, { where: recorder.name });
  return { ...recorder.finish(inputs, ran.outputs), structure: ran.structure };
}

export const stage = (name: string, f: AnyFunction, types: readonly ArrayType[], structure: Structure): Staged =>
  stageIn(
    new Recorder(name),
    f,
    types.map((type) => new Var(type)),
    structure,
  );

/** The same at values: where they are known, host code may read them, and the program is good for these values only. */
export function stageAt(name: string, f: AnyFunction, leaves: readonly NDArray[], structure: Structure): Staged {
  if (isStaging())
    return stage(
      name,
      f,
      leaves.map((leaf) => leaf.type),
      structure,
    );
  const recorder = new KnownRecorder(name);
  return stageIn(
    recorder,
    f,
    leaves.map((leaf) => recorder.given(leaf)),
    structure,
  );
}

/** An array that has a type only: enough for `trace` and `evalShape`. */
export class TypeOnly extends NDArray {
  constructor(readonly type: ArrayType) {
    super();
  }
  private refuse(): never {
    return raise({
      code: "unknown-value",
      what: `an array of type only has no elements`,
      fix: "use it with trace, evalShape or cost, and real arrays elsewhere",
    });
  }
  override data(): Promise<TypedArray> {
    return this.refuse();
  }
  override dataSync(): TypedArray {
    return this.refuse();
  }
  override item(): number {
    return this.refuse();
  }
}

/** A type in place of an array, for functions that only look at types. */
export const shapeDtype = (shape: readonly number[], dtype: ArrayType["dtype"] = "float32"): NDArray =>
  new TypeOnly({ shape, dtype });

/**
 * The program that a function is, for arguments of the given types. Arrays it closes over become its last inputs.
 * @example String(print(trace((x) => np.sin(x))(1))) // "(a: f32[]) =>\n  b: f32[] = sin a\n  (b)"
 */
export const trace =
  <A extends unknown[]>(f: (...args: A) => unknown) =>
  (...args: Accepts<A> extends unknown[] ? Accepts<A> : never): Program => {
    const { leaves, structure } = flattenArrays("trace", args);
    return stage(
      "trace",
      f as AnyFunction,
      leaves.map((leaf) => leaf.type),
      structure,
    ).program;
  };

/**
 * Types of a function's result, without running it.
 * @example evalShape((x) => np.sum(x), shapeDtype([1e6])) // { shape: [], dtype: "float32" }
 */
export function evalShape<A extends unknown[], R>(
  f: (...args: A) => R,
  ...args: { [K in keyof A]: Accepts<A[K]> }
): MapLeaves<R, ArrayType> {
  const { leaves, structure } = flattenArrays("evalShape", args);
  const staged = stage(
    "evalShape",
    f as AnyFunction,
    leaves.map((leaf) => leaf.type),
    structure,
  );
  return unflatten(staged.structure, typesOf(staged.program.outputs)) as MapLeaves<R, ArrayType>;
}
