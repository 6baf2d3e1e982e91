/**
 * How reductions combine elements, in vectors. Sums of float32 go through float64: at most `RUN` additions in a row are rounded
 * to float32, so that the error does not grow with the length.
 */
import type { CombiningName } from "@fluxion/core";
import { f32x4, f64x2, i32x4, i8x16, v128, type Local, type V128 } from "../emit/index.js";
import { promote } from "../lanes/conversions.js";
import { literal } from "../lanes/constants.js";
import { wrapWords, type IntegerType } from "../lanes/integers.js";
import type { Scope, Value, WasmDType } from "../lanes/value.js";

/** Additions in a row before a sum of float32 moves on to float64. */
export const RUN = 32;

const SWAP = [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7];
const NEXT = [4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11];
const shuffled = (x: V128, lanes: readonly number[]): V128 => i8x16.shuffle(x, x, lanes);

/** A result that is still being combined: vectors of elements, and for sums of float32 those of the wide sum. */
export interface Accumulator {
  /** Takes the first `count` lanes in; the others must not count. */
  take(value: Value, count: number): void;
  /** To be called at least after `RUN` values. */
  settle(): void;
  /** The combination of all lanes, in every lane. */
  finish(): Value;
}

type Combine = (x: V128, y: V128) => V128;

export function combineOf(by: CombiningName, dtype: WasmDType): Combine {
  const floats = dtype === "float32" ? f32x4 : dtype === "float64" ? f64x2 : undefined;
  if (by === "and") return v128.and;
  if (by === "or") return v128.or;
  if (floats !== undefined) return floats[by];
  if (dtype === "bool") return by === "max" ? v128.or : v128.and;
  if (by === "add" || by === "mul") return i32x4[by];
  const signed = dtype === "int8" || dtype === "int32";
  return { max: signed ? i32x4.maxS : i32x4.maxU, min: signed ? i32x4.minS : i32x4.minU }[by];
}

const LIMITS: Readonly<Record<WasmDType, readonly [least: number, most: number]>> = {
  bool: [0, 1],
  int8: [-128, 127],
  uint8: [0, 255],
  int32: [-2147483648, 2147483647],
  uint32: [0, 4294967295],
  float32: [-Infinity, Infinity],
  float64: [-Infinity, Infinity],
};

/** What nothing combines to. */
export function identityOf(by: CombiningName, dtype: WasmDType): number {
  if (by === "add" || by === "or") return 0;
  if (by === "mul" || by === "and") return 1;
  return LIMITS[dtype][by === "max" ? 0 : 1];
}

export const isWide = (by: CombiningName, dtype: WasmDType): boolean =>
  dtype === "float32" && (by === "add" || by === "mul");

/** The first `count` lanes of a value, and the identity in the others. */
function masked(value: Value, identity: Value, count: number): readonly V128[] {
  if (count >= 4) return value.parts;
  if (value.parts.length === 2)
    return value.parts.map((part, half) => {
      const lanes = new BigInt64Array([0, 1].map((lane) => (2 * half + lane < count ? -1n : 0n)));
      return v128.bitselect(part, identity.parts[half] as V128, v128.const(lanes));
    });
  const lanes = new Int32Array([0, 1, 2, 3].map((lane) => (lane < count ? -1 : 0)));
  return value.parts.map((part, i) => v128.bitselect(part, identity.parts[i] as V128, v128.const(lanes)));
}

/** The combination of all lanes of some vectors, in all lanes. */
function acrossLanes({ code }: Scope, combine: Combine, parts: readonly V128[], words: boolean): V128 {
  const one = code.let(parts.reduce((a, b) => code.let(combine(a, b))));
  const halves = code.let(combine(one, shuffled(one, SWAP)));
  return words ? code.let(combine(halves, shuffled(halves, NEXT))) : halves;
}

export function accumulatorOf(scope: Scope, by: CombiningName, dtype: WasmDType): Accumulator {
  return isWide(by, dtype) ? wideAccumulator(scope, by) : plainAccumulator(scope, by, dtype);
}

function plainAccumulator(scope: Scope, by: CombiningName, dtype: WasmDType): Accumulator {
  const { code } = scope;
  const combine = combineOf(by, dtype);
  const identity = literal(identityOf(by, dtype), dtype);
  const sums = identity.parts.map((part) => code.let(part));
  return {
    take(value, count) {
      masked(value, identity, count).forEach((part, i) => {
        const sum = sums[i] as Local<"v128">;
        code.set(sum, combine(sum, part));
      });
    },
    settle: () => undefined,
    finish() {
      const all = acrossLanes(scope, combine, sums, dtype !== "float64");
      const wrapped = dtype === "int8" || dtype === "uint8" ? code.let(wrapWords(dtype as IntegerType, all)) : all;
      return { dtype, parts: dtype === "float64" ? [wrapped, wrapped] : [wrapped] };
    },
  };
}

/** Sums and products of float32, with a wide result beside the narrow one. */
function wideAccumulator(scope: Scope, by: CombiningName): Accumulator {
  const { code } = scope;
  const narrow = combineOf(by, "float32");
  const wide = combineOf(by, "float64");
  const identity = literal(identityOf(by, "float32"), "float32");
  const start = literal(identityOf(by, "float64"), "float64");
  const short = code.let(identity.parts[0] as V128);
  const long = start.parts.map((part) => code.let(part));
  // Products go to the wide result at once: they would overflow where the result does not.
  const direct = by === "mul";
  const widen = (part: V128): void =>
    promote(part).forEach((half, i) => {
      const sum = long[i] as Local<"v128">;
      code.set(sum, wide(sum, half));
    });
  const settle = (): void => {
    if (direct) return;
    widen(short);
    code.set(short, identity.parts[0] as V128);
  };
  return {
    take(value, count) {
      const [part] = masked(value, identity, count) as [V128];
      if (direct) widen(code.let(part));
      else code.set(short, narrow(short, part));
    },
    settle,
    finish() {
      settle();
      const all = acrossLanes(scope, wide, long, false);
      const rounded = code.let(f32x4.demoteF64x2Zero(all));
      return {
        dtype: "float32",
        parts: [code.let(shuffled(rounded, [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3]))],
      };
    },
  };
}

/** Several accumulators as one that takes turns, so that one addition need not wait for the last. */
export function turns(scope: Scope, by: CombiningName, dtype: WasmDType, count: number): readonly Accumulator[] {
  return Array.from({ length: count }, () => accumulatorOf(scope, by, dtype));
}
