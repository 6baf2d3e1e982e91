/** A batch of matrix products whose elements may lie anywhere, as tables of offsets. */
import type { TypedArray } from "@fluxion/core";

/** out[o + row + column] = Σ over depth of a[i + row + depth] · b[j + column + depth], for each batch (i, j, o). */
export interface Contraction {
  readonly rows: { readonly a: Int32Array; readonly out: Int32Array };
  readonly columns: { readonly b: Int32Array; readonly out: Int32Array };
  readonly depth: { readonly a: Int32Array; readonly b: Int32Array };
  readonly batches: { readonly a: Int32Array; readonly b: Int32Array; readonly out: Int32Array };
}

export type Product = (a: TypedArray, b: TypedArray, out: TypedArray) => void;
