/** Calls of the user's functions from inside programs, on arrays that exist by then: for results, or for what they do. */
import { right } from "#fp-ts/Either";
import { raise } from "../../errors.js";
import type { BatchArguments, Batched, JointArguments, Primitive } from "../../ir/primitive.js";
import { isInexact, type ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { withDefaultBackend } from "../../trace/device.js";
import { commonBackend } from "../../trace/execute.js";
import { bind } from "../../trace/bind.js";
import { alignBatch } from "../pointwise.js";
import { makePrimitive } from "../define.js";
import { reshape } from "../reshape.js";
import { sequentially } from "./sequentially.js";

/** What a kernel calls: flat arrays in, flat arrays of the types asked for out. */
export type HostFunction = (inputs: readonly NDArray[], types: readonly ArrayType[]) => readonly NDArray[];

/**
 * What a callback is given under vmap: `sequential` and `sequentialUnrolled` call it once per lane; the others once for all lanes,
 * with the lanes along a new axis in front. Arguments that are the same in all lanes then have size 1 there (`expandDims`),
 * are repeated (`broadcastAll`), or have no such axis (`legacyVectorized`).
 */
export type VmapMethod = "sequential" | "sequentialUnrolled" | "expandDims" | "broadcastAll" | "legacyVectorized";
export const VMAP_METHODS: readonly string[] = [
  "sequential",
  "sequentialUnrolled",
  "expandDims",
  "broadcastAll",
  "legacyVectorized",
] satisfies VmapMethod[];

export interface HostParams {
  readonly callback: HostFunction;
  readonly types: readonly ArrayType[];
}

export interface PureCallbackParams extends HostParams {
  readonly vmapMethod: VmapMethod | null;
}

export interface DebugCallbackParams extends HostParams {
  /** Whether the user relies on the order among ordered callbacks. Passes here keep the order of all. */
  readonly ordered: boolean;
}

const onTheirDevice =
  (name: string) =>
  (inputs: readonly NDArray[], { callback, types }: HostParams): readonly NDArray[] =>
    withDefaultBackend(commonBackend({ name }, inputs), () => callback(inputs, types));

function lanesOf({ inputs, batched, size, params }: BatchArguments<PureCallbackParams>): readonly NDArray[] {
  switch (params.vmapMethod) {
    case "expandDims":
      return inputs.map((x, i) => (batched[i] ? x : reshape(x, { shape: [1, ...x.shape] })));
    case "broadcastAll":
      return alignBatch(inputs, batched, size);
    default:
      return inputs;
  }
}

function batchPure(args: BatchArguments<PureCallbackParams>): Batched {
  const { vmapMethod, types } = args.params;
  if (vmapMethod === null)
    return raise({
      code: "missing-rule",
      what: "a pureCallback without vmapMethod is mapped over lanes",
      where: "pureCallback",
      fix: 'say what the callback is to be given: pureCallback(f, result, x, { vmapMethod: "sequential" }) calls it once per lane, "expandDims" once with all lanes',
    });
  if (vmapMethod === "sequential" || vmapMethod === "sequentialUnrolled") return sequentially(pureCallbackCall, args);
  const outputs = bind(pureCallbackCall, lanesOf(args), {
    ...args.params,
    types: types.map(({ dtype, shape }) => ({ dtype, shape: [args.size, ...shape] })),
  });
  return { outputs, batched: outputs.map(() => true) };
}

function withoutDerivative({ inputs, params }: JointArguments<PureCallbackParams>) {
  if (params.types.some(({ dtype }) => isInexact(dtype)))
    raise({
      code: "not-differentiable",
      what: "a host function is differentiated, but nothing is known about its derivative",
      where: "pureCallback",
      fix: "wrap the call in customJvp(f, rule) or customVjp(f, fwd, bwd), whose rules may call the host too, or put stopGradient around the arguments",
    });
  const outputs = bind(pureCallbackCall, inputs, params);
  return { outputs, tangents: outputs.map(() => null) };
}

/** Results of a host function that does nothing else: unused calls may be left out, and equal ones made once. */
export const pureCallbackCall: Primitive<PureCallbackParams> = /* @__PURE__ */ makePrimitive<PureCallbackParams>(
  "pureCallback",
  {
    type: (_, { types }) => right(types),
    callsHost: true,
    eager: /* @__PURE__ */ onTheirDevice("pureCallback"),
    batch: batchPure,
    jointJvp: withoutDerivative,
    linearize: withoutDerivative,
  },
);

/** A host function called for what it does. Derivatives pass it by: it sees primal values, once. */
export const debugCallbackCall: Primitive<DebugCallbackParams> = /* @__PURE__ */ makePrimitive<DebugCallbackParams>(
  "debugCallback",
  {
    type: () => right([]),
    callsHost: true,
    effect: true,
    eager: /* @__PURE__ */ onTheirDevice("debugCallback"),
    batch: (args) => sequentially(debugCallbackCall, args),
    jvp: () => [],
    flops: () => 0,
  },
);
