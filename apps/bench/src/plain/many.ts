/** Many tiny steps as loops by hand. */
export function scaleBy(x: Float32Array, factor: number): Float32Array {
  const out = new Float32Array(x.length);
  for (let i = 0; i < out.length; i++) out[i] = (x[i] as number) * factor;
  return out;
}

/** Every step makes a new array, as separate calls do. */
export function separate(x: Float32Array, steps: number, factor: number): Float32Array {
  let y = x;
  for (let i = 0; i < steps; i++) y = scaleBy(y, factor);
  return y;
}

/** One pass over the elements, all steps on each. */
export function chained(x: Float32Array, steps: number, factor: number, term: number): Float32Array {
  const out = new Float32Array(x.length);
  for (let i = 0; i < out.length; i++) {
    let y = x[i] as number;
    for (let k = 0; k < steps; k += 2) y = y * factor + term;
    out[i] = y;
  }
  return out;
}
