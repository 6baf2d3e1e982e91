/** A fused program as a nest of loops, four elements of the innermost axis at a time. */
import {
  collapseLoops,
  type LoopAccess,
  loopReads,
  type Program,
  runBody,
  type ScalarOps,
  type Var,
} from "@fluxion/core";
import { i32, type I32 } from "../emit/index.js";
import { literal } from "../lanes/constants.js";
import { scalarOps } from "../lanes/operations.js";
import { coordinates, loadNext, loadSame, loadStrided, storeNext } from "../lanes/transfer.js";
import { byteSize, type Scope, type Value, type WasmDType } from "../lanes/value.js";
import { alongRow, forRows, moved, type Stream } from "./rows.js";

/** An access that moves with the loops, and its strides from the outermost inwards. */
interface Reader {
  readonly variable: Var;
  readonly access: Exclude<LoopAccess, { kind: "literal" }>;
  readonly strides: readonly number[];
}

interface Plan {
  readonly lengths: readonly number[];
  readonly readers: readonly Reader[];
  readonly constants: ReadonlyMap<Var, Value>;
  readonly computations: Program["equations"];
}

function planOf(program: Program): Plan {
  const { accesses, computations } = loopReads(program);
  const shape = (program.outputs[0] as Var).type.shape;
  const used = new Set([...computations.flatMap(({ inputs }) => inputs), ...program.outputs]);
  const constants = new Map<Var, Value>();
  const moving: { variable: Var; access: Reader["access"] }[] = [];
  for (const [variable, access] of accesses) {
    if (!used.has(variable)) continue;
    if (access.kind === "literal") constants.set(variable, literal(access.value, access.dtype as WasmDType));
    else moving.push({ variable, access });
  }
  const rowMajor = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const nest = collapseLoops(shape, [...moving.map(({ access }) => access.strides), rowMajor]);
  const readers = moving.map((one, k) => ({ ...one, strides: nest.strides[k] as readonly number[] }));
  return { lengths: nest.lengths, readers, constants, computations };
}

/** Emits the loops; the pointers are addresses of the program's inputs and outputs. */
export function emitLoop(scope: Scope, program: Program, inputs: readonly I32[], outputs: readonly I32[]): void {
  const { code } = scope;
  const plan = planOf(program);
  const depth = plan.lengths.length;
  const innermost = (strides: readonly number[]): number => strides[depth - 1] ?? 0;
  const streams = [
    ...plan.readers.map(({ access, strides }): Stream => {
      const unit = access.kind === "load" ? byteSize(access.dtype as WasmDType) : 1;
      const start = access.kind === "load" ? (inputs[access.input] as I32) : i32.const(0);
      return { start, strides: strides.map((stride) => stride * unit) };
    }),
    ...program.outputs.map(({ type }, i): Stream => {
      const widths = plan.lengths.map((_, level) => plan.lengths.slice(level + 1).reduce((a, b) => a * b, 1));
      const unit = byteSize(type.dtype as WasmDType);
      return { start: outputs[i] as I32, strides: widths.map((width) => width * unit) };
    }),
  ];
  forRows(code, plan.lengths, streams, (starts) => {
    const still = new Map<Var, Value>(plan.constants);
    const reading = (reader: Reader, k: number, position: I32, count: number): Value => {
      const dtype = reader.access.dtype as WasmDType;
      const stride = innermost(reader.strides);
      const start = starts[k] as I32;
      const parts =
        reader.access.kind === "coordinate"
          ? coordinates(dtype, moved(start, position, stride), stride)
          : load(scope, dtype, start, position, stride, count);
      return { dtype, parts: parts.map((part) => code.let(part)) };
    };
    plan.readers.forEach((reader, k) => {
      if (innermost(reader.strides) === 0) still.set(reader.variable, reading(reader, k, i32.const(0), 1));
    });
    alongRow(code, plan.lengths[depth - 1] ?? 1, (position, count) => {
      const values = new Map(still);
      plan.readers.forEach((reader, k) => {
        if (innermost(reader.strides) !== 0) values.set(reader.variable, reading(reader, k, position, count));
      });
      compute(scope, plan, values);
      program.outputs.forEach((output, i) => {
        const value = values.get(output) as Value;
        const start = starts[plan.readers.length + i] as I32;
        const address = code.let(moved(start, position, byteSize(value.dtype)));
        for (const statement of storeNext(value, address, count)) code.do(statement);
      });
    });
  });
}

/** Elements of a row from a position on, `stride` elements apart. */
export function load(
  scope: Scope,
  dtype: WasmDType,
  start: I32,
  position: I32,
  stride: number,
  count: number,
): Value["parts"] {
  if (stride === 0) return loadSame(scope, dtype, start);
  const address = moved(start, position, stride * byteSize(dtype));
  return stride === 1 ? loadNext(dtype, address) : loadStrided(dtype, scope.code.let(address), stride, count);
}

/** The scalar bodies of the equations, one after another. */
function compute(scope: Scope, plan: Plan, values: Map<Var, Value>): void {
  const opsFor = new Map<WasmDType, ScalarOps<Value>>();
  for (const { primitive, inputs, params, outputs } of plan.computations) {
    const operands = inputs.map((input) => values.get(input) as Value);
    const dtype = operands[0]?.dtype ?? ((outputs[0] as Var).type.dtype as WasmDType);
    const ops = opsFor.get(dtype) ?? scalarOps(scope, dtype);
    opsFor.set(dtype, ops);
    if (primitive.scalar === undefined) throw new Error(`${primitive.name} is not pointwise`);
    const results = runBody(primitive.scalar, ops, params, operands);
    outputs.forEach((output, i) => values.set(output, results[i] as Value));
  }
}
