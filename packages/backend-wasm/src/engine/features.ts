/** What the engine can do, asked once by compiling a few bytes. */
import { Module, relaxed, v128 } from "../emit/index.js";
import { engine } from "./webassembly.js";

let relaxedSimd: boolean | undefined;

/** Whether products and sums come in one instruction. */
export function hasRelaxedSimd(): boolean {
  if (relaxedSimd !== undefined) return relaxedSimd;
  const module = new Module();
  const zero = v128.const(new Int32Array(4));
  module.func("probe", { params: [], results: ["v128"] }, () => relaxed.maddF32x4(zero, zero, zero));
  relaxedSimd = engine?.validate(module.finish()) === true;
  return relaxedSimd;
}
