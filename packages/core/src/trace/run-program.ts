/** Whole programs on concrete arrays, compiled once. Mutates: the table of compiled programs. */
import { programId } from "../ir/key.js";
import { isProgram, type Program, type Var } from "../ir/program.js";
import { bytesOf } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { compileOn } from "./compile.js";
import { DeviceArray, type Backend, type Executable } from "./device.js";
import { buffersOf, commonBackend } from "./execute.js";

/** Something that may be gone. */
type Held = { deref(): Executable | undefined };

/** Equal programs share an executable, which keeps its scratch memory: a large one lives only as long as a program that uses it. */
const CAPACITY = 256;
const LARGE = 1 << 20;
const compiled = new WeakMap<
  Backend,
  { readonly byProgram: WeakMap<Program, Executable>; readonly byId: Map<number, Held> }
>();

/** Bytes of all intermediates together, of programs in parameters too: more than the scratch memory needs. */
function bytesWithin(whole: Program): number {
  let total = 0;
  const pending: unknown[] = [whole];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (Array.isArray(next)) pending.push(...(next as unknown[]));
    if (!isProgram(next)) continue;
    for (const { params, outputs } of next.equations) {
      for (const { type } of outputs) total += bytesOf(type);
      pending.push(...Object.values(params).filter((value) => typeof value === "object" && value !== null));
    }
  }
  return total;
}

const hold = (executable: Executable, whole: Program): Held =>
  bytesWithin(whole) > LARGE ? new WeakRef(executable) : { deref: () => executable };

/** The executable of a whole program on a backend, compiled once for all programs that do the same. */
export function executableOf(whole: Program, backend: Backend): Executable {
  let tables = compiled.get(backend);
  if (tables === undefined) compiled.set(backend, (tables = { byProgram: new WeakMap(), byId: new Map() }));
  const known = tables.byProgram.get(whole);
  if (known !== undefined) return known;
  const id = programId(whole);
  const shared = tables.byId.get(id)?.deref();
  const executable = shared ?? compileOn(backend, whole);
  if (shared === undefined) {
    if (tables.byId.size >= CAPACITY) tables.byId.clear();
    tables.byId.set(id, hold(executable, whole));
  }
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
