/**
 * Four elements at a time, whatever their type: what a scalar body computes with. A value is one vector, or two for float64.
 * Small integers are held as int32, in the range of their type; booleans as masks of 32 ones or zeros.
 */
import type { DType } from "@fluxion/core";
import { i8x16, i64x2, type Code, type Module, type V128 } from "../emit/index.js";

/** Elements that a step of a loop computes. */
export const LANES = 4;

/** The element types that this backend has. */
export type WasmDType = "bool" | "int8" | "uint8" | "int32" | "uint32" | "float32" | "float64";

export interface Value {
  readonly dtype: WasmDType;
  readonly parts: readonly V128[];
  /** Where it is a constant. */
  readonly value?: number;
}

/** Where values are computed: a function of a module, and what the machine can do. */
export interface Scope {
  readonly code: Code;
  readonly module: Module;
  /** Products and sums in one instruction, where results need not be the same on every machine. */
  readonly fusedMultiplyAdd: boolean;
}

const SIZES: Readonly<Record<WasmDType, number>> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  int32: 4,
  uint32: 4,
  float32: 4,
  float64: 8,
};
export const isWasmDType = (dtype: DType): dtype is WasmDType => Object.hasOwn(SIZES, dtype);
/** Bytes of an element in memory. */
export const byteSize = (dtype: WasmDType): number => SIZES[dtype];

/** Keeps a value in locals, so that it is computed once. */
export const bound = ({ code }: Scope, value: Value): Value =>
  value.value !== undefined ? value : { ...value, parts: value.parts.map((part) => code.let(part)) };

/** The mask of 32 bits per element as two masks of 64. */
export const widenMask = (mask: V128): [V128, V128] => [i64x2.extendLowI32x4S(mask), i64x2.extendHighI32x4S(mask)];

const EVEN_WORDS = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27];
const UPPER_HALF = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];
/** The last two words of a vector, first. */
export const upperHalf = (x: V128): V128 => i8x16.shuffle(x, x, UPPER_HALF);

const LOW_HALVES = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23];
/** The first two words of each vector, in one. */
export const lowHalves = (low: V128, high: V128): V128 => i8x16.shuffle(low, high, LOW_HALVES);

/** The lower words of four elements of 64 bits, in one vector. */
export const lowWords = (low: V128, high: V128): V128 => i8x16.shuffle(low, high, EVEN_WORDS);
