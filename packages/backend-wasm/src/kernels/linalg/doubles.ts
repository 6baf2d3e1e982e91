/** Arrays of float64 in the frame of a program: what algorithms about matrices work on, whatever the element type. */
import type { ArrayType } from "@fluxion/core";
import { f32, f64, i32, load, store, type Code, type Expr, type F32, type F64, type I32 } from "../../emit/index.js";
import { byteSize, type WasmDType } from "../../lanes/value.js";
import type { Site } from "../../program/emission.js";
import { index, times, type Index } from "./index-arithmetic.js";

export class Doubles {
  constructor(
    private readonly code: Code,
    readonly base: I32,
  ) {}

  /** The address of an element. */
  address(i: Index): I32 {
    return i32.add(this.base, index(times(i, 8)));
  }
  get(i: Index): F64 {
    return load.f64(this.address(i));
  }
  set(i: Index, value: F64): void {
    this.code.do(store.f64(this.address(i), value));
  }
  fill(count: number, value: number): void {
    this.code.for(i32.const(0), i32.const(count), 1, (i) => this.set(i, f64.const(value)));
  }
}

/** Memory for so many numbers, for this step alone. */
export const doubles = ({ scope: { code }, scratch }: Site, count: number): Doubles =>
  new Doubles(code, code.let(scratch(8 * Math.max(count, 1))));

/** Elements of an operand or a result as float64. */
export class Floats {
  private readonly dtype: WasmDType;
  constructor(
    private readonly code: Code,
    { dtype }: ArrayType,
    readonly base: I32,
  ) {
    this.dtype = dtype as WasmDType;
  }
  get bytes(): number {
    return byteSize(this.dtype);
  }
  get(i: Index): F64 {
    const place = i32.add(this.base, index(times(i, this.bytes)));
    return this.dtype === "float64" ? load.f64(place) : f64.promoteF32(load.f32(place));
  }
  set(i: Index, value: F64): void {
    const place = i32.add(this.base, index(times(i, this.bytes)));
    const narrow: Expr<"f32"> = f32.demoteF64(value) as F32;
    this.code.do(this.dtype === "float64" ? store.f64(place, value) : store.f32(place, narrow));
  }
}

/** Counts from one index to another, below it. */
export const count = (code: Code, from: Index, to: Index, body: (i: I32) => void): void =>
  code.for(index(from), index(to), 1, body);

/** Counts down, from below `from` to `to`. */
export function countDown(code: Code, from: Index, to: Index, body: (i: I32) => void): void {
  const i = code.let(index(from));
  code.while(
    () => i32.gtS(i, index(to)),
    () => {
      code.set(i, i32.sub(i, i32.const(1)));
      body(i);
    },
  );
}
