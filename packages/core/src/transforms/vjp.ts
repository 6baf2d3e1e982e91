/** Reverse mode: linearize while the function runs, then transpose the linear program. See the note "linearize while running". */
import { evaluate } from "./evaluate.js";
import type { Tangent } from "../ir/primitive.js";
import type { Program } from "../ir/program.js";
import { isInexact, type ArrayType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { zerosLike } from "../primitives/constant.js";
import { unflatten, type Structure } from "../trace/tree.js";
import type { Accepts, Arrays } from "../trace/treetypes.js";
import { flattenArguments, runIn, type AnyFunction } from "./call.js";
import { flattenLike, type AuxOption } from "./jvp.js";
import { duals, linearizeDomain, recordLinear, transforms } from "./programs.js";
import { stage } from "./stage.js";
import { backward } from "./transpose.js";

/** A function at a point: its outputs, and the linear program from active tangents to output tangents. */
export interface LinearizedCall {
  readonly inputs: readonly NDArray[];
  readonly active: readonly boolean[];
  readonly outputs: readonly NDArray[];
  readonly structure: Structure;
  readonly aux: unknown;
  readonly linear: Program;
  readonly residuals: readonly NDArray[];
  readonly activeOutputs: readonly boolean[];
}

export function linearizeCall(
  where: string,
  f: AnyFunction,
  inputs: readonly NDArray[],
  argumentStructure: Structure,
  active: readonly boolean[],
  options: AuxOption,
): LinearizedCall {
  let ran: { outputs: readonly NDArray[]; structure: Structure; aux: unknown } | undefined;
  const types: ArrayType[] = inputs.filter((_, i) => active[i]).map((x) => x.type);
  const parts = recordLinear("", types, (tangents) => {
    const result = runIn(linearizeDomain, false, f, duals(inputs, tangents, active), argumentStructure, {
      where,
      ...options,
      auxOut: ({ primal }) => primal,
    });
    ran = { outputs: result.outputs.map(({ primal }) => primal), structure: result.structure, aux: result.aux };
    return result.outputs.map(({ tangent }) => tangent);
  });
  const { outputs, structure, aux } = ran as unknown as { outputs: NDArray[]; structure: Structure; aux: unknown };
  return { inputs, active, outputs, structure, aux, ...parts };
}

/** Cotangents of all inputs (`null` where none flows), from cotangents of all outputs. */
export function pullBack(call: LinearizedCall, cotangents: readonly Tangent[]): Tangent[] {
  const known = [...call.active.filter(Boolean).map(() => null), ...call.residuals];
  const results = backward(
    call.linear,
    known,
    cotangents.filter((_, i) => call.activeOutputs[i]),
    transforms,
  );
  let next = 0;
  return call.active.map((active) => (active ? (results[next++] ?? null) : null));
}

/** Floats and complex numbers have derivatives; others do not take part. */
export const differentiable = (values: readonly NDArray[]): boolean[] => values.map((x) => isInexact(x.dtype));

/**
 * Value of `f` at `primals` (one per argument), and the function that pulls cotangents of the value back to cotangents of
 * the arguments. It may be called many times; the primal work is done once. Integer arguments get zeros.
 * @returns [value, pullback], or [value, pullback, aux] with `hasAux`.
 * @example const [y, pull] = vjp((x) => np.sin(x), [0]); pull(1) // [1]
 */
export function vjp<A extends unknown[], R>(
  f: (...args: A) => R,
  primals: { [K in keyof A]: Accepts<A[K]> },
  options: AuxOption = {},
): [value: Arrays<R>, pullback: (cotangent: Accepts<Arrays<R>>) => { [K in keyof A]: Arrays<A[K]> }, aux?: unknown] {
  const at = flattenArguments("vjp", primals);
  const call = linearizeCall("vjp", f as AnyFunction, at.leaves, at.structure, differentiable(at.leaves), options);
  const value = unflatten(call.structure, call.outputs) as Arrays<R>;
  const pullback = (cotangent: unknown): { [K in keyof A]: Arrays<A[K]> } => {
    const results = pullBack(call, flattenLike("vjp", "cotangent", cotangent, call.outputs, call.structure));
    return unflatten(
      at.structure,
      results.map((x, i) => x ?? zerosLike(at.leaves[i] as NDArray)),
    ) as { [K in keyof A]: Arrays<A[K]> };
  };
  return options.hasAux === true ? [value, pullback, call.aux] : [value, pullback];
}

/**
 * Value of `f` at `primals`, and its derivative there as a linear function of tangents, which may be called many times.
 * @example const [y, push] = linearize((x) => np.square(x), [3]); push(1) // 6
 */
export function linearize<A extends unknown[], R>(
  f: (...args: A) => R,
  primals: { [K in keyof A]: Accepts<A[K]> },
  options: AuxOption = {},
): [value: Arrays<R>, push: (...tangents: { [K in keyof A]: Accepts<A[K]> }) => Arrays<R>, aux?: unknown] {
  const at = flattenArguments("linearize", primals);
  const call = linearizeCall(
    "linearize",
    f as AnyFunction,
    at.leaves,
    at.structure,
    differentiable(at.leaves),
    options,
  );
  const push = (...tangents: unknown[]): Arrays<R> => {
    const along = flattenLike("linearize", "tangent", tangents, at.leaves, at.structure);
    const results = evaluate(call.linear, [...along.filter((_, i) => call.active[i]), ...call.residuals]);
    let next = 0;
    return unflatten(
      call.structure,
      call.outputs.map((y, i) => (call.activeOutputs[i] ? (results[next++] as NDArray) : zerosLike(y))),
    ) as Arrays<R>;
  };
  const value = unflatten(call.structure, call.outputs) as Arrays<R>;
  return options.hasAux === true ? [value, push, call.aux] : [value, push];
}

/**
 * Transpose of a function that is linear in its arguments; the primals give only types.
 * @returns a function from a cotangent of the result to cotangents of the arguments.
 * @example linearTranspose((x) => np.multiply(x, 3), [1])(2) // [6]
 */
export function linearTranspose<A extends unknown[], R>(
  f: (...args: A) => R,
  primals: { [K in keyof A]: Accepts<A[K]> },
): (cotangent: Accepts<Arrays<R>>) => { [K in keyof A]: Arrays<A[K]> } {
  const at = flattenArguments("linearTranspose", primals);
  const traced = stage(
    "linearTranspose",
    f as AnyFunction,
    at.leaves.map((x) => x.type),
    at.structure,
  );
  return (cotangent) => {
    const cts = flattenLike("linearTranspose", "cotangent", cotangent, traced.program.outputs, traced.structure);
    const known = [...at.leaves.map(() => null), ...traced.captured];
    const results = backward(traced.program, known, cts, transforms).slice(0, at.leaves.length);
    return unflatten(
      at.structure,
      results.map((x, i) => x ?? zerosLike(at.leaves[i] as NDArray)),
    ) as { [K in keyof A]: Arrays<A[K]> };
  };
}
