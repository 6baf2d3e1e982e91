/** Gradients of many examples and whole Jacobians as loops by hand. */

/** Gradients of Σ sin(xᵢ)·e^(−xᵢ²) for every row. */
export function rowGradients(x: Float32Array): Float32Array {
  const out = new Float32Array(x.length);
  for (let i = 0; i < out.length; i++) {
    const v = x[i] as number;
    out[i] = Math.exp(-v * v) * (Math.cos(v) - 2 * v * Math.sin(v));
  }
  return out;
}

/** The Jacobian of tanh(W·x): (1 − tanh²) times the rows of W. */
export function tanhJacobian(w: Float32Array, x: Float32Array): Float32Array {
  const n = x.length;
  const out = new Float32Array(n * n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += (w[i * n + j] as number) * (x[j] as number);
    const slope = 1 - Math.tanh(sum) ** 2;
    for (let j = 0; j < n; j++) out[i * n + j] = slope * (w[i * n + j] as number);
  }
  return out;
}
