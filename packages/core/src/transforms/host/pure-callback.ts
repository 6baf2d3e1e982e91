/** Host functions as part of programs: a function of concrete arrays that returns arrays and does nothing else. */
import type { ArrayType, DType, Shape } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { pureCallbackCall, VMAP_METHODS, type HostFunction, type VmapMethod } from "../../primitives/host/host.js";
import { requireFunction } from "../../trace/asarray.js";
import { bind } from "../../trace/bind.js";
import { allowHostCalls } from "../../trace/host-calls.js";
import { unflatten, type Structure } from "../../trace/tree.js";
import type { LeafLike } from "../../trace/treetypes.js";
import { flattenArrays, type AnyFunction } from "../call.js";
import { splitOptions } from "./arguments.js";
import { hostResults, typesAsLeaves } from "./results.js";

export interface PureCallbackOptions {
  /** What the callback is given under vmap; without it, vmap is a typed error. */
  readonly vmapMethod?: VmapMethod;
}

/** The tree of results with arrays at its leaves. */
export type HostResults<T> = T extends { readonly dtype: DType; readonly shape: Shape }
  ? NDArray
  : T extends LeafLike
    ? NDArray
    : T extends object
      ? { -readonly [K in keyof T]: HostResults<T[K]> }
      : T;

const flatFunctions = new WeakMap<AnyFunction, Map<string, HostFunction>>();

/** One flat function for a user's function between trees of these structures, so that equal calls are seen to be equal. */
function flatFunction(f: AnyFunction, args: Structure, result: Structure): HostFunction {
  let table = flatFunctions.get(f);
  if (table === undefined) flatFunctions.set(f, (table = new Map()));
  const key = `${args.key}|${result.key}`;
  let flat = table.get(key);
  if (flat === undefined) {
    flat = (inputs, types) => hostResults("pureCallback", f(...(unflatten(args, inputs) as never[])), result, types);
    Object.defineProperty(flat, "name", { value: f.name });
    table.set(key, flat);
  }
  return flat;
}

const isMethod = (value: unknown): value is VmapMethod => VMAP_METHODS.includes(value as string);

/**
 * Calls `f` with concrete arrays, from inside jitted programs, loops and branches as well. The program may call it once, several
 * times or not at all for each time it is written, so it must give equal results for equal arguments and do nothing else: `debug.callback`
 * is for what acts. It may run jitted functions itself. An error that it throws arrives unchanged.
 * @param resultShapeDtypes tree of types: `shapeDtype(shape, dtype)`, what `evalShape` gives, or arrays like the results
 * @param args trees of arrays; the last may be options, `{ vmapMethod }`: one of `sequential` (once per lane), `expandDims`, `broadcastAll`,
 * `legacyVectorized` (once for all lanes, which lie along a new axis in front)
 * @throws StructureError, ShapeError, DTypeError if the result is not what was promised; DifferentiationError under differentiation: wrap it in
 * customJvp or customVjp
 * @example jit((x) => pureCallback((y) => Math.hypot(...y.dataSync()), shapeDtype([]), x))(np.array([3, 4])) // 5
 */
export function pureCallback<R>(f: AnyFunction, resultShapeDtypes: R, ...args: readonly unknown[]): HostResults<R> {
  requireFunction("pureCallback", f);
  const { args: given, option } = splitOptions("pureCallback", args, "vmapMethod", isMethod, VMAP_METHODS.join(", "));
  const inputs = flattenArrays("pureCallback", given);
  const results = flattenArrays("pureCallback (resultShapeDtypes)", typesAsLeaves(resultShapeDtypes));
  const types: readonly ArrayType[] = results.leaves.map(({ type }) => type);
  allowHostCalls();
  const outputs = bind(pureCallbackCall, inputs.leaves, {
    callback: flatFunction(f, inputs.structure, results.structure),
    types,
    vmapMethod: option ?? null,
  });
  return unflatten(results.structure, outputs) as HostResults<R>;
}
