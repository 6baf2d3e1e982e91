/** One element at a time, for what cannot be done in vectors: as the scalar of the machine that holds it. */
import { f32, f64, i32, load, store, type Expr, type I32, type Statement } from "../emit/index.js";
import type { WasmDType } from "./value.js";

export type Held = "i32" | "f32" | "f64";

export interface Element {
  readonly type: Held;
  readonly bytes: number;
  readonly load: (address: I32, offset?: number) => Expr<Held>;
  readonly store: (address: I32, value: Expr<Held>, offset?: number) => Statement;
  readonly lt: (x: Expr<Held>, y: Expr<Held>) => I32;
  readonly ne: (x: Expr<Held>, y: Expr<Held>) => I32;
}

const make = <T extends Held>(
  type: T,
  bytes: number,
  read: (address: I32, offset?: number) => Expr<T>,
  write: (address: I32, value: Expr<T>, offset?: number) => Statement,
  lt: (x: Expr<T>, y: Expr<T>) => I32,
  ne: (x: Expr<T>, y: Expr<T>) => I32,
): Element => ({ type, bytes, load: read, store: write, lt, ne }) as unknown as Element;

export const ELEMENTS: Readonly<Record<WasmDType, Element>> = {
  bool: make("i32", 1, load.i8U, store.i8, i32.ltU, i32.ne),
  int8: make("i32", 1, load.i8S, store.i8, i32.ltS, i32.ne),
  uint8: make("i32", 1, load.i8U, store.i8, i32.ltU, i32.ne),
  int32: make("i32", 4, load.i32, store.i32, i32.ltS, i32.ne),
  uint32: make("i32", 4, load.i32, store.i32, i32.ltU, i32.ne),
  float32: make("f32", 4, load.f32, store.f32, f32.lt, f32.ne),
  float64: make("f64", 8, load.f64, store.f64, f64.lt, f64.ne),
};
