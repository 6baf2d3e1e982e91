/** What kernels about matrices share: stacks of them, copies in double precision, reflections. */
import { sizeOf, type ArrayType, type TypedArray } from "@fluxion/core";

export interface Stack {
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  /** Elements of one matrix. */
  readonly size: number;
}

export function stackOf({ shape }: ArrayType): Stack {
  const rows = shape[shape.length - 2];
  const columns = shape[shape.length - 1];
  return { count: sizeOf(shape.slice(0, -2)), rows, columns, size: rows * columns };
}

/** Copies a matrix, row after row. */
export function load(x: TypedArray, from: number, size: number, to: Float64Array): void {
  for (let i = 0; i < size; i++) to[i] = x[from + i];
}

/** Copies a matrix of so many rows and columns, column after column. */
export function loadTransposed(x: TypedArray, from: number, rows: number, columns: number, to: Float64Array): void {
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) to[j * rows + i] = x[from + i * columns + j];
}

export function allFinite(x: Float64Array, size: number): boolean {
  for (let i = 0; i < size; i++) if (!Number.isFinite(x[i])) return false;
  return true;
}

/** A power of two that brings the largest element between 1 and 2; 1 for zeros. Multiplying by it (or its inverse) is exact. */
export function scaleOf(x: Float64Array, size: number): number {
  let most = 0;
  for (let i = 0; i < size; i++) most = Math.max(most, Math.abs(x[i]));
  return most === 0 ? 1 : 2 ** -Math.max(-1000, Math.min(1000, Math.floor(Math.log2(most))));
}

export function dot(x: Float64Array, a: number, y: Float64Array, b: number, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += x[a + i] * y[b + i];
  return sum;
}

/** The Euclidean norm of n elements, without overflow on the way. */
export function norm(x: Float64Array, at: number, n: number): number {
  let most = 0;
  for (let i = 0; i < n; i++) {
    const size = Math.abs(x[at + i]);
    if (!(size <= most)) most = size;
  }
  if (most === 0 || !Number.isFinite(most)) return most;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (x[at + i] / most) ** 2;
  return most * Math.sqrt(sum);
}

/**
 * Makes the reflection I − τ·v·vᵀ that maps n elements onto a multiple of the first unit vector: v₀ = 1 is not stored, the rest of v and that
 * multiple replace the elements. Returns τ; 0 (no reflection) where nothing but the first element differs from zero.
 * Source: G. Golub and C. Van Loan, "Matrix Computations", 4th ed., 5.1.
 */
export function reflection(x: Float64Array, at: number, n: number): number {
  const rest = n > 1 ? norm(x, at + 1, n - 1) : 0;
  if (rest === 0) return 0;
  const first = x[at];
  const length = Math.hypot(first, rest);
  const image = first > 0 ? -length : length;
  const lead = first - image;
  for (let i = 1; i < n; i++) x[at + i] /= lead;
  x[at] = image;
  return (image - first) / image;
}

/** Applies a reflection, whose v stands at `v` after its leading 1, to n elements at `at`. */
export function reflect(vs: Float64Array, v: number, tau: number, n: number, x: Float64Array, at: number): void {
  if (tau === 0) return;
  const along = tau * (x[at] + dot(vs, v + 1, x, at + 1, n - 1));
  x[at] -= along;
  for (let i = 1; i < n; i++) x[at + i] -= along * vs[v + i];
}

/** Turns the elements at `a` and `b` by the rotation [c s; −s c]. */
export function rotate(x: Float64Array, a: number, b: number, n: number, c: number, s: number): void {
  for (let i = 0; i < n; i++) {
    const p = x[a + i];
    const q = x[b + i];
    x[a + i] = c * p + s * q;
    x[b + i] = c * q - s * p;
  }
}

/** The sign that makes the largest of n elements positive: of nearly equal ones the first counts, so that rounding does not decide. */
export function leadingSign(x: Float64Array, at: number, step: number, n: number): number {
  let most = 0;
  for (let i = 0; i < n; i++) most = Math.max(most, Math.abs(x[at + i * step]));
  for (let i = 0; i < n; i++) if (Math.abs(x[at + i * step]) >= most * (1 - 1e-6)) return x[at + i * step] < 0 ? -1 : 1;
  return 1;
}
