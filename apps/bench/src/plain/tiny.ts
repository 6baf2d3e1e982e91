/** Small functions as loops by hand. */
export function addArrays(a: Float32Array, b: Float32Array): Float32Array {
  const out = new Float32Array(a.length);
  for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) + (b[i] as number);
  return out;
}

export function sumOfXSinX(x: Float32Array): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += Math.sin(x[i] as number) * (x[i] as number);
  return total;
}

export function sumOfXSinXGradient(x: Float32Array): Float32Array {
  const out = new Float32Array(x.length);
  for (let i = 0; i < out.length; i++) {
    const value = x[i] as number;
    out[i] = Math.cos(value) * value + Math.sin(value);
  }
  return out;
}
