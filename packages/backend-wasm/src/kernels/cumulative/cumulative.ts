/** Cumulative operations: a line of running results, combined with each line of elements in turn. */
import { sizeOf, type Var } from "@fluxion/core";
import { i32, type I32, type V128 } from "../../emit/index.js";
import { literal } from "../../lanes/constants.js";
import { demote, promote } from "../../lanes/conversions.js";
import { wrapWords, type IntegerType } from "../../lanes/integers.js";
import { loadNext, storeNext } from "../../lanes/transfer.js";
import { byteSize, type Scope, type WasmDType } from "../../lanes/value.js";
import { alongRow, forRows, moved } from "../../loop/rows.js";
import type { Kernel } from "../../program/emission.js";
import { combineOf, identityOf, isWide } from "../../reduce/combining.js";
import { logAddExp } from "./log-add-exp.js";

interface CumulativeParams {
  readonly axis: number;
  readonly reverse: boolean;
}

interface Running {
  /** The type that results are held in. */
  held(dtype: WasmDType): WasmDType;
  start(dtype: WasmDType): number;
  combine(scope: Scope, dtype: WasmDType, sum: V128, element: V128): V128;
}

const combining = (by: "add" | "mul" | "max" | "min"): Running => ({
  held: (dtype) => (isWide(by, dtype) ? "float64" : dtype),
  start: (dtype) => identityOf(by, dtype),
  combine: (_, dtype, sum, element) => combineOf(by, dtype)(sum, element),
});
const logarithmic: Running = {
  held: () => "float64",
  start: () => -Infinity,
  combine: (scope, _, sum, element) => logAddExp(scope, sum, element),
};

const cumulative =
  ({ held, start, combine }: Running): Kernel =>
  (site) => {
    const { shape, dtype: given } = (site.equation.inputs[0] as Var).type;
    const { axis, reverse } = site.equation.params as CumulativeParams;
    if (sizeOf(shape) === 0) return;
    const { scope } = site;
    const { code } = scope;
    const dtype = given as WasmDType;
    const wide = held(dtype);
    const length = shape[axis] as number;
    const inner = sizeOf(shape.slice(axis + 1));
    const bytes = byteSize(dtype);
    const line = inner * bytes;
    const results = code.let(site.scratch(inner * byteSize(wide)));
    const first = reverse ? (length - 1) * line : 0;
    const streams = [site.inputs[0] as I32, site.outputs[0] as I32].map((base) => ({
      start: i32.add(base, i32.const(first)),
      strides: [length * line, 0],
    }));
    const running = (position: I32): I32 => code.let(moved(results, position, byteSize(wide)));
    forRows(code, [sizeOf(shape.slice(0, axis)), 1], streams, ([from, to]) => {
      alongRow(code, inner, (position, count) => {
        for (const statement of storeNext(literal(start(wide), wide), running(position), count)) code.do(statement);
      });
      const [source, target] = [code.let(from as I32), code.let(to as I32)];
      code.for(i32.const(0), i32.const(length), 1, () => {
        alongRow(code, inner, (position, count) => {
          const place = running(position);
          const elements = loadNext(dtype, code.let(moved(source, position, bytes))).map((part) => code.let(part));
          const widened = wide === dtype ? elements : promoted(scope, dtype, elements);
          const sums = loadNext(wide, place).map((sum, i) => {
            const next = combine(scope, wide, code.let(sum), widened[i] as V128);
            return code.let(wide === "int8" || wide === "uint8" ? wrapWords(wide as IntegerType, next) : next);
          });
          const results_ = wide === dtype ? sums : [demote(sums[0] as V128, sums[1] as V128)];
          for (const statement of storeNext({ dtype: wide, parts: sums }, place, count)) code.do(statement);
          const address = code.let(moved(target, position, bytes));
          for (const statement of storeNext({ dtype, parts: results_.map((part) => code.let(part)) }, address, count))
            code.do(statement);
        });
        for (const pointer of [source, target]) code.set(pointer, i32.add(pointer, i32.const(reverse ? -line : line)));
      });
    });
  };

const promoted = ({ code }: Scope, _: WasmDType, parts: readonly V128[]): V128[] =>
  promote(parts[0] as V128).map((part) => code.let(part));

export const cumsum: Kernel = cumulative(combining("add"));
export const cumprod: Kernel = cumulative(combining("mul"));
export const cummax: Kernel = cumulative(combining("max"));
export const cummin: Kernel = cumulative(combining("min"));
export const cumlogsumexp: Kernel = cumulative(logarithmic);
