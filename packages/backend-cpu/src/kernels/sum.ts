/** Sum over axes: floating point in the order that `pairwise` describes, integers modulo 2 to the number of their bits. */
import { isFloat, type DType, type TypedArray } from "@fluxion/core";
import type { Kernel } from "./kernel.js";
import { BLOCK } from "./pairwise.js";
import { collapseRows, pushRow } from "./pairwise-rows.js";
import { eachLine, isNarrow, reduction, type Axes, type Fold, type Stage } from "./reduction.js";
import { scratch } from "./scratch.js";
import { sumLine32, sumRows32 } from "./sum-float32.js";
import { sumLine64, sumRows64 } from "./sum-float64.js";
import { sumIntegers } from "./sum-integers.js";

/** Columns are summed in panels of this width, so that the row of sums stays in the first cache. */
const PANEL = 512;

/** Row k holds sums of 2ᵏ finished blocks; the last row is that of the block being summed. */
const LEVELS = 27;
const tree = scratch(Float64Array);

const sumFloats: Fold = (x, out, stage) => {
  if (!isNarrow(stage)) return sumColumns(x, out, stage);
  eachLine(x instanceof Float32Array ? sumLine32 : sumLine64, x, out, stage, 0);
};

function sumColumns(x: TypedArray, out: TypedArray, { outer, length, inner }: Stage): void {
  for (let i = 0; i < outer; i++) {
    for (let column = 0; column < inner; column += PANEL) {
      const width = Math.min(PANEL, inner - column);
      sumPanel(x, i * length * inner + column, inner, length, out, i * inner + column, width);
    }
  }
}

function sumPanel(
  x: TypedArray,
  from: number,
  stride: number,
  length: number,
  out: TypedArray,
  to: number,
  width: number,
): void {
  const addRows = x instanceof Float32Array ? sumRows32 : sumRows64;
  const rows = tree(PANEL * (LEVELS + 1));
  const block = rows.subarray(PANEL * LEVELS, PANEL * LEVELS + width);
  let blocks = 0;
  for (let row = 0; row < length; row += BLOCK) {
    block.fill(0);
    addRows(x, from + row * stride, stride, Math.min(BLOCK, length - row), block, width);
    if (length <= BLOCK) break;
    pushRow(rows, PANEL, block, blocks++, width);
  }
  if (length === 0) block.fill(0);
  collapseRows(rows, PANEL, blocks, block, width);
  out.set(block, to);
}

export const sumFold = (dtype: DType): Fold => (isFloat(dtype) ? sumFloats : sumIntegers);
export const sum: Kernel<Axes> = reduction(sumFold);
