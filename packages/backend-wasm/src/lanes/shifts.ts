/** Shifts of words. Counts are unsigned; a count of the width or more gives 0, or the sign. */
import { i32, i32x4, v128, type V128 } from "../emit/index.js";
import { i32s } from "./constants.js";
import { wrapWords, type IntegerType } from "./integers.js";
import type { Scope, Value } from "./value.js";

export type ShiftName = "shiftLeft" | "shiftRightArithmetic" | "shiftRightLogical";
const INSTRUCTION = { shiftLeft: "shl", shiftRightArithmetic: "shrS", shiftRightLogical: "shrU" } as const;

/** The operand as the shift sees it: bytes are read as signed or unsigned, whatever the type says. */
function operand(name: ShiftName, width: number, x: V128): V128 {
  if (width === 32 || name === "shiftLeft") return x;
  return wrapWords(name === "shiftRightArithmetic" ? "int8" : "uint8", x);
}

/** Every lane by its own count: one after another, since vectors shift by one count only. */
function byLane({ code }: Scope, name: ShiftName, x: V128, counts: V128): V128 {
  const shift = i32[INSTRUCTION[name]];
  return [0, 1, 2, 3].reduce<V128>(
    (into, lane) =>
      code.let(i32x4.replaceLane(into, lane, shift(i32x4.extractLane(x, lane), i32x4.extractLane(counts, lane)))),
    x,
  );
}

/** The words before they are wrapped into their type again. */
export function shift(scope: Scope, name: ShiftName, x: Value, count: Value): V128 {
  const { code } = scope;
  const width = (x.dtype as IntegerType).endsWith("8") ? 8 : 32;
  const words = code.let(operand(name, width, x.parts[0] as V128));
  const arithmetic = name === "shiftRightArithmetic";
  if (count.value !== undefined) {
    const by = count.value >>> 0;
    if (by >= width && !arithmetic) return i32s(0);
    return i32x4[INSTRUCTION[name]](words, i32.const(Math.min(by, width - 1)));
  }
  const counts = count.parts[0] as V128;
  const fits = code.let(i32x4.ltU(counts, i32s(width)));
  if (arithmetic) return byLane(scope, name, words, code.let(v128.bitselect(counts, i32s(width - 1), fits)));
  return v128.and(byLane(scope, name, words, counts), fits);
}
