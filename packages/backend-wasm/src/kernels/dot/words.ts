/** Products of small integers: as words, and back. */
import { sizeOf, type ArrayType } from "@fluxion/core";
import type { I32 } from "../../emit/index.js";
import { wrapWords, type IntegerType } from "../../lanes/integers.js";
import { loadNext, storeNext } from "../../lanes/transfer.js";
import { byteSize, type Scope, type WasmDType } from "../../lanes/value.js";
import { alongRow, moved } from "../../loop/rows.js";

/** Copies all elements of an array into elements of another type that are held in the same way. */
export function recast(scope: Scope, { shape, dtype }: ArrayType, to: WasmDType, source: I32, target: I32): void {
  const { code } = scope;
  alongRow(code, sizeOf(shape), (position, count) => {
    const parts = loadNext(dtype as WasmDType, code.let(moved(source, position, byteSize(dtype as WasmDType))));
    const small = to === "int8" || to === "uint8";
    const words = parts.map((part) => code.let(small ? wrapWords(to as IntegerType, part) : part));
    const address = code.let(moved(target, position, byteSize(to)));
    for (const statement of storeNext({ dtype: to, parts: words }, address, count)) code.do(statement);
  });
}
