/**
 * The stable order of a line of elements: keys as unsigned words in the same order, sorted by radix, digit after digit.
 * Source: D. Knuth, "The Art of Computer Programming", vol. 3, §5.2.5.
 */
import {
  f32,
  f64,
  i32,
  i64,
  load,
  memoryCopy,
  memoryFill,
  select,
  store,
  type Code,
  type Expr,
  type F32,
  type F64,
  type I32,
  type Local,
} from "../../emit/index.js";
import { ELEMENTS } from "../../lanes/element.js";
import type { WasmDType } from "../../lanes/value.js";

/** Memory for sorting lines of a length: two lists of places, two of keys, and the histogram. */
export interface Workspace {
  readonly places: Local<"i32">;
  readonly spare: Local<"i32">;
  readonly keys: Local<"i32">;
  readonly spareKeys: Local<"i32">;
  readonly counts: Local<"i32">;
}

/** Bits of a digit: short lines are done before a long histogram would be cleared. */
const digitBits = (length: number): number => (length < 2048 ? 8 : 11);
export const workspaceBytes = (length: number): number => 4 * 4 * length + 4 * 2 ** digitBits(length) + 64;

export function workspaceOf(code: Code, start: I32, length: number): Workspace {
  const base = code.let(start);
  const at = (i: number): Local<"i32"> => code.let(i32.add(base, i32.const(4 * length * i)));
  return { places: at(0), spare: at(1), keys: at(2), spareKeys: at(3), counts: at(4) };
}

/** An unsigned word of a key: words compare as elements do, one after another from the last of `WORDS`. */
type Word = (code: Code, value: Expr) => I32;

const SIGN = i32.const(-2147483648);
/** Bits of a float as a word: negative ones are turned around, −0 counts as 0, NaN comes last. */
const float32Word: Word = (code, value) => {
  const x = value as F32;
  const bits = code.let(i32.reinterpretF32(f32.add(x, f32.const(0))));
  const ordered = i32.xor(bits, i32.or(i32.shrS(bits, i32.const(31)), SIGN));
  return select(f32.ne(x, x), i32.const(-1), ordered);
};
const float64Bits = (code: Code, x: F64) => {
  const bits = code.let(i64.reinterpretF64(f64.add(x, f64.const(0))));
  const ordered = i64.xor(bits, i64.or(i64.shrS(bits, i64.const(63n)), i64.const(1n << 63n)));
  return select(f64.ne(x, x), i64.const(-1n), ordered);
};
const float64Low: Word = (code, value) => i32.wrapI64(float64Bits(code, value as F64));
const float64High: Word = (code, value) => i32.wrapI64(i64.shrU(float64Bits(code, value as F64), i64.const(32n)));

interface KeyWord {
  readonly word: Word;
  readonly bits: number;
}
/** From the least significant word on. */
const WORDS: Readonly<Record<WasmDType, readonly KeyWord[]>> = {
  bool: [{ word: (_, x) => x as I32, bits: 1 }],
  uint8: [{ word: (_, x) => x as I32, bits: 8 }],
  int8: [{ word: (_, x) => i32.add(x as I32, i32.const(128)), bits: 8 }],
  uint32: [{ word: (_, x) => x as I32, bits: 32 }],
  int32: [{ word: (_, x) => i32.xor(x as I32, SIGN), bits: 32 }],
  float32: [{ word: float32Word, bits: 32 }],
  float64: [
    { word: float64Low, bits: 32 },
    { word: float64High, bits: 32 },
  ],
};

/** A list of keys: `stride` elements apart. */
export interface Keys {
  readonly dtype: WasmDType;
  readonly line: I32;
  readonly stride: number;
}

/** Writes the places of the elements in order: by the first list of keys, ties by the next, then as they were. */
export function writeOrder(
  code: Code,
  keys: readonly Keys[],
  length: number,
  work: Workspace,
  descending: boolean,
): void {
  code.for(i32.const(0), i32.const(length), 1, (i) =>
    code.do(store.i32(i32.add(work.places, i32.shl(i, i32.const(2))), i)),
  );
  for (const list of [...keys].reverse())
    for (const word of WORDS[list.dtype]) {
      readKeys(code, list, word, length, work, descending);
      for (let shift = 0; shift < word.bits; shift += digitBits(length))
        distribute(code, length, work, shift, Math.min(digitBits(length), word.bits - shift));
    }
}

function readKeys(
  code: Code,
  { dtype, line, stride }: Keys,
  { word }: KeyWord,
  length: number,
  work: Workspace,
  descending: boolean,
): void {
  const element = ELEMENTS[dtype];
  code.for(i32.const(0), i32.const(length), 1, (i) => {
    const place = load.i32(i32.add(work.places, i32.shl(i, i32.const(2))));
    const value = code.let(element.load(i32.add(line, i32.mul(place, i32.const(stride * element.bytes)))));
    const key = word(code, value);
    const bits = descending ? i32.xor(key, i32.const(-1)) : key;
    code.do(store.i32(i32.add(work.keys, i32.shl(i, i32.const(2))), bits));
  });
}

/** One pass: counts the digits, turns counts into first places, and moves keys and places there. */
function distribute(code: Code, length: number, work: Workspace, shift: number, bits: number): void {
  const size = 2 ** bits;
  const end = 4 * length;
  const counter = (key: I32): I32 =>
    i32.add(work.counts, i32.shl(i32.and(i32.shrU(key, i32.const(shift)), i32.const(size - 1)), i32.const(2)));
  code.do(memoryFill(work.counts, i32.const(0), i32.const(4 * size)));
  code.for(i32.const(0), i32.const(end), 4, (at) => {
    const place = code.let(counter(load.i32(i32.add(work.keys, at))));
    code.do(store.i32(place, i32.add(load.i32(place), i32.const(1))));
  });
  const before = code.let(i32.const(0));
  code.for(i32.const(0), i32.const(4 * size), 4, (at) => {
    const place = code.let(i32.add(work.counts, at));
    const count = code.let(load.i32(place));
    code.do(store.i32(place, before));
    code.set(before, i32.add(before, count));
  });
  code.for(i32.const(0), i32.const(end), 4, (at) => {
    const key = code.let(load.i32(i32.add(work.keys, at)));
    const place = code.let(counter(key));
    const next = code.let(load.i32(place));
    code.do(store.i32(place, i32.add(next, i32.const(1))));
    const to = code.let(i32.shl(next, i32.const(2)));
    code.do(store.i32(i32.add(work.spareKeys, to), key));
    code.do(store.i32(i32.add(work.spare, to), load.i32(i32.add(work.places, at))));
  });
  code.do(memoryCopy(work.places, work.spare, i32.const(end)));
  code.do(memoryCopy(work.keys, work.spareKeys, i32.const(end)));
}
