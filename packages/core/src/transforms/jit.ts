/** Compilation: a function is recorded once per types and static arguments, and runs as one program. */
import { raise } from "../errors.js";
import { staticKey } from "../ir/key.js";
import type { Var } from "../ir/program.js";
import { sameType, showType } from "../ir/type.js";
import { NDArray } from "../ir/value.js";
import { call } from "../primitives/call.js";
import { bind } from "../trace/bind.js";
import { hooks } from "../trace/hooks.js";
import { Tracer } from "../trace/trace.js";
import { unflatten } from "../trace/tree.js";
import type { Accepts, Arrays } from "../trace/treetypes.js";
import { flattenArrays, type AnyFunction } from "./call.js";
import { positions } from "./grad.js";
import { stage, type Staged } from "./stage.js";

export interface JitOptions {
  /** Arguments that are part of the program: any value; the function is recorded again for each. */
  readonly staticArgnums?: number | readonly number[];
  /** Arguments whose memory may be reused for the results; they no longer exist after the call. */
  readonly donate?: number | readonly number[];
}

/** A jitted function; `stage` gives the program it runs for some arguments. */
export type Jitted<A extends unknown[], R> = ((...args: { [K in keyof A]: Accepts<A[K]> }) => Arrays<R>) & {
  /** The recorded program for these arguments, for printing and cost. */
  readonly staged: (...args: { [K in keyof A]: Accepts<A[K]> }) => Staged["program"];
};

/**
 * Compiles a function on first use for each combination of argument types. Values are not known inside; Python-like control
 * flow on them is a typed error.
 * @example const f = jit((x, n) => np.power(x, n), { staticArgnums: 1 }); f(2, 3) // 8
 */
export function jit<A extends unknown[], R>(f: (...args: A) => R, options: JitOptions = {}): Jitted<A, R> {
  const cache = new Map<string, Staged>();
  const name = typeof f === "function" ? f.name : "";
  const statics = [options.staticArgnums ?? []].flat();
  const donated = [options.donate ?? []].flat();

  /** The last program of a call whose arguments were all arrays: what loops call again and again. */
  let last: Staged | undefined;

  function prepare(args: readonly unknown[]): { leaves: readonly NDArray[]; staged: Staged } {
    if (last !== undefined && hooks.origin === undefined && areOfTypes(args, last))
      return { leaves: args, staged: last };
    const fixed = statics.length === 0 ? [] : positions("jit (staticArgnums)", statics, args.length);
    const dynamic = fixed.length === 0 ? args : args.filter((_, i) => !fixed.includes(i));
    const { leaves, structure } = flattenArrays("jit", dynamic);
    let key = structure.key;
    for (const leaf of leaves) key += showType(leaf.type);
    // A program that was recorded before somebody debugs does not say where its equations come from.
    if (hooks.origin !== undefined) key += "|origins";
    for (const position of fixed) key += `|${staticKey(args[position])}`;
    const known = cache.get(key);
    if (known !== undefined) {
      if (statics.length === 0 && hooks.origin === undefined && args.every((arg) => arg instanceof NDArray))
        last = known;
      return { leaves, staged: known };
    }
    const body = fixed.length === 0 ? f : withStatics(f as AnyFunction, args, fixed);
    const staged = stage(
      "jit",
      body as AnyFunction,
      leaves.map((leaf) => leaf.type),
      structure,
    );
    // What belongs to a trace in progress is not valid for the next call.
    if (!staged.captured.some((value) => value instanceof Tracer)) cache.set(key, staged);
    return { leaves, staged };
  }

  const jitted = (...args: unknown[]): unknown => {
    if (hooks.plain !== undefined) return hooks.plain.call(f as AnyFunction, args, statics);
    const { leaves, staged } = prepare(args);
    const params = {
      program: staged.program,
      name,
      donate: donated.length === 0 ? undefined : donatedLeaves(args, statics, donated),
    };
    const outputs = bind(call, staged.captured.length === 0 ? leaves : [...leaves, ...staged.captured], params);
    return unflatten(staged.structure, outputs);
  };
  Object.defineProperty(jitted, "name", { value: name });
  return Object.assign(jitted, { staged: (...args: unknown[]) => prepare(args).staged.program }) as unknown as Jitted<
    A,
    R
  >;
}

/** Whether the arguments are arrays of just the types that a program was recorded for. */
function areOfTypes(args: readonly unknown[], { program, captured }: Staged): args is readonly NDArray[] {
  const { inputs } = program;
  if (args.length !== inputs.length - captured.length) return false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (!(arg instanceof NDArray) || !sameType(arg.type, (inputs[i] as Var).type)) return false;
  }
  return true;
}

function withStatics(f: AnyFunction, args: readonly unknown[], fixed: readonly number[]): AnyFunction {
  return (...dynamic: never[]) => {
    let next = 0;
    return f(...(args.map((arg, i) => (fixed.includes(i) ? arg : dynamic[next++])) as never[]));
  };
}

/** Positions, among the flat inputs, of the leaves of the donated arguments. */
function donatedLeaves(args: readonly unknown[], statics: readonly number[], donated: readonly number[]): number[] {
  const chosen = positions("jit (donate)", donated, args.length);
  const fixed = positions("jit (staticArgnums)", statics, args.length);
  const both = chosen.find((position) => fixed.includes(position));
  if (both !== undefined)
    raise({ code: "argument", what: `argument ${both} is both static and donated`, where: "jit", fix: "choose one" });
  const result: number[] = [];
  let next = 0;
  args.forEach((arg, position) => {
    if (fixed.includes(position)) return;
    const { leaves } = flattenArrays("jit", arg);
    leaves.forEach(() => {
      if (chosen.includes(position)) result.push(next);
      next++;
    });
  });
  return result;
}
