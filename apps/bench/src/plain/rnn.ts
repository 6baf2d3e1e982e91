/** A recurrent network by hand: h ← tanh(W·h + U·x + b), the mean square of all h, and its gradient. */

export interface Cell {
  readonly w: Float32Array;
  readonly u: Float32Array;
  readonly b: Float32Array;
}

/** Writes one state after another; the first one is 0. */
function states({ w, u, b }: Cell, xs: Float32Array, steps: number, n: number): Float32Array {
  const hs = new Float32Array((steps + 1) * n);
  for (let t = 0; t < steps; t++) {
    const at = t * n;
    for (let i = 0; i < n; i++) {
      let total = b[i] as number;
      const row = i * n;
      for (let k = 0; k < n; k++)
        total += (w[row + k] as number) * (hs[at + k] as number) + (u[row + k] as number) * (xs[at + k] as number);
      hs[at + n + i] = Math.tanh(total);
    }
  }
  return hs;
}

export function loss(cell: Cell, xs: Float32Array, steps: number, n: number): number {
  const hs = states(cell, xs, steps, n);
  let total = 0;
  for (let i = n; i < hs.length; i++) total += (hs[i] as number) * (hs[i] as number);
  return total / (steps * n);
}

export function gradient(cell: Cell, xs: Float32Array, steps: number, n: number): Cell {
  const { w } = cell;
  const hs = states(cell, xs, steps, n);
  const [dw, du, db] = [new Float32Array(n * n), new Float32Array(n * n), new Float32Array(n)];
  const [dh, dz] = [new Float32Array(n), new Float32Array(n)];
  const scale = 2 / (steps * n);
  for (let t = steps - 1; t >= 0; t--) {
    const at = t * n;
    for (let i = 0; i < n; i++) {
      const h = hs[at + n + i] as number;
      dz[i] = ((dh[i] as number) + scale * h) * (1 - h * h);
    }
    dh.fill(0);
    for (let i = 0; i < n; i++) {
      const z = dz[i] as number;
      const row = i * n;
      db[i] = (db[i] as number) + z;
      for (let k = 0; k < n; k++) {
        dw[row + k] = (dw[row + k] as number) + z * (hs[at + k] as number);
        du[row + k] = (du[row + k] as number) + z * (xs[at + k] as number);
        dh[k] = (dh[k] as number) + z * (w[row + k] as number);
      }
    }
  }
  return { w: dw, u: du, b: db };
}
