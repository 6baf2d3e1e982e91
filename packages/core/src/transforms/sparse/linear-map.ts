/** One application of a primitive as a linear map of the elements that depend on the arguments, run outside of any trace. */
import { typesOf, program as makeProgram, Var, type Program } from "../../ir/program.js";
import type { Params, Primitive } from "../../ir/primitive.js";
import { isComplex, isFloat, isInexact, sizeOf, type ArrayType } from "../../ir/type.js";
import type { NDArray, TypedArray } from "../../ir/value.js";
import { allocate } from "../../trace/asarray.js";
import { deviceArray } from "../../trace/device.js";
import { execute } from "../../trace/execute.js";
import { runProgram } from "../../trace/run-program.js";
import { transforms } from "../programs.js";
import { noise } from "../noise.js";
import type { LinearMap } from "./support.js";

/** What is known of an array, as far as the arguments of the function matter. */
export interface Dependence {
  readonly type: ArrayType;
  /** The columns that each element depends on; `null` if none does. */
  readonly sets: Int32Array | null;
  /** `null` where it is not known before the function is called. */
  readonly value: NDArray | null;
}

/** A linear map, and what it makes of one of its operands while the others are zero. */
export interface OperandMap extends LinearMap {
  alone(operand: number): Float64Array;
}

const elements = (types: readonly ArrayType[]): number => types.reduce((total, { shape }) => total + sizeOf(shape), 0);

/** A vector as arrays of some types. */
function cut(vector: Float64Array, types: readonly ArrayType[]): NDArray[] {
  let at = 0;
  return types.map((type) => {
    const size = sizeOf(type.shape);
    const data = allocate(type.dtype, size);
    data.set(vector.subarray(at, at + size));
    at += size;
    return deviceArray(data, type);
  });
}

/** Arrays as a vector; what is missing is zero. */
function join(arrays: readonly (NDArray | null)[], types: readonly ArrayType[]): Float64Array {
  const vector = new Float64Array(elements(types));
  let at = 0;
  types.forEach((type, i) => {
    const data: TypedArray | undefined = arrays[i]?.dataSync();
    if (data !== undefined) vector.set(data, at);
    at += sizeOf(type.shape);
  });
  return vector;
}

/**
 * The map from the operands with dependence to the results. Operands that are not known before the function is called stand
 * for any values if they are floats (an entry that is not zero for random values is one); other unknown operands, such as
 * indices, may mean any map: `null`.
 */
export function linearMapOf(
  primitive: Primitive,
  inputs: readonly Dependence[],
  params: Params,
  outputs: readonly ArrayType[],
): OperandMap | null {
  const active = inputs.map(({ sets }) => sets !== null);
  const moving = inputs.filter((_, i) => active[i]).map(({ type }) => type);
  const results = outputs.filter(({ dtype }) => isInexact(dtype));
  if ([...moving, ...outputs].some(({ dtype }) => isComplex(dtype))) return null;
  if (inputs.some(({ type, value }, i) => !active[i] && value === null && !isFloat(type.dtype))) return null;
  const fixed = inputs.map(({ type, value }, i) =>
    active[i] ? null : (value ?? (cut(noise(sizeOf(type.shape), 1 + i), [type])[0] as NDArray)),
  );
  const forward = (x: Float64Array): Float64Array => {
    const arrays = cut(x, moving);
    let next = 0;
    const values = fixed.map((value) => value ?? (arrays[next++] as NDArray));
    const made = execute(primitive, values, params);
    return join(
      made.filter(({ dtype }) => isInexact(dtype)),
      results,
    );
  };
  const whole = elements(moving);
  const alone = (operand: number): Float64Array => {
    const probe = new Float64Array(whole);
    const start = elements(moving.slice(0, operand));
    const size = sizeOf((moving[operand] as ArrayType).shape);
    probe.set(noise(size), start);
    return forward(probe);
  };
  let transposed: { program: Program; activeInputs: readonly boolean[] } | undefined;
  const backward = (y: Float64Array): Float64Array => {
    transposed ??= transposeOf(primitive, inputs, params, outputs, active);
    const values = [...fixed.filter((value) => value !== null), ...cut(y, results)];
    const pulled = runProgram(values, { program: transposed.program });
    let next = 0;
    const cotangents = transposed.activeInputs.map((on) => (on ? (pulled[next++] as NDArray) : null));
    return join(
      cotangents.filter((_, i) => active[i]),
      moving,
    );
  };
  return {
    inputs: whole,
    outputs: elements(results),
    forward,
    alone,
    ...(primitive.transpose !== undefined && { backward }),
  };
}

function transposeOf(
  primitive: Primitive,
  inputs: readonly Dependence[],
  params: Params,
  outputs: readonly ArrayType[],
  active: readonly boolean[],
) {
  const variables = inputs.map(({ type }) => new Var(type));
  const made = outputs.map((type) => new Var(type));
  const one = makeProgram(variables, [{ primitive, inputs: variables, params, outputs: made }], made);
  return transforms.transpose(
    one,
    active,
    typesOf(made).map(({ dtype }) => isInexact(dtype)),
  );
}

/** Whether a map of double the argument is double the result, bit for bit, as it is for what is linear. */
export function scales(map: LinearMap): boolean {
  const x = noise(map.inputs);
  const once = map.forward(x);
  const twice = map.forward(x.map((value) => 2 * value));
  return twice.every((value, i) => Object.is(value, 2 * (once[i] as number)) || value === 2 * (once[i] as number));
}
