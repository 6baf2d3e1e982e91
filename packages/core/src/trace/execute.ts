/**
 * Eager mode: a remembered program of one equation per primitive, parameters, types and backend.
 * Mutates: the table of remembered executables.
 */
import { orThrow, raise } from "../errors.js";
import { paramsKey, programId } from "../ir/key.js";
import type { Params, Primitive } from "../ir/primitive.js";
import { isProgram, program, Var, type Program } from "../ir/program.js";
import { showType, type ArrayType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { DeviceArray, deviceArray, getDefaultBackend, type Backend, type Executable } from "./device.js";

interface Remembered {
  readonly executable: Executable;
  readonly types: readonly ArrayType[];
}

const CAPACITY = 4096;
/** Executables of whole programs keep their scratch memory, so fewer are kept. */
const PROGRAMS = 256;
const byBackend = new WeakMap<Backend, WeakMap<Primitive, Map<string, Remembered>>>();

function oneEquation(primitive: Primitive, inputs: readonly NDArray[], params: Params): Program {
  const variables = inputs.map((input) => new Var(input.type));
  const outputs = orThrow(primitive.type(inputs.map((input) => input.type), params)).map((type) => new Var(type));
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
  const remembered = { executable: orThrow(backend.compile(single)), types: single.outputs.map((output) => output.type) };
  if (table.size >= CAPACITY) table.clear();
  table.set(key, remembered);
  return remembered;
}

const compiled = new WeakMap<Backend, { readonly byProgram: WeakMap<Program, Executable>; readonly byId: Map<number, Executable> }>();

/** The executable of a whole program on a backend, compiled once for all programs that do the same. */
export function executableOf(whole: Program, backend: Backend): Executable {
  let tables = compiled.get(backend);
  if (tables === undefined) compiled.set(backend, (tables = { byProgram: new WeakMap(), byId: new Map() }));
  const known = tables.byProgram.get(whole);
  if (known !== undefined) return known;
  const id = programId(whole);
  const executable = tables.byId.get(id) ?? orThrow(backend.compile(whole));
  if (tables.byId.size >= PROGRAMS) tables.byId.clear();
  tables.byId.set(id, executable);
  tables.byProgram.set(whole, executable);
  return executable;
}

/** The backend that all inputs share. */
function commonBackend(primitive: Primitive, inputs: readonly NDArray[]): Backend {
  const first = inputs[0] as DeviceArray | undefined;
  if (first === undefined) return getDefaultBackend();
  const bodiless = inputs.find((input) => !(input instanceof DeviceArray));
  if (bodiless !== undefined)
    raise({
      code: "unknown-value",
      what: `an array of type only (${showType(bodiless.type)}) has no elements to compute with`,
      where: primitive.name,
      fix: "use it as an argument of trace, evalShape or cost, and real arrays elsewhere",
    });
  for (const input of inputs)
    if ((input as DeviceArray).backend !== first.backend)
      raise({
        code: "device",
        what: `operands live on different devices: ${first.backend.name} and ${(input as DeviceArray).backend.name}`,
        where: primitive.name,
        fix: "move one of them with devicePut(x, backend)",
      });
  return first.backend;
}

/** What needs no computation is checked like any other application, and uploaded. */
function uploadImmediate(primitive: Primitive, params: Params, backend: Backend): DeviceArray {
  orThrow(primitive.type([], params));
  const { data, type } = (primitive.immediate as NonNullable<Primitive["immediate"]>)(params);
  return deviceArray(data, type, backend);
}

/** Runs a primitive on concrete arrays. A parameter `program` is compiled as a whole and remembered with the program. */
export function execute(primitive: Primitive, inputs: readonly NDArray[], params: Params): readonly DeviceArray[] {
  const backend = commonBackend(primitive, inputs);
  if (primitive.immediate !== undefined) return [uploadImmediate(primitive, params, backend)];
  const { program: whole, donate } = params as { program?: unknown; donate?: readonly number[] };
  const buffers = new Array<unknown>(inputs.length);
  for (let i = 0; i < inputs.length; i++) buffers[i] = (inputs[i] as DeviceArray).buffer;
  if (primitive.callsProgram === true && isProgram(whole)) {
    const results = executableOf(whole, backend).run(buffers, donate);
    for (const i of donate ?? []) (inputs[i] as DeviceArray).markDonated();
    return results.map((buffer, i) => new DeviceArray(backend, (whole.outputs[i] as Var).type, buffer));
  }
  const { executable, types } = remember(backend, primitive, inputs, params);
  const results = executable.run(buffers);
  return types.map((type, i) => new DeviceArray(backend, type, results[i]));
}
