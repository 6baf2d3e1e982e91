/** Runs one vector operation over arrays, and measures results in units in the last place. */
import { i32, load, Module, store, type I32 } from "../src/emit/index.js";
import { engine } from "../src/engine/webassembly.js";
import type { VectorOperation } from "../src/lanes/names.js";

type Floats = Float32Array | Float64Array;

/** The operation on whole arrays, compiled alone. */
export function evaluator(operation: VectorOperation | undefined, operands: number): (...xs: Floats[]) => Floats {
  if (engine === undefined) throw new Error("there is no WebAssembly");
  if (operation === undefined) throw new Error("there is no such operation");
  const module = new Module();
  module.importMemory({ from: "test", name: "memory", minimum: 1 });
  const params = Array.from({ length: operands + 2 }, () => "i32" as const);
  const evaluate = module.func("evaluate", { params, results: [] }, (code) => {
    const places = params.map((type, i) => code.param(i, type));
    const [result, bytes] = [places[operands], places[operands + 1]] as [I32, I32];
    code.for(i32.const(0), bytes, 16, (at) => {
      const values = places.slice(0, operands).map((place) => code.let(load.v128(i32.add(place, at))));
      code.do(store.v128(i32.add(result, at), operation({ code, module, fusedMultiplyAdd: false }, ...values)));
    });
  });
  module.export(evaluate);
  const memory = new engine.Memory({ initial: 1 });
  const { exports } = new engine.Instance(new engine.Module(module.finish()), { test: { memory } });
  return (...xs) => {
    const [first] = xs as [Floats];
    const bytes = Math.ceil(first.byteLength / 16) * 16;
    const missing = bytes * (operands + 1) - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / 65536));
    xs.forEach((x, i) => new Uint8Array(memory.buffer, i * bytes).set(new Uint8Array(x.buffer)));
    (exports["evaluate"] as (...places: number[]) => void)(...xs.map((_, i) => i * bytes), operands * bytes, bytes);
    const make = first.constructor as Float64ArrayConstructor;
    return new make(memory.buffer, operands * bytes, first.length).slice();
  };
}

const FORMATS = { float32: { least: -126, digits: 23 }, float64: { least: -1022, digits: 52 } } as const;

/** Infinite where one of them is NaN or infinite and the other is not, or zeros differ in sign. */
export function ulps(dtype: keyof typeof FORMATS, got: number, want: number): number {
  const rounded = dtype === "float32" ? Math.fround(want) : want;
  if (Object.is(got, rounded)) return 0;
  if (!Number.isFinite(got) || !Number.isFinite(rounded) || want === 0) return Infinity;
  const { least, digits } = FORMATS[dtype];
  const exponent = Math.max(least, Math.floor(Math.log2(Math.abs(want))));
  return Math.abs(got - want) / 2 ** Math.max(-1074, exponent - digits);
}
