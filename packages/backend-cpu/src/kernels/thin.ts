/**
 * Products of a matrix and a vector: the matrix is read once and where it lies, so nothing is packed. Sums run from left to right along
 * the depth, as in every product; the product of two vectors alone keeps four sums, of every fourth term, and adds (s₀ + s₁) + (s₂ + s₃).
 */
import type { TypedArray } from "@fluxion/core";
import type { Contraction, Product } from "./product.js";
import { addColumns32, inner32, multiplyRows32 } from "./product-float32.js";
import { addColumns64, inner64, multiplyRows64 } from "./product-float64.js";
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
    return (a, b, out) =>
      batches.out.forEach((to, i) => run(a, batches.a[i], b, batches.b[i] + columns.b[0], out, to + columns.out[0]));
  }
  if (rows.a.length !== 1) return undefined;
  const run = product({ rows: columns.b, out: columns.out, matrixDepth: depth.b, vectorDepth: depth.a });
  return (a, b, out) =>
    batches.out.forEach((to, i) => run(b, batches.b[i], a, batches.a[i] + rows.a[0], out, to + rows.out[0]));
}

type Run = (x: TypedArray, from: number, v: TypedArray, at: number, out: TypedArray, to: number) => void;

const isDense = (table: Int32Array): boolean => table.every((offset, i) => offset === i);

function product({ rows, out: places, matrixDepth, vectorDepth }: Thin): Run {
  const n = rows.length;
  const depth = vectorDepth.length;
  const isDenseDepth = isDense(matrixDepth);
  return (x, from, v, at, out, to) => {
    const narrow = x instanceof Float32Array;
    const vector = vectors(depth);
    for (let i = 0; i < depth; i++) vector[i] = v[at + vectorDepth[i]];
    if (n === 1) out[to + places[0]] = (narrow ? inner32 : inner64)(x, from + rows[0], matrixDepth, vector);
    else if (isDenseDepth) (narrow ? multiplyRows32 : multiplyRows64)(x, from, rows, vector, depth, out, to, places);
    else
      for (let first = 0; first < n; first += CHUNK)
        addChunk(x, from, rows, first, Math.min(CHUNK, n - first), matrixDepth, vector, out, to, places);
  };
}

/** Where the depth is not dense: columns, four at a time, into a row of sums. */
function addChunk(
  x: TypedArray,
  from: number,
  rows: Int32Array,
  first: number,
  n: number,
  depths: Int32Array,
  v: Float64Array,
  out: TypedArray,
  to: number,
  places: Int32Array,
): void {
  const add = x instanceof Float32Array ? addColumns32 : addColumns64;
  const sum = sums(CHUNK);
  sum.fill(0, 0, n);
  let i = 0;
  for (; i < depths.length - 3; i += 4) {
    add(
      x,
      from + depths[i],
      from + depths[i + 1],
      from + depths[i + 2],
      from + depths[i + 3],
      v[i],
      v[i + 1],
      v[i + 2],
      v[i + 3],
      rows,
      first,
      sum,
      n,
    );
  }
  for (; i < depths.length; i++) addColumn(x, from + depths[i], v[i], rows, first, sum, n);
  for (let j = 0; j < n; j++) out[to + places[first + j]] = sum[j];
}

function addColumn(
  x: TypedArray,
  from: number,
  value: number,
  rows: Int32Array,
  first: number,
  sum: Float64Array,
  n: number,
): void {
  for (let i = 0; i < n; i++) sum[i] += x[from + rows[first + i]] * value;
}
