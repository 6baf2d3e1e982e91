/** Reductions of neighbours in memory: one line after another, with several accumulators that take turns. */
import type { CombiningName } from "@fluxion/core";
import { i32, select, type Code, type I32 } from "../emit/index.js";
import { load } from "../loop/loop.js";
import { forRows } from "../loop/rows.js";
import { storeNext } from "../lanes/transfer.js";
import { byteSize, LANES, type Scope, type Value, type WasmDType } from "../lanes/value.js";
import type { ReducedAxes } from "./axes.js";
import { accumulatorOf, RUN, type Accumulator } from "./combining.js";

/** Additions that are under way at the same time. */
const TURNS = 4;

/** Calls `take` for every four elements of a line, with the number of the accumulator whose turn it is. */
export function alongLine(
  code: Code,
  length: number,
  take: (position: I32, count: number, turn: number) => void,
  settle: () => void,
): void {
  const chunk = LANES * TURNS;
  const whole = length - (length % chunk);
  const block = RUN * chunk;
  const chunks = (from: I32, to: I32): void =>
    code.for(from, to, chunk, (at) => {
      for (let turn = 0; turn < TURNS; turn++) take(code.let(i32.add(at, i32.const(turn * LANES))), LANES, turn);
    });
  if (whole > block)
    code.for(i32.const(0), i32.const(whole), block, (from) => {
      const end = code.let(i32.add(from, i32.const(block)));
      chunks(from, code.let(select(i32.ltS(end, i32.const(whole)), end, i32.const(whole))));
      settle();
    });
  else if (whole > 0) chunks(i32.const(0), i32.const(whole));
  for (let at = whole, turn = 0; at < length; at += LANES, turn++)
    take(i32.const(at), Math.min(LANES, length - at), turn);
  settle();
}

/** All accumulators in one. */
export function joinTurns(first: Accumulator, others: readonly Accumulator[]): Value {
  for (const other of others) first.take(other.finish(), 1);
  return first.finish();
}

export function reduceLines(
  scope: Scope,
  by: CombiningName,
  dtype: WasmDType,
  { kept, reduced }: ReducedAxes,
  from: I32,
  to: I32,
): void {
  const { code } = scope;
  const size = byteSize(dtype);
  const scaled = (strides: readonly number[]): number[] => strides.map((stride) => stride * size);
  const widths = kept.lengths.map((_, level) => kept.lengths.slice(level + 1).reduce((a, b) => a * b, 1));
  const streams = [
    { start: from, strides: [...scaled(kept.strides), 0] },
    { start: to, strides: [...scaled(widths), 0] },
  ];
  const depth = reduced.lengths.length;
  forRows(code, [...kept.lengths, 1], streams, ([source, target]) => {
    const accumulators = Array.from({ length: TURNS }, () => accumulatorOf(scope, by, dtype));
    forRows(code, reduced.lengths, [{ start: source as I32, strides: scaled(reduced.strides) }], ([line]) =>
      alongLine(
        code,
        reduced.lengths[depth - 1] ?? 1,
        (position, count, turn) => {
          const stride = reduced.strides[depth - 1] ?? 1;
          const parts = load(scope, dtype, line as I32, position, stride, count);
          accumulators[turn]?.take({ dtype, parts: parts.map((part) => code.let(part)) }, count);
        },
        () => accumulators.forEach((accumulator) => accumulator.settle()),
      ),
    );
    const [first, ...others] = accumulators as [Accumulator, ...Accumulator[]];
    for (const statement of storeNext(joinTurns(first, others), target as I32, 1)) code.do(statement);
  });
}
