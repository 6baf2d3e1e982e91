/** A multi-layer perceptron with one hidden layer, its loss and its gradient as loops by hand. */
import { multiply } from "./matmul.js";

export interface MlpSize {
  readonly batch: number;
  readonly inputs: number;
  readonly hidden: number;
  readonly classes: number;
}
/** Weights and biases of both layers, row by row. */
export type Parameters = readonly [w1: Float32Array, b1: Float32Array, w2: Float32Array, b2: Float32Array];

function layer(x: Float32Array, w: Float32Array, b: Float32Array, m: number, k: number, n: number): Float32Array {
  const out = new Float32Array(m * n);
  for (let i = 0; i < m; i++) out.set(b, i * n);
  multiply(x, w, out, 0, m, k, n);
  return out;
}

/** Hidden values, scores, and the mean cross-entropy of one-hot labels. */
export function forward(p: Parameters, x: Float32Array, y: Float32Array, size: MlpSize) {
  const { batch, inputs, hidden, classes } = size;
  const h = layer(x, p[0], p[1], batch, inputs, hidden);
  for (let i = 0; i < h.length; i++) if ((h[i] as number) < 0) h[i] = 0;
  const z = layer(h, p[2], p[3], batch, hidden, classes);
  let loss = 0;
  for (let i = 0; i < batch; i++) {
    let [max, sum, chosen] = [-Infinity, 0, 0];
    for (let j = 0; j < classes; j++) max = Math.max(max, z[i * classes + j] as number);
    for (let j = 0; j < classes; j++) {
      sum += Math.exp((z[i * classes + j] as number) - max);
      chosen += (z[i * classes + j] as number) * (y[i * classes + j] as number);
    }
    loss += Math.log(sum) + max - chosen;
  }
  return { h, z, loss: loss / batch };
}

/** Aᵀ·B of an m × k and an m × n matrix. */
function crossProduct(a: Float32Array, b: Float32Array, m: number, k: number, n: number): Float32Array {
  const out = new Float32Array(k * n);
  for (let i = 0; i < m; i++)
    for (let p = 0; p < k; p++) {
      const value = a[i * k + p] as number;
      for (let j = 0; j < n; j++) out[p * n + j] = (out[p * n + j] as number) + value * (b[i * n + j] as number);
    }
  return out;
}

function columnSums(x: Float32Array, n: number): Float32Array {
  const out = new Float32Array(n);
  for (let i = 0; i < x.length; i++) out[i % n] = (out[i % n] as number) + (x[i] as number);
  return out;
}

export function gradient(p: Parameters, x: Float32Array, y: Float32Array, size: MlpSize): Parameters {
  const { batch, inputs, hidden, classes } = size;
  const { h, z } = forward(p, x, y, size);
  const dz = new Float32Array(z.length);
  for (let i = 0; i < batch; i++) {
    const from = i * classes;
    let sum = 0;
    for (let j = 0; j < classes; j++) sum += Math.exp(z[from + j] as number);
    for (let j = 0; j < classes; j++)
      dz[from + j] = (Math.exp(z[from + j] as number) / sum - (y[from + j] as number)) / batch;
  }
  const dh = new Float32Array(h.length);
  for (let i = 0; i < batch; i++)
    for (let k = 0; k < hidden; k++) {
      if ((h[i * hidden + k] as number) === 0) continue;
      let sum = 0;
      for (let j = 0; j < classes; j++) sum += (dz[i * classes + j] as number) * (p[2][k * classes + j] as number);
      dh[i * hidden + k] = sum;
    }
  const byWeights = crossProduct(x, dh, batch, inputs, hidden);
  return [byWeights, columnSums(dh, hidden), crossProduct(h, dz, batch, hidden, classes), columnSums(dz, classes)];
}

export function step(p: Parameters, x: Float32Array, y: Float32Array, rate: number, size: MlpSize): Parameters {
  const g = gradient(p, x, y, size);
  const moved = (k: 0 | 1 | 2 | 3): Float32Array => {
    const [values, slopes] = [p[k], g[k]];
    const out = new Float32Array(values.length);
    for (let i = 0; i < out.length; i++) out[i] = (values[i] as number) - rate * (slopes[i] as number);
    return out;
  };
  return [moved(0), moved(1), moved(2), moved(3)];
}
