/** WebAssembly as a typed vocabulary: expressions, statements, functions, modules. */
export { Bytes } from "./bytes.js";
export { Code, memorySize, select, tee, type Label, type Local } from "./code.js";
export type { Expr, F32, F64, I32, I64, V128, ValType } from "./expr.js";
export { atomics, load, loadLane, memoryCopy, memoryFill, store, storeLane, type Statement } from "./memory.js";
export { call, Module, run, type Func, type MemoryImport, type Signature } from "./module.js";
export { f32, f64, i32, i64 } from "./numeric.js";
export { f32x4, f64x2, i16x8, i32x4, i64x2, i8x16, relaxed, v128 } from "./simd.js";
