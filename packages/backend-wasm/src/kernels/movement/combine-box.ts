/** Combines a box of elements with what is where it goes. */
import { collapseLoops, type CombiningName } from "@fluxion/core";
import type { I32 } from "../../emit/index.js";
import { load } from "../../loop/loop.js";
import { alongRow, forRows, moved } from "../../loop/rows.js";
import { wrapWords, type IntegerType } from "../../lanes/integers.js";
import { storeNext } from "../../lanes/transfer.js";
import { byteSize, type Scope, type WasmDType } from "../../lanes/value.js";
import { combineOf } from "../../reduce/combining.js";
import { storeStrided, type Box } from "./box.js";

/** The box, without the size of its elements, which the type says. */
export type TypedBox = Omit<Box, "bytes">;

export function combineBox(scope: Scope, by: CombiningName, dtype: WasmDType, box: TypedBox): void {
  const { code } = scope;
  if (box.lengths.includes(0)) return;
  const nest = collapseLoops(box.lengths, [box.fromStrides, box.toStrides]);
  const [reads, writes] = nest.strides as [number[], number[]];
  const depth = nest.lengths.length;
  const [read, write] = [reads[depth - 1] ?? 1, writes[depth - 1] ?? 1];
  const size = byteSize(dtype);
  const scaled = (strides: readonly number[]): number[] => strides.map((stride) => stride * size);
  const streams = [
    { start: box.from, strides: scaled(reads) },
    { start: box.to, strides: scaled(writes) },
  ];
  const combine = combineOf(by, dtype);
  const small = dtype === "int8" || dtype === "uint8";
  forRows(code, nest.lengths, streams, ([source, target]) =>
    alongRow(code, nest.lengths[depth - 1] ?? 1, (position, count) => {
      const x = load(scope, dtype, source as I32, position, read, count);
      const y = load(scope, dtype, target as I32, position, write, count);
      const both = x.map((part, i) => combine(y[i] as never, part));
      const parts = both.map((part) => code.let(small ? wrapWords(dtype as IntegerType, part) : part));
      const address = code.let(moved(target as I32, position, write * size));
      const value = { dtype, parts };
      const statements = write === 1 ? storeNext(value, address, count) : storeStrided(value, address, write, count);
      for (const statement of statements) code.do(statement);
    }),
  );
}
