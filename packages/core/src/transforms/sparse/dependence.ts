/**
 * What each element of an array depends on, as a domain over linear programs: a variable carries a set of columns for each
 * of its elements, and its value where that does not depend on the arguments of the function.
 */
import { orThrow } from "../../errors.js";
import { identityOf, paramsKey } from "../../ir/key.js";
import { interpret } from "../../ir/interpret.js";
import type { Params, Primitive } from "../../ir/primitive.js";
import type { Program } from "../../ir/program.js";
import { isInexact, showType, sizeOf, type ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { programOf } from "../../primitives/body.js";
import { slice as slicePrimitive } from "../../primitives/slice.js";
import { reshape } from "../../primitives/reshape.js";
import { execute } from "../../trace/execute.js";
import { linearMapOf, scales, type Dependence } from "./linear-map.js";
import type { Rows } from "./rows.js";
import { ColumnSets } from "./sets.js";
import { support } from "./support.js";

export const known = (value: NDArray): Dependence => ({ type: value.type, sets: null, value });
export const unknown = (type: ArrayType): Dependence => ({ type, sets: null, value: null });

/** How an equation is read; `sets` are those of one analysis. */
export function dependenceDomain(sets: ColumnSets) {
  const supports = new Map<string, Rows | null>();

  function apply(primitive: Primitive, inputs: readonly Dependence[], params: Params): readonly Dependence[] {
    const types = inputs.map(({ type }) => type);
    const outputs = orThrow(primitive.type(types, params));
    if (inputs.every((input) => input.sets === null)) {
      const values = inputs.map(({ value }) => value).filter((value) => value !== null);
      return values.length === inputs.length ? execute(primitive, values, params).map(known) : outputs.map(unknown);
    }
    if (!outputs.some(({ dtype }) => isInexact(dtype))) return outputs.map(unknown);
    if (primitive.scalar !== undefined) return outputs.map((type) => elementByElement(primitive, inputs, params, type));
    if (primitive.flow !== undefined)
      return primitive.flow<Dependence>({ inputs, params, run, join, same, slice, stack: stackOf(outputs) });
    if (primitive.callsProgram === true) return run((params as { program: Program }).program, inputs);
    if (primitive.body !== undefined) return run(programOf(primitive, types, params), inputs);
    return throughSupport(primitive, inputs, params, outputs);
  }
  const run = (program: Program, inputs: readonly Dependence[]): Dependence[] => interpret(program, apply, inputs);

  const either = (a: Int32Array | null, b: Int32Array | null): Int32Array | null => {
    if (a === null || b === null || a === b) return a ?? b;
    const result = new Int32Array(a.length);
    let [isA, isB] = [true, true];
    for (let i = 0; i < a.length; i++) {
      const [one, other] = [a[i] as number, b[i] as number];
      const both = one === other ? one : sets.union(one, other);
      result[i] = both;
      isA &&= both === one;
      isB &&= both === other;
    }
    // The same list stays one object, so that the next union of it with itself is no work.
    return isA ? a : isB ? b : result;
  };

  /** Elements depend on the elements in their place; not on those that are multiplied by a zero known beforehand. */
  function elementByElement(
    primitive: Primitive,
    inputs: readonly Dependence[],
    params: Params,
    type: ArrayType,
  ): Dependence {
    if (!isInexact(type.dtype)) return unknown(type);
    const factors = inputs.some(({ value }) => value !== null) && primitive.transpose !== undefined;
    const map = factors ? linearMapOf(primitive, inputs, params, [type]) : null;
    const linear = map !== null && scales(map);
    let total: Int32Array | null = null;
    let active = 0;
    for (const input of inputs) {
      if (input.sets === null) continue;
      total = either(total, linear ? touched(map.alone(active), input.sets) : input.sets);
      active++;
    }
    return { type, sets: total, value: null };
  }

  /** By the entries of the primitive's own derivative. */
  function throughSupport(
    primitive: Primitive,
    inputs: readonly Dependence[],
    params: Params,
    outputs: readonly ArrayType[],
  ): Dependence[] {
    const active = inputs.map((input) => input.sets).filter((list) => list !== null);
    const all = active.length === 1 ? (active[0] as Int32Array) : joined(active);
    const entries = entriesOf(primitive, inputs, params, outputs);
    const everything = entries === null ? sets.unionOf(all, null, 0, all.length) : ColumnSets.NONE;
    let row = 0;
    return outputs.map((type) => {
      if (!isInexact(type.dtype)) return unknown(type);
      const result = new Int32Array(sizeOf(type.shape)).fill(everything);
      if (entries === null) return { type, sets: result, value: null };
      for (let i = 0; i < result.length; i++, row++)
        result[i] = sets.unionOf(all, entries.cols, entries.rows[row] as number, entries.rows[row + 1] as number);
      return { type, sets: result, value: null };
    });
  }

  function entriesOf(
    primitive: Primitive,
    inputs: readonly Dependence[],
    params: Params,
    outputs: readonly ArrayType[],
  ): Rows | null {
    const operands = inputs.map(({ type, sets: own, value }) =>
      own !== null ? `*${showType(type)}` : value === null ? showType(type) : `#${identityOf(value)}`,
    );
    const key = `${identityOf(primitive)}${paramsKey(params)}${operands.join()}`;
    let entries = supports.get(key);
    if (entries === undefined) {
      const map = linearMapOf(primitive, inputs, params, outputs);
      entries = map === null || !scales(map) ? null : support(map);
      supports.set(key, entries);
    }
    return entries;
  }

  const join = (a: readonly Dependence[], b: readonly Dependence[]): Dependence[] =>
    a.map((one, i) => {
      const other = b[i] as Dependence;
      return {
        type: one.type,
        sets: either(one.sets, other.sets),
        value: one.value === other.value ? one.value : null,
      };
    });
  const same = (a: readonly Dependence[], b: readonly Dependence[]): boolean =>
    a.every(({ sets: one, value }, i) => {
      const other = b[i] as Dependence;
      if (value !== other.value || (one === null) !== (other.sets === null)) return false;
      return one === null || one === other.sets || one.every((set, k) => set === (other.sets as Int32Array)[k]);
    });
  return { apply, run };

  function slice({ type, sets: own, value }: Dependence, index: number): Dependence {
    const shape = type.shape.slice(1);
    const size = sizeOf(shape);
    return {
      type: { dtype: type.dtype, shape },
      sets: own === null ? null : own.subarray(index * size, (index + 1) * size),
      value: value === null ? null : rowOf(value, index, shape),
    };
  }
}

const stackOf =
  (outputs: readonly ArrayType[]) =>
  (slices: readonly Dependence[], output: number): Dependence => {
    const type = outputs[output] as ArrayType;
    if (slices.every((one) => one.sets === null)) return unknown(type);
    const size = sizeOf(type.shape.slice(1));
    const all = new Int32Array(sizeOf(type.shape));
    slices.forEach((one, i) => {
      if (one.sets !== null) all.set(one.sets, i * size);
    });
    return { type, sets: all, value: null };
  };

/** Slice `index` of a concrete array. */
function rowOf(value: NDArray, index: number, shape: readonly number[]): NDArray | null {
  const [row] = execute(slicePrimitive as unknown as Primitive, [value], {
    starts: [index, ...shape.map(() => 0)],
    limits: [index + 1, ...shape],
    strides: [1, ...shape.map(() => 1)],
  });
  return execute(reshape as unknown as Primitive, [row as NDArray], { shape })[0] ?? null;
}

/** Sets where the map lets anything through. */
function touched(met: Float64Array, own: Int32Array): Int32Array {
  return own.map((set, i) => (met[i] === 0 ? ColumnSets.NONE : set));
}

function joined(lists: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(lists.reduce((total, list) => total + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}
