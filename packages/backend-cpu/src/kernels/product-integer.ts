/** The innermost loops of products of integer matrices: 4 × 4 sums in registers, over packed panels, modulo 2³². */
import type { TypedArray } from "@fluxion/core";

/** Packs four rows (or columns), which start at w0 … w3, so that their elements at one depth lie side by side. */
export function packIntegers(
  x: TypedArray,
  w0: number,
  w1: number,
  w2: number,
  w3: number,
  depths: Int32Array,
  panel: Int32Array,
  at: number,
): void {
  for (let i = 0, to = at; i < depths.length; i++, to += 4) {
    const depth = depths[i];
    panel[to] = x[w0 + depth];
    panel[to + 1] = x[w1 + depth];
    panel[to + 2] = x[w2 + depth];
    panel[to + 3] = x[w3 + depth];
  }
}

export function tileOfIntegers(
  a: Int32Array,
  atA: number,
  b: Int32Array,
  atB: number,
  depth: number,
  out: TypedArray,
  base: number,
  rows: Int32Array,
  row: number,
  columns: Int32Array,
  column: number,
): void {
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  let s23 = 0;
  let s30 = 0;
  let s31 = 0;
  let s32 = 0;
  let s33 = 0;
  for (let i = 0, p = atA, q = atB; i < depth; i++, p += 4, q += 4) {
    const b0 = b[q];
    const b1 = b[q + 1];
    const b2 = b[q + 2];
    const b3 = b[q + 3];
    const a0 = a[p];
    s00 = (s00 + Math.imul(a0, b0)) | 0;
    s01 = (s01 + Math.imul(a0, b1)) | 0;
    s02 = (s02 + Math.imul(a0, b2)) | 0;
    s03 = (s03 + Math.imul(a0, b3)) | 0;
    const a1 = a[p + 1];
    s10 = (s10 + Math.imul(a1, b0)) | 0;
    s11 = (s11 + Math.imul(a1, b1)) | 0;
    s12 = (s12 + Math.imul(a1, b2)) | 0;
    s13 = (s13 + Math.imul(a1, b3)) | 0;
    const a2 = a[p + 2];
    s20 = (s20 + Math.imul(a2, b0)) | 0;
    s21 = (s21 + Math.imul(a2, b1)) | 0;
    s22 = (s22 + Math.imul(a2, b2)) | 0;
    s23 = (s23 + Math.imul(a2, b3)) | 0;
    const a3 = a[p + 3];
    s30 = (s30 + Math.imul(a3, b0)) | 0;
    s31 = (s31 + Math.imul(a3, b1)) | 0;
    s32 = (s32 + Math.imul(a3, b2)) | 0;
    s33 = (s33 + Math.imul(a3, b3)) | 0;
  }
  const c0 = columns[column];
  const c1 = columns[column + 1];
  const c2 = columns[column + 2];
  const c3 = columns[column + 3];
  const r0 = base + rows[row];
  out[r0 + c0] = s00;
  out[r0 + c1] = s01;
  out[r0 + c2] = s02;
  out[r0 + c3] = s03;
  const r1 = base + rows[row + 1];
  out[r1 + c0] = s10;
  out[r1 + c1] = s11;
  out[r1 + c2] = s12;
  out[r1 + c3] = s13;
  const r2 = base + rows[row + 2];
  out[r2 + c0] = s20;
  out[r2 + c1] = s21;
  out[r2 + c2] = s22;
  out[r2 + c3] = s23;
  const r3 = base + rows[row + 3];
  out[r3 + c0] = s30;
  out[r3 + c1] = s31;
  out[r3 + c2] = s32;
  out[r3 + c3] = s33;
}
