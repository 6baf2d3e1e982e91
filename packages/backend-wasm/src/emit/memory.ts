/** Loads, stores, bulk operations and atomics on the module's only memory. Addresses are bytes; offsets are constants added to them. */
import { applyWith, writeOpcode, type Expr, type I32, type Opcode, type V128, type ValType } from "./expr.js";
import type { Bytes } from "./bytes.js";

/** An instruction without a result. */
export interface Statement {
  write(out: Bytes): void;
}

const argument =
  (alignment: number, offset: number) =>
  (out: Bytes): void =>
    void out.u32(alignment).u32(offset);

const loader =
  <T extends ValType>(type: T, opcode: Opcode, alignment: number) =>
  (address: I32, offset = 0): Expr<T> =>
    applyWith(type, opcode, [address], argument(alignment, offset));

const storer =
  <T extends ValType>(_: T, opcode: Opcode, alignment: number) =>
  (address: I32, value: Expr<T>, offset = 0): Statement => ({
    write(out) {
      address.write(out);
      value.write(out);
      writeOpcode(out, opcode);
      argument(alignment, offset)(out);
    },
  });

export const load = {
  i32: loader("i32", 0x28, 2),
  i64: loader("i64", 0x29, 3),
  f32: loader("f32", 0x2a, 2),
  f64: loader("f64", 0x2b, 3),
  i8S: loader("i32", 0x2c, 0),
  i8U: loader("i32", 0x2d, 0),
  v128: loader("v128", [0xfd, 0], 4),
  splat8: loader("v128", [0xfd, 7], 0),
  splat32: loader("v128", [0xfd, 9], 2),
  splat64: loader("v128", [0xfd, 10], 3),
  zero32: loader("v128", [0xfd, 92], 2),
  zero64: loader("v128", [0xfd, 93], 3),
  extend8x8S: loader("v128", [0xfd, 1], 3),
  extend8x8U: loader("v128", [0xfd, 2], 3),
};

/** One lane of a vector from memory. */
const laneLoader =
  (code: number, alignment: number) =>
  (address: I32, into: V128, lane: number, offset = 0): V128 =>
    applyWith("v128", [0xfd, code], [address, into], (out) => out.u32(alignment).u32(offset).byte(lane));
export const loadLane = { i8: laneLoader(84, 0), i32: laneLoader(86, 2), i64: laneLoader(87, 3) };

export const store = {
  i32: storer("i32", 0x36, 2),
  i64: storer("i64", 0x37, 3),
  f32: storer("f32", 0x38, 2),
  f64: storer("f64", 0x39, 3),
  i8: storer("i32", 0x3a, 0),
  v128: storer("v128", [0xfd, 11], 4),
};

const laneStorer =
  (code: number, alignment: number) =>
  (address: I32, from: V128, lane: number, offset = 0): Statement => ({
    write(out) {
      address.write(out);
      from.write(out);
      writeOpcode(out, [0xfd, code]);
      out.u32(alignment).u32(offset).byte(lane);
    },
  });
export const storeLane = { i8: laneStorer(88, 0), i32: laneStorer(90, 2), i64: laneStorer(91, 3) };

const bulk = (code: number, operands: readonly Expr[], tail: readonly number[]): Statement => ({
  write(out) {
    for (const operand of operands) operand.write(out);
    writeOpcode(out, [0xfc, code]);
    out.raw(tail);
  },
});
export const memoryCopy = (to: I32, from: I32, bytes: I32): Statement => bulk(10, [to, from, bytes], [0, 0]);
export const memoryFill = (to: I32, value: I32, bytes: I32): Statement => bulk(11, [to, value, bytes], [0]);

const atomic = (code: number): Opcode => [0xfe, code];
/** Sequentially consistent operations; waiting needs a shared memory. */
export const atomics = {
  load: loader("i32", atomic(0x10), 2),
  store: storer("i32", atomic(0x17), 2),
  /** Adds, and gives the value from before. */
  add: (address: I32, value: I32, offset = 0): I32 =>
    applyWith("i32", atomic(0x1e), [address, value], argument(2, offset)),
  compareExchange: (address: I32, expected: I32, value: I32, offset = 0): I32 =>
    applyWith("i32", atomic(0x48), [address, expected, value], argument(2, offset)),
  /** Wakes up to `count` waiting threads; gives how many. */
  notify: (address: I32, count: I32, offset = 0): I32 =>
    applyWith("i32", atomic(0x00), [address, count], argument(2, offset)),
  /** Sleeps while the word equals `expected`; 0 woken, 1 not equal, 2 timed out (nanoseconds). */
  wait: (address: I32, expected: I32, timeout: Expr<"i64">, offset = 0): I32 =>
    applyWith("i32", atomic(0x01), [address, expected, timeout], argument(2, offset)),
};
