/** Gradients of scalar functions, with respect to chosen arguments. */
import { raise } from "../errors.js";
import { isFloat, isInexact, showType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { onesLike, zerosLike } from "../primitives/constant.js";
import { unflatten } from "../trace/tree.js";
import type { Accepts, Arrays } from "../trace/treetypes.js";
import { flattenArrays, type AnyFunction } from "./call.js";
import { gradientByElement } from "./space/registry.js";
import { linearizeCall, pullBack, type LinearizedCall } from "./vjp.js";

export interface GradOptions {
  /** Which arguments to differentiate with respect to: a position, or a list of them. The first if not given. */
  readonly argnums?: number | readonly number[];
  /** The function returns [value, aux]; aux is returned beside the result. */
  readonly hasAux?: boolean;
  /** Integer arguments are allowed and get a zero gradient. */
  readonly allowInt?: boolean;
}

/** Positions counted from the front, checked against the number of arguments. */
export function positions(where: string, argnums: number | readonly number[], count: number): number[] {
  return [argnums].flat().map((n) => {
    const position = n < 0 ? n + count : n;
    if (Number.isInteger(position) && position >= 0 && position < count) return position;
    return raise({
      code: "argument",
      what: `argnums names argument ${n}, but the function was called with ${count}`,
      where,
      fix: `use positions from 0 to ${count - 1}`,
    });
  });
}

/** Arguments as flat arrays, with which of them are asked for. */
export function chooseArguments(
  where: string,
  args: readonly unknown[],
  argnums: number | readonly number[],
  allowInt: boolean,
) {
  const chosen = positions(where, argnums, args.length);
  const flat = args.map((arg) => flattenArrays(where, arg));
  const whole = flattenArrays(where, args);
  const active = flat.flatMap(({ leaves }, position) =>
    leaves.map((leaf) => chosen.includes(position) && isInexact(leaf.dtype)),
  );
  for (const position of chosen)
    for (const leaf of flat[position]?.leaves ?? [])
      if (!isInexact(leaf.dtype) && !allowInt)
        raise({
          code: "dtype",
          what: `${where} with respect to argument ${position}, which is ${showType(leaf.type)}: only floats have derivatives`,
          where,
          fix: "convert it with x.astype('float32'), choose other argnums, or set allowInt for a zero gradient",
        });
  return { chosen, flat, whole, active };
}

export function requireScalar(where: string, call: Pick<LinearizedCall, "outputs" | "structure">): NDArray {
  const [value] = call.outputs;
  if (
    call.outputs.length === 1 &&
    value !== undefined &&
    value.ndim === 0 &&
    isFloat(value.dtype) &&
    call.structure.kind === "leaf"
  )
    return value;
  const got =
    call.structure.kind === "leaf" && value !== undefined
      ? showType(value.type)
      : `a tree of ${call.outputs.length} arrays`;
  return raise({
    code: value !== undefined && value.ndim === 0 ? "dtype" : "shape",
    what: `${where} needs a function with one real scalar result, got ${got}`,
    where,
    fix: "reduce the result (np.sum), return [loss, aux] with hasAux, or use jacrev or vjp",
  });
}

type Chosen<A extends unknown[], N> = N extends readonly number[]
  ? { [I in keyof N]: N[I] extends keyof A ? Arrays<A[N[I]]> : Arrays<A[number]> }
  : N extends keyof A
    ? Arrays<A[N]>
    : Arrays<A[0]>;

type Args<A extends unknown[]> = { [K in keyof A]: Accepts<A[K]> };

function evaluateGradient(where: string, f: AnyFunction, options: GradOptions, args: readonly unknown[]) {
  const argnums = options.argnums ?? 0;
  const byElement = gradientByElement?.(where, f, options, args);
  if (byElement !== undefined) return byElement;
  const { chosen, flat, whole, active } = chooseArguments(where, args, argnums, options.allowInt === true);
  const call = linearizeCall(where, f, whole.leaves, whole.structure, active, options);
  const value = requireScalar(where, call);
  const cotangents = pullBack(call, [onesLike(value)]);
  let next = 0;
  const trees = flat.map(({ leaves, structure }) => {
    const own = cotangents.slice(next, (next += leaves.length));
    return () =>
      unflatten(
        structure,
        leaves.map((leaf, i) => own[i] ?? zerosLike(leaf)),
      );
  });
  const gradients = chosen.map((position) => trees[position]?.());
  return { value, aux: call.aux, gradient: typeof argnums === "number" ? gradients[0] : gradients };
}

/**
 * The value of a scalar function together with its gradient.
 * @returns a function to [value, gradient], or [[value, aux], gradient] with `hasAux`.
 * @example valueAndGrad((x) => np.square(x))(3) // [9, 6]
 */
export function valueAndGrad<A extends unknown[], const N extends number | readonly number[] = 0>(
  f: (...args: A) => NDArray,
  options?: GradOptions & { argnums?: N; hasAux?: false },
): (...args: Args<A>) => [NDArray, Chosen<A, N>];
export function valueAndGrad<A extends unknown[], X, const N extends number | readonly number[] = 0>(
  f: (...args: A) => readonly [NDArray, X],
  options: GradOptions & { argnums?: N; hasAux: true },
): (...args: Args<A>) => [[NDArray, X], Chosen<A, N>];
export function valueAndGrad(f: AnyFunction, options: GradOptions = {}) {
  return (...args: unknown[]): unknown => {
    const { value, aux, gradient } = evaluateGradient("valueAndGrad", f, options, args);
    return [options.hasAux === true ? [value, aux] : value, gradient];
  };
}

/**
 * The gradient of a scalar function: same trees and types as the arguments chosen by `argnums`.
 * @returns a function to the gradient, or [gradient, aux] with `hasAux`.
 * @example grad((x) => np.square(x))(3) // 6
 */
export function grad<A extends unknown[], const N extends number | readonly number[] = 0>(
  f: (...args: A) => NDArray,
  options?: GradOptions & { argnums?: N; hasAux?: false },
): (...args: Args<A>) => Chosen<A, N>;
export function grad<A extends unknown[], X, const N extends number | readonly number[] = 0>(
  f: (...args: A) => readonly [NDArray, X],
  options: GradOptions & { argnums?: N; hasAux: true },
): (...args: Args<A>) => [Chosen<A, N>, X];
export function grad(f: AnyFunction, options: GradOptions = {}) {
  return (...args: unknown[]): unknown => {
    const { aux, gradient } = evaluateGradient("grad", f, options, args);
    return options.hasAux === true ? [gradient, aux] : gradient;
  };
}
