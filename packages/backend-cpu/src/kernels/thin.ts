/**
 * Products of a matrix and a vector: the matrix is read once and where it lies, so nothing is packed. Sums run from left to right along
 * the depth, as in every product; the product of two vectors alone keeps four sums, of every fourth term, and adds (s₀ + s₁) + (s₂ + s₃).
 */
import type { TypedArray } from "@fluxion/core";
import type { Contraction, Product } from "./product.js";
import { scratch } from "./scratch.js";

const vectors = scratch(Float64Array);
const sums = scratch(Float64Array);

/** Sums of this many rows stay in the first cache while the depth passes by. */
const CHUNK = 1024;

/** The contraction with the matrix first. */
interface Thin {
  readonly rows: Int32Array;
  readonly out: Int32Array;
  readonly matrixDepth: Int32Array;
  readonly vectorDepth: Int32Array;
}

/** A product for contractions with one row or one column; for others none. */
export function thin({ rows, columns, depth, batches }: Contraction): Product | undefined {
  if (columns.b.length === 1) {
    const run = product({ rows: rows.a, out: rows.out, matrixDepth: depth.a, vectorDepth: depth.b });
    return (a, b, out) => batches.out.forEach((to, i) => run(a, batches.a[i], b, batches.b[i] + columns.b[0], out, to + columns.out[0]));
  }
  if (rows.a.length !== 1) return undefined;
  const run = product({ rows: columns.b, out: columns.out, matrixDepth: depth.b, vectorDepth: depth.a });
  return (a, b, out) => batches.out.forEach((to, i) => run(b, batches.b[i], a, batches.a[i] + rows.a[0], out, to + rows.out[0]));
}

type Run = (x: TypedArray, from: number, v: TypedArray, at: number, out: TypedArray, to: number) => void;

const isDense = (table: Int32Array): boolean => table.every((offset, i) => offset === i);

function product({ rows, out: places, matrixDepth, vectorDepth }: Thin): Run {
  const n = rows.length;
  const depth = vectorDepth.length;
  const alongRows = isDense(matrixDepth);
  return (x, from, v, at, out, to) => {
    const vector = vectors(depth);
    for (let i = 0; i < depth; i++) vector[i] = v[at + vectorDepth[i]];
    if (n === 1) out[to + places[0]] = inner(x, from + rows[0], matrixDepth, vector);
    else if (alongRows) multiplyRows(x, from, rows, vector, depth, out, to, places);
    else for (let first = 0; first < n; first += CHUNK) addColumns(x, from, rows, first, Math.min(n, first + CHUNK), matrixDepth, vector, out, to, places);
  };
}

function inner(x: TypedArray, from: number, depths: Int32Array, v: Float64Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i < depths.length - 3; i += 4) {
    a += x[from + depths[i]] * v[i];
    b += x[from + depths[i + 1]] * v[i + 1];
    c += x[from + depths[i + 2]] * v[i + 2];
    d += x[from + depths[i + 3]] * v[i + 3];
  }
  for (; i < depths.length; i++) a += x[from + depths[i]] * v[i];
  return a + b + (c + d);
}

/** Where the depth is dense: four rows at a time. */
function multiplyRows(x: TypedArray, from: number, rows: Int32Array, v: Float64Array, depth: number, out: TypedArray, to: number, places: Int32Array): void {
  const last = rows.length - 1;
  for (let row = 0; row <= last; row += 4) {
    const p = from + rows[row];
    const q = from + rows[Math.min(row + 1, last)];
    const r = from + rows[Math.min(row + 2, last)];
    const s = from + rows[Math.min(row + 3, last)];
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = 0; i < depth; i++) {
      const value = v[i];
      a += x[p + i] * value;
      b += x[q + i] * value;
      c += x[r + i] * value;
      d += x[s + i] * value;
    }
    out[to + places[row]] = a;
    if (row < last) out[to + places[row + 1]] = b;
    if (row + 1 < last) out[to + places[row + 2]] = c;
    if (row + 2 < last) out[to + places[row + 3]] = d;
  }
}

/** Otherwise: columns, four at a time, into a row of sums. */
function addColumns(
  x: TypedArray, from: number, rows: Int32Array, first: number, end: number,
  depths: Int32Array, v: Float64Array, out: TypedArray, to: number, places: Int32Array,
): void {
  const sum = sums(CHUNK);
  sum.fill(0, 0, end - first);
  let i = 0;
  for (; i < depths.length - 3; i += 4) addFour(x, from, rows, first, end, depths, v, i, sum);
  for (; i < depths.length; i++) {
    for (let j = first; j < end; j++) sum[j - first] += x[from + depths[i] + rows[j]] * v[i];
  }
  for (let j = first; j < end; j++) out[to + places[j]] = sum[j - first];
}

function addFour(x: TypedArray, from: number, rows: Int32Array, first: number, end: number, depths: Int32Array, v: Float64Array, i: number, sum: Float64Array): void {
  const p = from + depths[i];
  const q = from + depths[i + 1];
  const r = from + depths[i + 2];
  const s = from + depths[i + 3];
  const a = v[i];
  const b = v[i + 1];
  const c = v[i + 2];
  const d = v[i + 3];
  for (let j = first; j < end; j++) {
    const row = rows[j];
    sum[j - first] = sum[j - first] + x[p + row] * a + x[q + row] * b + x[r + row] * c + x[s + row] * d;
  }
}
