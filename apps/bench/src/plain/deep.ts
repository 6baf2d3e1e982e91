/** The gradient of Σ y for y ← sin(y·x), repeated, as loops by hand: forward with a tape, then backward. */
export function deepGradient(x: Float32Array, steps: number): Float32Array {
  const out = new Float32Array(x.length);
  const path = new Float64Array(steps);
  for (let i = 0; i < x.length; i++) {
    const v = x[i] as number;
    let y = v;
    for (let k = 0; k < steps; k++) {
      path[k] = y;
      y = Math.sin(y * v);
    }
    let [slope, byX] = [1, 0];
    for (let k = steps - 1; k >= 0; k--) {
      const inner = slope * Math.cos((path[k] as number) * v);
      byX += inner * (path[k] as number);
      slope = inner * v;
    }
    out[i] = byX + slope;
  }
  return out;
}
