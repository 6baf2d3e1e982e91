/** Stacks of matrices. */
import { sizeOf, type ArrayType } from "@fluxion/core";
import type { I32 } from "../../emit/index.js";
import { byteSize, type WasmDType } from "../../lanes/value.js";
import { forRows } from "../../loop/rows.js";
import type { Site } from "../../program/emission.js";
import { count, Floats, type Doubles } from "./doubles.js";
import { plus, times } from "./index-arithmetic.js";

export interface Stack {
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  /** Elements of one matrix. */
  readonly size: number;
}

export function stackOf({ shape }: ArrayType): Stack {
  const [rows, columns] = [shape.at(-2) as number, shape.at(-1) as number];
  return { count: sizeOf(shape.slice(0, -2)), rows, columns, size: rows * columns };
}

/** Calls `one` for every matrix, with the operands and results of it; `sizes` are the elements of each per matrix. */
export function forMatrices(
  site: Site,
  matrices: number,
  sizes: readonly number[],
  one: (arrays: readonly Floats[]) => void,
): void {
  const { code } = site.scope;
  const types = [...site.equation.inputs, ...site.equation.outputs].map(({ type }) => type);
  const streams = [...site.inputs, ...site.outputs].map((start, i) => ({
    start,
    strides: [(sizes[i] as number) * byteSize(types[i]?.dtype as WasmDType), 0],
  }));
  forRows(code, [matrices, 1], streams, (starts) =>
    one(starts.map((start, i) => new Floats(code, types[i] as ArrayType, start as I32))),
  );
}

/** Copies elements in order. */
export const copyIn = (site: Site, from: Floats, to: Doubles, size: number): void =>
  count(site.scope.code, 0, size, (i) => to.set(i, from.get(i)));
export const copyOut = (site: Site, from: Doubles, to: Floats, size: number): void =>
  count(site.scope.code, 0, size, (i) => to.set(i, from.get(i)));

/** Copies a matrix of so many rows and columns, column after column. */
export const copyTransposed = (site: Site, from: Floats, to: Doubles, rows: number, columns: number): void =>
  count(site.scope.code, 0, rows, (i) =>
    count(site.scope.code, 0, columns, (j) => to.set(plus(times(j, rows), i), from.get(plus(times(i, columns), j)))),
  );
