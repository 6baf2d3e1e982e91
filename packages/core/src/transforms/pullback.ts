/**
 * Forward mode from a reverse rule: the JVP is the transpose of the VJP. The primitive `transposed` applies the transpose
 * of a program that is linear in its last inputs; transposing it gives the program itself.
 */
import { right } from "#fp-ts/Either";
import { paramsKey } from "../ir/key.js";
import type { Params, Primitive, ProgramTransforms, Tangent } from "../ir/primitive.js";
import { program as makeProgram, typesOf, type Program, type Var } from "../ir/program.js";
import { isInexact, showType, type ArrayType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { fullLike, zeros } from "../primitives/constant.js";
import { makePrimitive } from "../primitives/define.js";
import { bind } from "../trace/bind.js";
import { record, recordClosed } from "../trace/record.js";
import { Tracer } from "../trace/trace.js";
import { evaluate } from "./evaluate.js";
import { maskKey } from "./memo.js";

interface TransposedParams {
  /** (residuals, cotangents) → cotangents; linear in its cotangents. */
  readonly forward: Program;
  /** The transpose of `forward`: (residuals, tangents) → tangents. */
  readonly backward: Program;
  readonly residuals: number;
}

/** (residuals, tangents) → what the transpose of `forward` makes of the tangents. */
export const transposed: Primitive<TransposedParams> = {
  ...makePrimitive<TransposedParams>("transposed", {
    type: (_, { backward }) => right(typesOf(backward.outputs)),
    transpose: ({ cotangents, inputs, params: { forward, backward, residuals } }) => {
      const known = inputs.slice(0, residuals) as readonly NDArray[];
      const cts = cotangents.map((ct, i) => ct ?? zeros((backward.outputs[i] as Var).type));
      return [...known.map(() => null), ...evaluate(forward, [...known, ...cts])];
    },
  }),
  body: (_, { backward }) => backward,
};

/** The transpose of a program that is linear after its residuals, with zeros where no cotangent arises. */
function transposeOf(forward: Program, residuals: number, transforms: ProgramTransforms): Program {
  const linear = forward.inputs.map((_, i) => i >= residuals);
  const { program, activeInputs } = transforms.transpose(forward, linear, forward.outputs.map(() => true));
  return recordClosed("transposed", typesOf(program.inputs), (inputs) => {
    const results = evaluate(program, inputs);
    let next = 0;
    return forward.inputs.slice(residuals).map(({ type }, i) => (activeInputs[residuals + i] ? (results[next++] as NDArray) : zeros(type)));
  });
}

interface Pullback extends TransposedParams {
  readonly captured: readonly NDArray[];
}
const pullbacks = new WeakMap<Primitive, Map<string, Pullback>>();

/** The hand-written VJP as a program (inputs, outputs, captured, cotangents) → cotangents of the active inputs. */
function pullbackOf(primitive: Primitive, types: readonly ArrayType[], outputs: readonly ArrayType[], active: readonly boolean[], params: Params, transforms: ProgramTransforms): Pullback {
  let table = pullbacks.get(primitive);
  if (table === undefined) pullbacks.set(primitive, (table = new Map()));
  const key = `${paramsKey(params)}${types.map(showType).join()}${maskKey(active)}`;
  const known = table.get(key);
  if (known !== undefined) return known;
  const cts = outputs.filter((type) => isInexact(type.dtype));
  const { program, captured } = record(`vjp of ${primitive.name}`, [...types, ...outputs, ...cts], (values) => {
    const inputs = values.slice(0, types.length);
    const outs = values.slice(types.length, types.length + outputs.length);
    let next = types.length + outputs.length;
    const cotangents = outputs.map((type) => (isInexact(type.dtype) ? (values[next++] as NDArray) : null));
    const results = primitive.vjp?.({ inputs, outputs: outs, tangents: [], cotangents, params, transforms }) ?? [];
    return inputs.map((x, i) => results[i] ?? fullLike(x, 0)).filter((_, i) => active[i]);
  });
  const own = program.inputs.length - captured.length;
  const fixed = own - cts.length;
  const reordered = makeProgram(
    [...program.inputs.slice(0, fixed), ...program.inputs.slice(own), ...program.inputs.slice(fixed, own)],
    program.equations,
    program.outputs,
  );
  const residuals = fixed + captured.length;
  const pullback = { forward: reordered, backward: transposeOf(reordered, residuals, transforms), residuals, captured };
  if (!captured.some((value) => value instanceof Tracer)) table.set(key, pullback);
  return pullback;
}

/** Pushes tangents through a primitive that has only a VJP. */
export function pushThroughVjp(
  transforms: ProgramTransforms,
  primitive: Primitive,
  inputs: readonly NDArray[],
  tangents: readonly Tangent[],
  params: Params,
): { outputs: readonly NDArray[]; tangents: readonly Tangent[] } {
  const outputs = bind(primitive, inputs, params);
  const active = tangents.map((tangent) => tangent !== null);
  const { captured, ...plan } = pullbackOf(primitive, inputs.map((x) => x.type), outputs.map((x) => x.type), active, params, transforms);
  const residuals = [...inputs, ...outputs, ...captured];
  const pushed = bind(transposed, [...residuals, ...tangents.filter((t): t is NDArray => t !== null)], plan);
  let next = 0;
  return { outputs, tangents: outputs.map((output) => (isInexact(output.dtype) ? (pushed[next++] as NDArray) : null)) };
}
