/** Sums and maxima over the axes of a matrix as loops by hand. */
export function sumAll(x: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] as number;
  return sum;
}

export function sumDown(x: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) out[j] = (out[j] as number) + (x[i * columns + j] as number);
  return out;
}

export function sumAcross(x: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += x[i * columns + j] as number;
    out[i] = sum;
  }
  return out;
}

export function maxAll(x: Float32Array): number {
  let max = -Infinity;
  for (let i = 0; i < x.length; i++) if ((x[i] as number) > max) max = x[i] as number;
  return max;
}

export function maxDown(x: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(columns).fill(-Infinity);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const value = x[i * columns + j] as number;
      if (value > (out[j] as number)) out[j] = value;
    }
  return out;
}

export function maxAcross(x: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(rows);
  for (let i = 0; i < rows; i++) {
    let max = -Infinity;
    for (let j = 0; j < columns; j++) if ((x[i * columns + j] as number) > max) max = x[i * columns + j] as number;
    out[i] = max;
  }
  return out;
}
