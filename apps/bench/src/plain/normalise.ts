/** Softmax and layer norm as loops by hand, row by row. */
export function softmax(x: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(x.length);
  for (let i = 0; i < rows; i++) {
    const from = i * columns;
    let max = -Infinity;
    for (let j = 0; j < columns; j++) if ((x[from + j] as number) > max) max = x[from + j] as number;
    let sum = 0;
    for (let j = 0; j < columns; j++) {
      const value = Math.exp((x[from + j] as number) - max);
      out[from + j] = value;
      sum += value;
    }
    for (let j = 0; j < columns; j++) out[from + j] = (out[from + j] as number) / sum;
  }
  return out;
}

export function layerNorm(
  x: Float32Array,
  scale: Float32Array,
  shift: Float32Array,
  rows: number,
  columns: number,
): Float32Array {
  const out = new Float32Array(x.length);
  for (let i = 0; i < rows; i++) {
    const from = i * columns;
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += x[from + j] as number;
    const mean = sum / columns;
    let squares = 0;
    for (let j = 0; j < columns; j++) squares += ((x[from + j] as number) - mean) ** 2;
    const inverse = 1 / Math.sqrt(squares / columns + 1e-5);
    for (let j = 0; j < columns; j++)
      out[from + j] = ((x[from + j] as number) - mean) * inverse * (scale[j] as number) + (shift[j] as number);
  }
  return out;
}
