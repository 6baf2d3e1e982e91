/**
 * Batches of matrix products whose elements may lie anywhere: offset tables say where, so that a transposed operand, several contracted
 * axes or the taps of a convolution cost no copy of their own.
 */
import { isFloat, type DType, type TypedArray } from "@fluxion/core";
import type { Contraction, Product } from "./product.js";
import { pack32 } from "./product-float32.js";
import { pack64 } from "./product-float64.js";
import { packIntegers, tileOfIntegers } from "./product-integer.js";
import { scratch } from "./scratch.js";
import { thin } from "./thin.js";
import { tileOfFloats } from "./tile-float.js";

/** Elements of packed rows that stay in the second cache while the columns pass by; at least so many rows that packing columns pays. */
const BLOCK = 1 << 17;
const ROWS = 32;

const doubles = {
  tile: tileOfFloats,
  edge: new Float64Array(16),
  rows: scratch(Float64Array),
  columns: scratch(Float64Array),
};
const FLOAT32: Kit<Float64Array> = { pack: pack32, ...doubles };
const FLOAT64: Kit<Float64Array> = { pack: pack64, ...doubles };
const INTEGERS: Kit<Int32Array> = {
  pack: packIntegers,
  tile: tileOfIntegers,
  edge: new Int32Array(16),
  rows: scratch(Int32Array),
  columns: scratch(Int32Array),
};

const EDGE_ROWS = Int32Array.of(0, 4, 8, 12);
const EDGE_COLUMNS = Int32Array.of(0, 1, 2, 3);

type Kit<T extends TypedArray> = {
  readonly pack: (
    x: TypedArray,
    w0: number,
    w1: number,
    w2: number,
    w3: number,
    depths: Int32Array,
    panel: T,
    at: number,
  ) => void;
  readonly tile: (
    a: T,
    atA: number,
    b: T,
    atB: number,
    depth: number,
    out: TypedArray,
    base: number,
    rows: Int32Array,
    row: number,
    columns: Int32Array,
    column: number,
  ) => void;
  /** A tile that lies partly outside is made here first. */
  readonly edge: T;
  readonly rows: (length: number) => T;
  readonly columns: (length: number) => T;
};

export function contraction(dtype: DType, contraction: Contraction): Product {
  if (!isFloat(dtype)) return (a, b, out) => multiply(INTEGERS, contraction, a, b, out);
  const kit = dtype === "float64" ? FLOAT64 : FLOAT32;
  return thin(contraction) ?? ((a, b, out) => multiply(kit, contraction, a, b, out));
}

function multiply<T extends TypedArray>(
  kit: Kit<T>,
  contraction: Contraction,
  a: TypedArray,
  b: TypedArray,
  out: TypedArray,
): void {
  const { rows, columns, depth, batches } = contraction;
  const k = depth.a.length;
  const height = Math.max(ROWS, Math.floor(BLOCK / Math.max(k, 1)) & ~3);
  const packedRows = kit.rows(Math.min(height, rows.a.length + 3) * k);
  const packedColumns = kit.columns(4 * k);
  for (let first = 0; first < rows.a.length; first += height) {
    const end = Math.min(first + height, rows.a.length);
    let packed = -1;
    for (let batch = 0; batch < batches.out.length; batch++) {
      if (packed !== batches.a[batch]) packRows(kit, a, batches.a[batch], rows.a, first, end, depth.a, packedRows);
      packed = batches.a[batch];
      for (let column = 0; column < columns.b.length; column += 4) {
        packFour(kit, b, batches.b[batch], columns.b, column, depth.b, packedColumns, 0);
        multiplyPanels(kit, contraction, packedRows, first, end, packedColumns, column, out, batches.out[batch]);
      }
    }
  }
}

/** All packed rows times four packed columns. */
function multiplyPanels<T extends TypedArray>(
  kit: Kit<T>,
  contraction: Contraction,
  packedRows: T,
  first: number,
  end: number,
  packedColumns: T,
  column: number,
  out: TypedArray,
  base: number,
): void {
  const { rows, columns, depth } = contraction;
  const k = depth.a.length;
  const isInside = column + 4 <= columns.b.length;
  for (let row = first, at = 0; row < end; row += 4, at += 4 * k) {
    if (isInside && row + 4 <= end) {
      kit.tile(packedRows, at, packedColumns, 0, k, out, base, rows.out, row, columns.out, column);
      continue;
    }
    kit.tile(packedRows, at, packedColumns, 0, k, kit.edge, 0, EDGE_ROWS, 0, EDGE_COLUMNS, 0);
    storeEdge(kit.edge, contraction, out, base, row, column);
  }
}

function packRows<T extends TypedArray>(
  kit: Kit<T>,
  x: TypedArray,
  base: number,
  table: Int32Array,
  first: number,
  end: number,
  depths: Int32Array,
  panels: T,
): void {
  for (let row = first, at = 0; row < end; row += 4, at += 4 * depths.length)
    packFour(kit, x, base, table, row, depths, panels, at);
}

/** Packs four rows or columns; those past the last one repeat it, and what they give is not stored. */
function packFour<T extends TypedArray>(
  kit: Kit<T>,
  x: TypedArray,
  base: number,
  table: Int32Array,
  first: number,
  depths: Int32Array,
  panel: T,
  at: number,
): void {
  const last = table.length - 1;
  const w1 = base + table[Math.min(first + 1, last)];
  const w2 = base + table[Math.min(first + 2, last)];
  const w3 = base + table[Math.min(first + 3, last)];
  kit.pack(x, base + table[first], w1, w2, w3, depths, panel, at);
}

function storeEdge(
  edge: TypedArray,
  { rows, columns }: Contraction,
  out: TypedArray,
  base: number,
  row: number,
  column: number,
): void {
  const height = Math.min(4, rows.out.length - row);
  const width = Math.min(4, columns.out.length - column);
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) out[base + rows.out[row + i] + columns.out[column + j]] = edge[4 * i + j];
  }
}
