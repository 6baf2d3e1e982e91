/**
 * Singular values of square matrices by one-sided rotations of columns. Source: J. Demmel and K. Veselić, "Jacobi's method is more accurate than QR",
 * SIAM Journal on Matrix Analysis 13 (1992).
 */
import { dot, norm, rotate } from "./linalg-matrices.js";

const EPSILON = 2 ** -52;
/** Six or seven are usual. */
const SWEEPS = 60;
/** Columns below this (beside others of about 1) have lost their direction to underflow. */
const TINY = 1e-150;

/** Turns columns p and q of `a` until they are orthogonal, and those of `v` along; whether anything was left to do. */
function orthogonalize(a: Float64Array, v: Float64Array, n: number, p: number, q: number): boolean {
  const [i, j] = [p * n, q * n];
  const mixed = dot(a, i, a, j, n);
  if (mixed === 0) return false;
  const [first, second] = [dot(a, i, a, i, n), dot(a, j, a, j, n)];
  if (Math.abs(mixed) <= EPSILON * Math.sqrt(n) * Math.sqrt(first) * Math.sqrt(second)) return false;
  const zeta = (second - first) / (2 * mixed);
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const c = 1 / Math.hypot(1, tangent);
  rotate(a, i, j, n, c, -c * tangent);
  rotate(v, i, j, n, c, -c * tangent);
  return true;
}

/** A direction that is orthogonal to the first `known` columns, as column `known`: of the unit vectors the one least among them, made orthogonal. */
function complete(a: Float64Array, n: number, known: number): void {
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < n; i++) {
    let inside = 0;
    for (let j = 0; j < known; j++) inside += a[j * n + i] ** 2;
    if (inside >= least) continue;
    least = inside;
    best = i;
  }
  const at = known * n;
  a.fill(0, at, at + n);
  a[at + best] = 1;
  for (let pass = 0; pass < 2; pass++) {
    for (let j = 0; j < known; j++) {
      const along = dot(a, j * n, a, at, n);
      for (let i = 0; i < n; i++) a[at + i] -= along * a[j * n + i];
    }
    const length = norm(a, at, n);
    for (let i = 0; i < n; i++) a[at + i] /= length;
  }
}

/**
 * From the columns of `a` (n × n, column after column) to A = X·diag(s)·Vᵀ: X replaces `a` and V is written to `v`, column `order[k]` of V belongs to
 * column k of X and to s[k], and s falls.
 */
export function decomposeColumns(
  a: Float64Array,
  v: Float64Array,
  s: Float64Array,
  n: number,
  spare: Float64Array,
): Int32Array {
  v.fill(0, 0, n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0, moved = true; moved && sweep < SWEEPS; sweep++) {
    moved = false;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) if (orthogonalize(a, v, n, p, q)) moved = true;
  }
  const lengths = Float64Array.from({ length: n }, (_, j) => norm(a, j * n, n));
  const order = Int32Array.from({ length: n }, (_, j) => j).sort((i, j) => lengths[j] - lengths[i]);
  for (let i = 0; i < n * n; i++) spare[i] = a[i];
  order.forEach((from, k) => {
    s[k] = lengths[from];
    if (s[k] > TINY) for (let i = 0; i < n; i++) a[k * n + i] = spare[from * n + i] / s[k];
    else complete(a, n, k);
  });
  return order;
}
