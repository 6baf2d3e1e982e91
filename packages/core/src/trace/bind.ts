/** Applies a primitive: in the innermost trace that is concerned, or on a device if none is. */
import { NO_PARAMS } from "../ir/key.js";
import type { Params, Primitive } from "../ir/primitive.js";
import type { NDArray } from "../ir/value.js";
import { DeviceArray, withDefaultBackend } from "./device.js";
import { execute } from "./execute.js";
import { checkOpen, meaningIn, openTraces, released, suspended, Tracer, type Trace } from "./trace.js";

/** The innermost open trace that stages everything, owns an input, or has lanes that a program among the parameters talks to. */
function concernedTrace(inputs: readonly NDArray[], params: Params = NO_PARAMS): Trace | undefined {
  const traces = openTraces();
  for (let i = traces.length - 1; i >= 0; i--) {
    const trace = traces[i] as Trace;
    if (trace.staging) return trace;
    if (trace.suspended) continue;
    for (const input of inputs) if (input instanceof Tracer && input.trace === trace) return trace;
    if (trace.domain.axis?.concerns(params) === true) return trace;
  }
  return undefined;
}

export function bind<P extends Params>(
  primitive: Primitive<P>,
  inputs: readonly NDArray[],
  given: P,
): readonly NDArray[] {
  const params = given ?? (NO_PARAMS as P);
  const trace = concernedTrace(inputs, params);
  if (trace !== undefined) {
    const meanings = inputs.map((input) => meaningIn(trace, input));
    const apply = (): readonly unknown[] => trace.domain.apply(primitive as Primitive, meanings, params);
    const results = primitive.runsRules === true && !trace.staging ? suspended(trace, apply) : apply();
    return results.map((meaning) => new Tracer(trace, meaning));
  }
  const values = inputs.map(released);
  for (const value of values) if (value instanceof Tracer) checkOpen(value);
  return execute(primitive as Primitive, values, params);
}

/**
 * Applies an operation across lanes: in the trace that is concerned with its operands or in the vmap it names, whichever is
 * further inside.
 */
export function bindAcross<P extends Params & { readonly axisName: string }>(
  primitive: Primitive<P>,
  inputs: readonly NDArray[],
  params: P,
): NDArray {
  const traces = openTraces();
  const owner = concernedTrace(inputs);
  const named = traces.findLast(({ domain }) => domain.axis?.name === params.axisName);
  const trace =
    named !== undefined && (owner === undefined || traces.indexOf(owner) < traces.indexOf(named)) ? named : owner;
  if (trace === undefined) return bindOne(primitive, inputs, params);
  return new Tracer(
    trace,
    trace.domain.apply(
      primitive as Primitive,
      inputs.map((input) => meaningIn(trace, input)),
      params,
    )[0],
  );
}

/** `bind` for primitives of one output. */
export const bindOne = <P extends Params>(primitive: Primitive<P>, inputs: readonly NDArray[], params: P): NDArray =>
  bind(primitive, inputs, params)[0] as NDArray;

/** Applies a primitive without operands where `like` lives: in the trace, or on the device, that an operation on it would use. */
export function bindLike<P extends Params>(like: NDArray, primitive: Primitive<P>, params: P): NDArray {
  const trace = concernedTrace([like]);
  if (trace !== undefined) return new Tracer(trace, trace.domain.apply(primitive as Primitive, [], params)[0]);
  const backend = like instanceof DeviceArray ? like.backend : undefined;
  const make = (): NDArray => bindOne(primitive, [], params);
  return backend === undefined ? make() : withDefaultBackend(backend, make);
}
