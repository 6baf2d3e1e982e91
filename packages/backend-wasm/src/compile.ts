/** From a program to a module: simplify, decompose what has no kernel, fuse, write functions, instantiate. */
import {
  bodyOf,
  decompose,
  fusePointwise,
  mapEither,
  orThrow,
  pipe,
  raise,
  runPasses,
  simplifying,
  type Backend,
  type Either,
  type Equation,
  type Failure,
  type Primitive,
  type Program,
} from "@fluxion/core";
import { load, Module, run, type Func } from "./emit/index.js";
import { engine } from "./engine/webassembly.js";
import { makeExecutable, type WasmExecutable } from "./executable.js";
import { hasRelaxedSimd } from "./engine/features.js";
import type { Heap } from "./memory/heap.js";
import type { Emission, HostAction, Kernel } from "./program/emission.js";
import { FrameLayout } from "./program/frame.js";
import { programFunction } from "./program/program.js";
import { kernels } from "./kernels/index.js";

export const NAME = "wasm";

export interface CompileOptions {
  /** The same bits on every machine: no instruction whose rounding depends on it. */
  readonly deterministic: boolean;
  /** Where arrays that the host is given live. */
  backend(): Backend;
}

/** The kernel for a primitive: the backend's own, or the one that the primitive brings along. */
function kernelOf({ name, kernels: own }: Primitive): Kernel | undefined {
  return (Object.hasOwn(kernels, name) ? kernels[name] : own?.[NAME]) as Kernel | undefined;
}

const supports = ({ primitive }: Equation): boolean =>
  primitive.scalar !== undefined ||
  primitive.freeInLoop === true ||
  primitive.keepsOrder === true ||
  kernelOf(primitive) !== undefined;

const decomposed = decompose(NAME, supports, bodyOf);

const optimise = (program: Program): Either<Failure, Program> =>
  pipe(
    decomposed(runPasses(simplifying, program)),
    mapEither((supported) => runPasses([...simplifying, fusePointwise], supported)),
  );

/** Addresses of the inputs and the outputs lie at the start of the frame. */
function entry(module: Module, program: Program, whole: Func): void {
  const ends = program.inputs.length + program.outputs.length;
  const main = module.func("run", { params: ["i32"], results: [] }, (code) => {
    const frame = code.param(0, "i32");
    const places = Array.from({ length: ends }, (_, i) => code.let(load.i32(frame, 4 * i)));
    code.do(run(whole, frame, ...places));
  });
  module.export(main);
}

export function compile(
  heap: Heap,
  { deterministic, backend }: CompileOptions,
): (program: Program) => Either<Failure, WasmExecutable> {
  return (program) =>
    pipe(
      optimise(program),
      mapEither((optimised) => {
        const module = new Module();
        module.importMemory({ from: "fluxion", name: "memory", minimum: 1 });
        const exceeded = module.importFunction("fluxion", "exceeded", { params: ["i32"], results: [] });
        const callHost = module.importFunction("fluxion", "host", { params: ["i32", "i32"], results: [] });
        const actions: HostAction[] = [];
        const layout = new FrameLayout();
        layout.take(4 * (program.inputs.length + program.outputs.length));
        const emission: Emission = {
          module,
          layout,
          exceeded,
          callHost,
          host: (action) => actions.push(action) - 1,
          fusedMultiplyAdd: !deterministic && hasRelaxedSimd(),
          kernelOf,
          optimise: (inner) => orThrow(optimise(inner)),
          table: (numbers) => heap.keep(numbers),
        };
        entry(module, optimised, programFunction(emission, optimised));
        const act = (action: number, place: number): void => actions[action]?.(heap.pages.memory, place, backend());
        return makeExecutable(heap, optimised, layout, instantiate(module.finish(), heap, act));
      }),
    );
}

/** `act(action, place)` does what the module asks the host for. */
function instantiate(
  bytes: Uint8Array<ArrayBuffer>,
  heap: Heap,
  act: (action: number, place: number) => void,
): { bytes: Uint8Array; run: (frame: number) => void } {
  if (engine === undefined) throw new Error("there is a heap, but no WebAssembly");
  const compiled = new engine.Module(bytes);
  const { exports } = new engine.Instance(compiled, {
    fluxion: { memory: heap.pages.memory, exceeded, host: act },
  });
  return { bytes, run: exports.run as (frame: number) => void };
}

const exceeded = (most: number): never =>
  raise({
    code: "argument",
    what: `the loop did not end within ${most} iterations`,
    where: "whileLoop",
    fix: "raise maxIterations, or check that the body brings the carry to where the predicate is false",
  });
