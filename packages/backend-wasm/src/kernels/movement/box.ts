/** Copies a box of elements from strides to strides. What the elements mean does not matter, only how many bytes they have. */
import { collapseLoops } from "@fluxion/core";
import { i32, store, storeLane, memoryCopy, type Code, type I32, type Statement, type V128 } from "../../emit/index.js";
import { load } from "../../loop/loop.js";
import { alongRow, forRows, moved } from "../../loop/rows.js";
import { packed, storeNext } from "../../lanes/transfer.js";
import { byteSize, type Scope, type Value, type WasmDType } from "../../lanes/value.js";

/** Rows of so many bytes are copied by the engine. */
const LONG = 256;

export interface Box {
  readonly lengths: readonly number[];
  /** Bytes of an element: 1, 4 or 8. */
  readonly bytes: number;
  readonly from: I32;
  readonly to: I32;
  /** In elements, from the outermost axis inwards. */
  readonly fromStrides: readonly number[];
  readonly toStrides: readonly number[];
}

/** The type that elements of a size are moved as. */
const carrier = (bytes: number): WasmDType => (bytes === 8 ? "float64" : bytes === 4 ? "int32" : "uint8");

export function copyBox(scope: Scope, { lengths, bytes, from, to, fromStrides, toStrides }: Box): void {
  const { code } = scope;
  if (lengths.includes(0)) return;
  const nest = collapseLoops(lengths, [fromStrides, toStrides]);
  const [reads, writes] = nest.strides as [number[], number[]];
  const depth = nest.lengths.length;
  const length = nest.lengths[depth - 1] ?? 1;
  const [read, write] = [reads[depth - 1] ?? 1, writes[depth - 1] ?? 1];
  const scaled = (strides: readonly number[]): number[] => strides.map((stride) => stride * bytes);
  const streams = [
    { start: from, strides: scaled(reads) },
    { start: to, strides: scaled(writes) },
  ];
  const dtype = carrier(bytes);
  forRows(code, nest.lengths, streams, ([source, target]) => {
    const [x, y] = [source as I32, target as I32];
    if (read === 1 && write === 1 && length * bytes >= LONG)
      return code.do(memoryCopy(y, x, i32.const(length * bytes)));
    alongRow(code, length, (position, count) => {
      const parts = load(scope, dtype, x, position, read, count).map((part) => code.let(part));
      const address = code.let(moved(y, position, write * bytes));
      const statements =
        write === 1
          ? storeNext({ dtype, parts }, address, count)
          : storeStrided({ dtype, parts }, address, write, count);
      for (const statement of statements) code.do(statement);
    });
  });
}

/** Writes the first `count` lanes a stride apart. */
export function storeStrided(value: Value, address: I32, stride: number, count: number): Statement[] {
  const lanes = Array.from({ length: count }, (_, lane) => lane);
  const [low, high] = packed(value) as readonly [V128, V128];
  const size = byteSize(value.dtype);
  const at = (lane: number): I32 => i32.add(address, i32.const(lane * stride * size));
  if (size === 8) return lanes.map((lane) => storeLane.i64(at(lane), lane < 2 ? low : high, lane % 2));
  return lanes.map((lane) => (size === 4 ? storeLane.i32 : storeLane.i8)(at(lane), low, lane));
}

/** Fills `count` elements with the bits of one. */
export function fill(code: Code, to: I32, count: number, bytes: number, value: V128): void {
  if (count === 0) return;
  const whole = Math.floor((count * bytes) / 16) * 16;
  if (whole > 0) code.for(i32.const(0), i32.const(whole), 16, (at) => code.do(store.v128(i32.add(to, at), value)));
  const rest = count - whole / bytes;
  const lane = bytes === 8 ? storeLane.i64 : bytes === 4 ? storeLane.i32 : storeLane.i8;
  for (let i = 0; i < rest; i++) code.do(lane(to, value, i, whole + i * bytes));
}

/** Puts the bits of one element, which is in every lane, everywhere into a box. */
export function fillBox(
  code: Code,
  to: I32,
  lengths: readonly number[],
  strides: readonly number[],
  bytes: number,
  value: V128,
): void {
  if (lengths.includes(0)) return;
  const nest = collapseLoops(lengths, [strides]);
  const own = (nest.strides[0] ?? []).map((stride) => stride * bytes);
  const lane = bytes === 8 ? storeLane.i64 : bytes === 4 ? storeLane.i32 : storeLane.i8;
  forRows(code, [...nest.lengths, 1], [{ start: to, strides: [...own, 0] }], ([place]) =>
    code.do(lane(place as I32, value, 0)),
  );
}
