/**
 * Eager mode: a remembered program of one equation per primitive, parameters, types and backend.
 * Mutates: the table of remembered executables.
 */
import { orThrow, raise } from "../errors.js";
import { paramsKey } from "../ir/key.js";
import type { Params, Primitive } from "../ir/primitive.js";
import { program, Var, type Program } from "../ir/program.js";
import { showType, type ArrayType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { compileOn } from "./compile.js";
import { hooks } from "./hooks.js";
import { DeviceArray, getDefaultBackend, type Backend, type Executable } from "./device.js";

interface Remembered {
  readonly executable: Executable;
  readonly types: readonly ArrayType[];
}

const CAPACITY = 4096;
const byBackend = new WeakMap<Backend, WeakMap<Primitive, Map<string, Remembered>>>();

function oneEquation(primitive: Primitive, inputs: readonly NDArray[], params: Params): Program {
  const variables = inputs.map((input) => new Var(input.type));
  const outputs = orThrow(
    primitive.type(
      inputs.map((input) => input.type),
      params,
    ),
  ).map((type) => new Var(type));
  return program(variables, [{ primitive, inputs: variables, params, outputs }], outputs);
}

function remember(backend: Backend, primitive: Primitive, inputs: readonly NDArray[], params: Params): Remembered {
  let primitives = byBackend.get(backend);
  if (primitives === undefined) byBackend.set(backend, (primitives = new WeakMap()));
  let table = primitives.get(primitive);
  if (table === undefined) primitives.set(primitive, (table = new Map()));
  let key = paramsKey(params);
  for (const input of inputs) key += showType(input.type);
  const known = table.get(key);
  if (known !== undefined) return known;
  const single = oneEquation(primitive, inputs, params);
  const remembered = {
    executable: compileOn(backend, single),
    types: single.outputs.map((output) => output.type),
  };
  if (table.size >= CAPACITY) table.clear();
  table.set(key, remembered);
  return remembered;
}

/** The backend that all inputs share. */
export function commonBackend(primitive: Pick<Primitive, "name">, inputs: readonly NDArray[]): Backend {
  let common: Backend | undefined;
  for (const input of inputs) {
    if (!(input instanceof DeviceArray)) return refuseTypeOnly(primitive.name, input);
    common ??= input.backend;
    if (input.backend !== common)
      raise({
        code: "device",
        what: `operands live on different devices: ${common.name} and ${input.backend.name}`,
        where: primitive.name,
        fix: "move one of them with devicePut(x, backend)",
      });
  }
  return common ?? getDefaultBackend();
}

const refuseTypeOnly = (where: string, { type }: NDArray): never =>
  raise({
    code: "unknown-value",
    what: `an array of type only (${showType(type)}) has no elements to compute with`,
    where,
    fix: "use it as an argument of trace, evalShape or cost, and real arrays elsewhere",
  });

/** Buffers of concrete arrays. */
export const buffersOf = (inputs: readonly NDArray[]): unknown[] => {
  const buffers = new Array<unknown>(inputs.length);
  for (let i = 0; i < inputs.length; i++) buffers[i] = (inputs[i] as DeviceArray).buffer;
  return buffers;
};

/** Runs a primitive on concrete arrays. */
export const execute = (primitive: Primitive, inputs: readonly NDArray[], params: Params): readonly NDArray[] =>
  hooks.run === undefined ? run(primitive, inputs, params) : hooks.run(run, primitive, inputs, params);

function run(primitive: Primitive, inputs: readonly NDArray[], params: Params): readonly NDArray[] {
  if (primitive.eager !== undefined) return primitive.eager(inputs, params);
  const backend = commonBackend(primitive, inputs);
  const buffers = buffersOf(inputs);
  const { executable, types } = remember(backend, primitive, inputs, params);
  const results = executable.run(buffers);
  return types.map((type, i) => new DeviceArray(backend, type, results[i]));
}
