/** Matrix products as three loops by hand, in the order that reads both matrices row by row. */
export function multiply(
  a: Float32Array,
  b: Float32Array,
  out: Float32Array,
  from: number,
  m: number,
  k: number,
  n: number,
): void {
  for (let i = 0; i < m; i++) {
    const to = from * m * n + i * n;
    for (let p = 0; p < k; p++) {
      const value = a[from * m * k + i * k + p] as number;
      const row = from * k * n + p * n;
      for (let j = 0; j < n; j++) out[to + j] = (out[to + j] as number) + value * (b[row + j] as number);
    }
  }
}

export function matmul(a: Float32Array, b: Float32Array, n: number): Float32Array {
  const out = new Float32Array(n * n);
  multiply(a, b, out, 0, n, n, n);
  return out;
}

export function batchedMatmul(a: Float32Array, b: Float32Array, batch: number, n: number): Float32Array {
  const out = new Float32Array(batch * n * n);
  for (let i = 0; i < batch; i++) multiply(a, b, out, i, n, n, n);
  return out;
}

export function matvec(a: Float32Array, v: Float32Array, n: number): Float32Array {
  const out = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += (a[i * n + j] as number) * (v[j] as number);
    out[i] = sum;
  }
  return out;
}

export function squaredNorm(x: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] as number) * (x[i] as number);
  return sum;
}

function transposed(x: Float32Array, n: number): Float32Array {
  const out = new Float32Array(x.length);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) out[j * n + i] = x[i * n + j] as number;
  return out;
}

/** Gradients of Σ (AB)² by A and B: 2·(AB)·Bᵀ and 2·Aᵀ·(AB). */
export function squaredProductGradient(a: Float32Array, b: Float32Array, n: number): Float32Array[] {
  const twice = matmul(a, b, n);
  for (let i = 0; i < twice.length; i++) twice[i] = 2 * (twice[i] as number);
  return [matmul(twice, transposed(b, n), n), matmul(transposed(a, n), twice, n)];
}
