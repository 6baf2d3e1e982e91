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

/** Slopes of tanh at W·x. */
function slopes(w: Float32Array, x: Float32Array): Float32Array {
  const n = x.length;
  const out = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += (w[i * n + j] as number) * (x[j] as number);
    out[i] = 1 - Math.tanh(sum) ** 2;
  }
  return out;
}

/** The Jacobian of tanh(W·x), one unit cotangent after another, without making use of its zeros. */
export function jacobianByRows(w: Float32Array, x: Float32Array): Float32Array {
  const n = x.length;
  const slope = slopes(w, x);
  const out = new Float32Array(n * n);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      const ct = (k === i ? 1 : 0) * (slope[k] as number);
      for (let j = 0; j < n; j++) out[i * n + j] = (out[i * n + j] as number) + ct * (w[k * n + j] as number);
    }
  return out;
}

/** The same, one unit tangent after another. */
export function jacobianByColumns(w: Float32Array, x: Float32Array): Float32Array {
  const n = x.length;
  const slope = slopes(w, x);
  const out = new Float32Array(n * n);
  for (let j = 0; j < n; j++)
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += (w[i * n + k] as number) * (k === j ? 1 : 0);
      out[i * n + j] = sum * (slope[i] as number);
    }
  return out;
}
