/** General dot product: for every batch, a product of matrices whose rows, columns and depth may lie anywhere. */
import { sizeOf, stridesOf, Var, type ArrayType } from "@fluxion/core";
import { i32, memoryFill, run, type I32 } from "../../emit/index.js";
import type { Kernel, Site } from "../../program/emission.js";
import { arithmeticOf, type DotType } from "./arithmetic.js";
import { axisOf, offsetAt, type Axis } from "./axis.js";
import { recast } from "./words.js";
import type { WasmDType } from "../../lanes/value.js";
import { productFunction, scratchBytes, type Product } from "./blocked.js";

interface DotParams {
  readonly lhsContract: readonly number[];
  readonly rhsContract: readonly number[];
  readonly lhsBatch: readonly number[];
  readonly rhsBatch: readonly number[];
}

interface Operand {
  readonly batch: Axis;
  readonly depth: Axis;
  readonly free: Axis;
}

function operandOf({ shape }: ArrayType, batch: readonly number[], contract: readonly number[]): Operand {
  const strides = stridesOf(shape);
  const along = (axes: readonly number[]): Axis =>
    axisOf(
      axes.map((axis) => shape[axis] as number),
      axes.map((axis) => strides[axis] as number),
    );
  const free = shape.map((_, axis) => axis).filter((axis) => !batch.includes(axis) && !contract.includes(axis));
  return { batch: along(batch), depth: along(contract), free: along(free) };
}

const TYPES: Readonly<Record<string, DotType>> = {
  float32: "float32",
  float64: "float64",
  int32: "int32",
  uint32: "int32",
};

/** Small integers are multiplied as words; the result is wrapped once, which comes to the same. */
const dotOfSmall: Kernel = (site) => {
  const { inputs, outputs } = site.equation;
  const word = (type: ArrayType): Var => new Var({ ...type, dtype: "int32" });
  const types = [...inputs, ...outputs].map(({ type }) => type) as [ArrayType, ArrayType, ArrayType];
  const place = ({ shape }: ArrayType): I32 => site.scope.code.let(site.scratch(4 * sizeOf(shape)));
  const [lhs, rhs, out] = [place(types[0]), place(types[1]), place(types[2])];
  recast(site.scope, types[0], "int32", site.inputs[0] as I32, lhs);
  recast(site.scope, types[1], "int32", site.inputs[1] as I32, rhs);
  const [x, y, z] = types.map(word) as [Var, Var, Var];
  dotGeneral({
    ...site,
    equation: { ...site.equation, inputs: [x, y], outputs: [z] },
    inputs: [lhs, rhs],
    outputs: [out],
  });
  recast(site.scope, z.type, types[2].dtype as WasmDType, out, site.outputs[0] as I32);
};

export const dotGeneral: Kernel = (site) => {
  const { inputs, params } = site.equation;
  const [lhs, rhs] = [inputs[0]?.type as ArrayType, inputs[1]?.type as ArrayType];
  const type = TYPES[lhs.dtype];
  if (type === undefined) return dotOfSmall(site);
  const { lhsBatch, rhsBatch, lhsContract, rhsContract } = params as DotParams;
  const a = operandOf(lhs, lhsBatch, lhsContract);
  const b = operandOf(rhs, rhsBatch, rhsContract);
  const product: Product = { rows: a.free, columns: b.free, leftDepth: a.depth, rightDepth: b.depth };
  const arithmetic = arithmeticOf(type, site.scope.fusedMultiplyAdd);
  const { code, module } = site.scope;
  const [out] = site.outputs as [I32];
  const size = a.free.length * b.free.length;
  if (a.batch.length * size === 0) return;
  if (a.depth.length === 0)
    return code.do(memoryFill(out, i32.const(0), i32.const(a.batch.length * size * arithmetic.bytes)));
  const multiply = productFunction(module, arithmetic, product);
  const scratch = site.scratch(scratchBytes(product, arithmetic));
  const tables = [a.free, b.free, a.depth, b.depth].map((axis) => tableOf(site, axis));
  const [left, right] = site.inputs as [I32, I32];
  const one = (x: I32, y: I32, to: I32): void => code.do(run(multiply, x, y, to, scratch, ...tables));
  if (a.batch.length === 1) return one(left, right, out);
  const [xs, ys] = [a.batch, b.batch].map((axis) => ({ axis, table: tableOf(site, axis) }));
  code.for(i32.const(0), i32.const(a.batch.length), 1, (index) => {
    const at = (base: I32, { axis, table }: { axis: Axis; table: I32 }): I32 =>
      code.let(i32.add(base, i32.mul(offsetAt(axis, table, index), i32.const(arithmetic.bytes))));
    const target = code.let(i32.add(out, i32.mul(index, i32.const(size * arithmetic.bytes))));
    one(at(left, xs as never), at(right, ys as never), target);
  });
};

export const tableOf = (site: Site, axis: Axis): I32 =>
  axis.stride === undefined ? site.table(axis.offsets()) : i32.const(0);
