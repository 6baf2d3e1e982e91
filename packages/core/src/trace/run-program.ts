/** Whole programs on concrete arrays, compiled once. Mutates: the table of compiled programs. */
import { orThrow } from "../errors.js";
import { programId } from "../ir/key.js";
import type { Program, Var } from "../ir/program.js";
import type { NDArray } from "../ir/value.js";
import { DeviceArray, type Backend, type Executable } from "./device.js";
import { buffersOf, commonBackend } from "./execute.js";

/** Executables of whole programs keep their scratch memory, so they are not kept without end. */
const CAPACITY = 256;
const compiled = new WeakMap<
  Backend,
  { readonly byProgram: WeakMap<Program, Executable>; readonly byId: Map<number, Executable> }
>();

/** The executable of a whole program on a backend, compiled once for all programs that do the same. */
export function executableOf(whole: Program, backend: Backend): Executable {
  let tables = compiled.get(backend);
  if (tables === undefined) compiled.set(backend, (tables = { byProgram: new WeakMap(), byId: new Map() }));
  const known = tables.byProgram.get(whole);
  if (known !== undefined) return known;
  const id = programId(whole);
  const executable = tables.byId.get(id) ?? orThrow(backend.compile(whole));
  if (tables.byId.size >= CAPACITY) tables.byId.clear();
  tables.byId.set(id, executable);
  tables.byProgram.set(whole, executable);
  return executable;
}

/** How primitives that apply their parameter `program` run: it is compiled as a whole; donated operands are given away. */
export function runProgram(
  inputs: readonly NDArray[],
  { program, donate = [] }: { readonly program: Program; readonly donate?: readonly number[] },
): readonly NDArray[] {
  const backend = commonBackend({ name: "call" }, inputs);
  const results = executableOf(program, backend).run(buffersOf(inputs), donate);
  for (const i of donate) (inputs[i] as DeviceArray).markDonated();
  return results.map((buffer, i) => new DeviceArray(backend, (program.outputs[i] as Var).type, buffer));
}
