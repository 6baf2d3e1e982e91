/**
 * Forward mode from a reverse rule: the JVP is the transpose of the VJP. The primitive `transposed` applies the transpose
 * of a program that is linear in its last inputs; transposing it gives the program itself, so reverse mode never needs more
 * than the rule.
 */
import { map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { paramsKey } from "../ir/key.js";
import type { Params, Primitive, Tangent } from "../ir/primitive.js";
import { program as makeProgram, typesOf, type Program } from "../ir/program.js";
import { isInexact, showType, type ArrayType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { zeros } from "../primitives/constant.js";
import { makePrimitive } from "../primitives/define.js";
import { operands } from "../primitives/guard.js";
import { bind } from "../trace/bind.js";
import { record, recordClosed } from "../trace/record.js";
import { Tracer } from "../trace/trace.js";
import { evaluate } from "./evaluate.js";
import { maskKey, memoised } from "./memo.js";
import { transforms } from "./programs.js";

interface TransposedParams {
  /** (residuals, cotangents) → cotangents; linear in its cotangents. */
  readonly forward: Program;
  readonly residuals: number;
}

/** (residuals, tangents) → what the transpose of `forward` makes of the tangents. */
export const transposed: Primitive<TransposedParams> = {
  ...makePrimitive<TransposedParams>("transposed", {
    type: (types, { forward, residuals }) => {
      const own = typesOf(forward.inputs);
      return pipe(
        operands("transposed", types, [...own.slice(0, residuals), ...typesOf(forward.outputs)]),
        map(() => own.slice(residuals)),
      );
    },
    transpose: ({ cotangents, inputs, params: { forward, residuals } }) => {
      const known = inputs.slice(0, residuals) as readonly NDArray[];
      const types = typesOf(forward.inputs.slice(residuals));
      const cts = cotangents.map((ct, i) => ct ?? zeros(types[i] as ArrayType));
      return [...known.map(() => null), ...evaluate(forward, [...known, ...cts])];
    },
  }),
  // Made when forward mode asks for it.
  body: (_, { forward, residuals }) => transposeOf(forward, residuals),
};

/** The transpose of a program that is linear after its residuals, with zeros where no cotangent arises. */
const transposeOf = /* @__PURE__ */ memoised(String, (forward, residuals: number): Program => {
  const linear = forward.inputs.map((_, i) => i >= residuals);
  const { program, activeInputs } = transforms.transpose(
    forward,
    linear,
    forward.outputs.map(() => true),
  );
  return recordClosed("transposed", typesOf(program.inputs), (inputs) => {
    const results = evaluate(program, inputs);
    let next = 0;
    return forward.inputs
      .slice(residuals)
      .map(({ type }, i) => (activeInputs[residuals + i] ? (results[next++] as NDArray) : zeros(type)));
  });
});

/** A reverse rule as a linear program, with the values it closes over among its residuals. */
export interface Pullback extends TransposedParams {
  readonly captured: readonly NDArray[];
}

/** Cotangents of inputs from residuals and cotangents of outputs; outputs without derivative have no cotangent. */
export type Pull = (residuals: readonly NDArray[], cotangents: readonly Tangent[]) => readonly Tangent[];

/** Records `pull` for residuals and outputs of these types; it gives cotangents of the inputs that are active. */
export function recordPullback(
  name: string,
  residuals: readonly ArrayType[],
  outputs: readonly ArrayType[],
  inputs: readonly ArrayType[],
  active: readonly boolean[],
  pull: Pull,
): Pullback {
  const cts = outputs.filter((type) => isInexact(type.dtype));
  const { program, captured } = record(`vjp of ${name}`, [...residuals, ...cts], (values) => {
    let next = residuals.length;
    const cotangents = outputs.map((type) => (isInexact(type.dtype) ? (values[next++] as NDArray) : null));
    const results = pull(values.slice(0, residuals.length), cotangents);
    return inputs.map((type, i) => results[i] ?? zeros(type)).filter((_, i) => active[i]);
  });
  const own = program.inputs.length - captured.length;
  const forward = makeProgram(
    [
      ...program.inputs.slice(0, residuals.length),
      ...program.inputs.slice(own),
      ...program.inputs.slice(residuals.length, own),
    ],
    program.equations,
    program.outputs,
  );
  const count = residuals.length + captured.length;
  return { forward, residuals: count, captured };
}

/** Tangents of outputs, as the transpose of a pullback. */
export function pushThrough(
  pullback: Pullback,
  residuals: readonly NDArray[],
  tangents: readonly Tangent[],
  outputs: readonly NDArray[],
): Tangent[] {
  const { captured, ...params } = pullback;
  const pushed = bind(
    transposed,
    [...residuals, ...captured, ...tangents.filter((t): t is NDArray => t !== null)],
    params,
  );
  let next = 0;
  return outputs.map((output) => (isInexact(output.dtype) ? (pushed[next++] as NDArray) : null));
}

const pullbacks = new WeakMap<Primitive, Map<string, Pullback>>();

/** Pushes tangents through a primitive by its VJP, recorded once per types and parameters. */
export function pushThroughVjp(
  primitive: Primitive,
  inputs: readonly NDArray[],
  tangents: readonly Tangent[],
  params: Params,
): { outputs: readonly NDArray[]; tangents: readonly Tangent[] } {
  const outputs = bind(primitive, inputs, params);
  const active = tangents.map((tangent) => tangent !== null);
  let table = pullbacks.get(primitive);
  if (table === undefined) pullbacks.set(primitive, (table = new Map()));
  const types = inputs.map((x) => x.type);
  const key = `${paramsKey(params)}${types.map(showType).join()}${maskKey(active)}`;
  let pullback = table.get(key);
  if (pullback === undefined) {
    const outputTypes = outputs.map((x) => x.type);
    const pull: Pull = (values, cotangents) =>
      primitive.vjp?.({
        inputs: values.slice(0, types.length),
        outputs: values.slice(types.length),
        tangents: [],
        cotangents,
        params,
        transforms,
      }) ?? [];
    pullback = recordPullback(primitive.name, [...types, ...outputTypes], outputTypes, types, active, pull);
    if (!pullback.captured.some((value) => value instanceof Tracer)) table.set(key, pullback);
  }
  return { outputs, tangents: pushThrough(pullback, [...inputs, ...outputs], tangents, outputs) };
}
