/** The running sum as a loop by hand. */
export function runningSum(x: Float32Array): Float32Array {
  const out = new Float32Array(x.length);
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    sum += x[i] as number;
    out[i] = sum;
  }
  return out;
}
