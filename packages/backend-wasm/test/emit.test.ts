import { expect, test } from "vitest";
import initWabt from "wabt";
import { engine } from "../src/engine/webassembly.js";
import { call, f32x4, i32, load, Module, store, v128 } from "../src/emit/index.js";
test("a loop of vectors adds two arrays", async () => {
  const module = new Module();
  module.importMemory({ from: "m", name: "m", minimum: 1 });
  const half = module.shared("twice", { params: ["i32"], results: ["i32"] }, (code) =>
    i32.shl(code.param(0, "i32"), i32.const(1)),
  );
  module.export(
    module.func("add", { params: ["i32"], results: ["i32"] }, (code) => {
      const n = code.param(0, "i32");
      code.for(i32.const(0), i32.shl(n, i32.const(2)), 16, (at) =>
        code.do(store.v128(at, f32x4.add(load.v128(at, 1024), v128.const(new Float32Array([1, 2, 3, 4]))), 2048)),
      );
      return call(half, "i32", n);
    }),
  );
  const bytes = module.finish();
  const wabt = await initWabt();
  const text = wabt.readWasm(bytes, { readDebugNames: true, simd: true } as never);
  text.validate();
  expect(text.toText({})).toMatchInlineSnapshot(`
    "(module
      (type (;0;) (func (param i32) (result i32)))
      (import "m" "m" (memory (;0;) 1))
      (func $twice (type 0) (param i32) (result i32)
        local.get 0
        i32.const 1
        i32.shl)
      (func $add (type 0) (param i32) (result i32)
        (local i32)
        i32.const 0
        local.set 1
        block  ;; label = @1
          local.get 1
          local.get 0
          i32.const 2
          i32.shl
          i32.ge_s
          br_if 0 (;@1;)
          loop  ;; label = @2
            local.get 1
            local.get 1
            v128.load offset=1024
            v128.const i32x4 0x3f800000 0x40000000 0x40400000 0x40800000
            f32x4.add
            v128.store offset=2048
            local.get 1
            i32.const 16
            i32.add
            local.set 1
            local.get 1
            local.get 0
            i32.const 2
            i32.shl
            i32.lt_s
            br_if 0 (;@2;)
          end
        end
        local.get 0
        call 0)
      (export "add" (func 1)))
    "
  `);
  if (engine === undefined) throw new Error("there is no WebAssembly");
  const memory = new engine.Memory({ initial: 1 });
  const { exports } = new engine.Instance(new engine.Module(bytes), { m: { m: memory } });
  new Float32Array(memory.buffer, 1024, 8).set([1, 1, 1, 1, 2, 2, 2, 2]);
  expect((exports.add as (n: number) => number)(8)).toBe(16);
  expect([...new Float32Array(memory.buffer, 2048, 8)]).toEqual([2, 3, 4, 5, 3, 4, 5, 6]);
});
