/**
 * Reductions whose neighbours in memory belong to different results: several lines at a time are combined element by element and
 * added to a line of results, which stays in the first cache.
 */
import type { CombiningName } from "@fluxion/core";
import { i32, type I32 } from "../emit/index.js";
import { load } from "../loop/loop.js";
import { alongRow, forRows, moved } from "../loop/rows.js";
import { literal } from "../lanes/constants.js";
import { loadNext, storeNext } from "../lanes/transfer.js";
import { demote, promote } from "../lanes/conversions.js";
import { wrapWords, type IntegerType } from "../lanes/integers.js";
import { byteSize, type Scope, type Value, type WasmDType } from "../lanes/value.js";
import type { V128 } from "../emit/index.js";
import type { ReducedAxes } from "./axes.js";
import { combineOf, identityOf, isWide } from "./combining.js";

/** Lines that are combined before the results are touched. */
const LINES = 8;
/** Columns of results that stay in the cache. */
const COLUMNS = 1024;

export const panelBytes = (columns: number): number => 8 * Math.min(COLUMNS, columns);

export function reducePanels(
  scope: Scope,
  by: CombiningName,
  dtype: WasmDType,
  { kept, reduced }: ReducedAxes,
  from: I32,
  to: I32,
  results: I32,
): void {
  const { code } = scope;
  const size = byteSize(dtype);
  const scaled = (strides: readonly number[]): number[] => strides.map((stride) => stride * size);
  const widths = kept.lengths.map((_, level) => kept.lengths.slice(level + 1).reduce((a, b) => a * b, 1));
  const columns = kept.lengths.at(-1) ?? 1;
  const columnStride = kept.strides.at(-1) ?? 1;
  const streams = [
    { start: from, strides: [...scaled(kept.strides.slice(0, -1)), 0] },
    { start: to, strides: [...scaled(widths.slice(0, -1)), 0] },
  ];
  const wide = isWide(by, dtype);
  const held: WasmDType = wide ? "float64" : dtype;
  const narrow = combineOf(by, dtype);
  const combine = combineOf(by, held);
  const wrapped = (parts: readonly V128[]): V128[] =>
    parts.map((part) => (dtype === "int8" || dtype === "uint8" ? wrapWords(dtype as IntegerType, part) : part));
  const lineStride = (reduced.strides.at(-1) ?? 0) * size;
  const lines = reduced.lengths.at(-1) ?? 1;

  const put = (value: Value, base: I32, position: I32, lanes: number): void => {
    const address = code.let(moved(base, position, byteSize(value.dtype)));
    for (const statement of storeNext(value, address, lanes)) code.do(statement);
  };
  const read = (position: I32): V128[] =>
    loadNext(held, code.let(moved(results, position, byteSize(held)))).map((part) => code.let(part));
  const widen = (parts: readonly V128[]): readonly V128[] => promote(parts[0] as V128).map((part) => code.let(part));

  /** What some lines have to add to the results: products of float32 are widened before they can overflow. */
  const contributions = (rows: readonly (readonly V128[])[]): readonly (readonly V128[])[] => {
    if (wide && by === "mul") return rows.map(widen);
    const parts = tree(rows, (x, y) => x.map((part, i) => code.let(narrow(part, y[i] as V128))));
    return [wide ? widen(parts) : parts];
  };
  const addLines = (line: I32, group: number, count: number): void =>
    alongRow(code, count, (position, lanes) => {
      const rows = Array.from({ length: group }, (_, i) => {
        const start = i32.add(line, i32.const(i * lineStride));
        return load(scope, dtype, start, position, columnStride, lanes).map((part) => code.let(part));
      });
      const sums = contributions(rows).reduce<readonly V128[]>(
        (sum, parts) => sum.map((part, i) => code.let(combine(part, parts[i] as V128))),
        read(position),
      );
      put({ dtype: held, parts: wrapped(sums).map((part) => code.let(part)) }, results, position, lanes);
    });

  const overColumns = (source: I32, target: I32, count: number): void => {
    alongRow(code, count, (position, lanes) => put(literal(identityOf(by, held), held), results, position, lanes));
    const outer = [...reduced.lengths.slice(0, -1), 1];
    const strides = [...scaled(reduced.strides.slice(0, -1)), 0];
    forRows(code, outer, [{ start: source, strides }], ([line]) => {
      const whole = lines - (lines % LINES);
      if (whole > 0)
        code.for(i32.const(0), i32.const(whole), LINES, (at) =>
          addLines(code.let(i32.add(line as I32, i32.mul(at, i32.const(lineStride)))), LINES, count),
        );
      if (lines > whole) addLines(code.let(i32.add(line as I32, i32.const(whole * lineStride))), lines - whole, count);
    });
    alongRow(code, count, (position, lanes) => {
      const parts = read(position);
      const value = wide ? [demote(parts[0] as V128, parts[1] as V128)] : parts;
      put({ dtype, parts: value.map((part) => code.let(part)) }, target, position, lanes);
    });
  };

  forRows(code, [...kept.lengths.slice(0, -1), 1], streams, ([source, target]) => {
    const block = (first: I32, count: number): void => {
      const from_ = code.let(i32.add(source as I32, i32.mul(first, i32.const(columnStride * size))));
      overColumns(from_, code.let(i32.add(target as I32, i32.mul(first, i32.const(size)))), count);
    };
    const whole = columns - (columns % COLUMNS);
    if (whole > 0) code.for(i32.const(0), i32.const(whole), COLUMNS, (first) => block(first, COLUMNS));
    if (columns > whole) block(i32.const(whole), columns - whole);
  });
}

/** Neighbours first: the shallowest tree. */
function tree<T>(list: readonly T[], combine: (x: T, y: T) => T): T {
  let level = list;
  while (level.length > 1)
    level = Array.from({ length: Math.ceil(level.length / 2) }, (_, i) =>
      2 * i + 1 < level.length ? combine(level[2 * i] as T, level[2 * i + 1] as T) : (level[2 * i] as T),
    );
  return level[0] as T;
}
