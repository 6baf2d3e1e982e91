/** The classical Runge–Kutta method by hand for y′ᵢ = xᵢ·yᵢ₋₁ (y₋₁ = 1), with the gradient of the sum of the last state. */

/** k ← slope(y + h·j) */
function stage(x: Float32Array, y: Float32Array, at: number, j: Float32Array, h: number, k: Float32Array): void {
  k[0] = x[0] as number;
  for (let i = 1; i < k.length; i++) k[i] = (x[i] as number) * ((y[at + i - 1] as number) + h * (j[i - 1] as number));
}

/** All states, one after another; the first is 0. */
function path(x: Float32Array, steps: number, end: number): Float32Array {
  const [n, h] = [x.length, end / steps];
  const ys = new Float32Array((steps + 1) * n);
  const none = new Float32Array(n);
  const [k1, k2, k3, k4] = [none.slice(), none.slice(), none.slice(), none.slice()];
  for (let t = 0; t < steps; t++) {
    const at = t * n;
    stage(x, ys, at, none, 0, k1);
    stage(x, ys, at, k1, h / 2, k2);
    stage(x, ys, at, k2, h / 2, k3);
    stage(x, ys, at, k3, h, k4);
    for (let i = 0; i < n; i++)
      ys[at + n + i] =
        (ys[at + i] as number) +
        (h / 6) * ((k1[i] as number) + 2 * (k2[i] as number) + 2 * (k3[i] as number) + (k4[i] as number));
  }
  return ys;
}

export function solve(x: Float32Array, steps: number, end: number): Float32Array {
  return path(x, steps, end).slice(steps * x.length);
}

/** Adds what a cotangent of k gives to those of x and of the y that it was made of: `dy` is overwritten. */
function backStage(
  x: Float32Array,
  dk: Float32Array,
  dx: Float32Array,
  y: Float32Array,
  at: number,
  j: Float32Array,
  h: number,
  dy: Float32Array,
): void {
  const n = x.length;
  dx[0] = (dx[0] as number) + (dk[0] as number);
  for (let i = 1; i < n; i++) {
    dx[i] = (dx[i] as number) + (dk[i] as number) * ((y[at + i - 1] as number) + h * (j[i - 1] as number));
    dy[i - 1] = (dk[i] as number) * (x[i] as number);
  }
  dy[n - 1] = 0;
}

export function gradient(x: Float32Array, steps: number, end: number): Float32Array {
  const [n, h] = [x.length, end / steps];
  const ys = path(x, steps, end);
  const none = new Float32Array(n);
  const make = (): Float32Array => new Float32Array(n);
  const [k1, k2, k3, dk, dz, dx] = [make(), make(), make(), make(), make(), make()];
  const [d1, d2, d3] = [make(), make(), make()];
  const dy = make().fill(1);
  for (let t = steps - 1; t >= 0; t--) {
    const at = t * n;
    stage(x, ys, at, none, 0, k1);
    stage(x, ys, at, k1, h / 2, k2);
    stage(x, ys, at, k2, h / 2, k3);
    for (let i = 0; i < n; i++) {
      dk[i] = (h / 6) * (dy[i] as number);
      d1[i] = dk[i] as number;
      d2[i] = d3[i] = 2 * (dk[i] as number);
    }
    backStage(x, dk, dx, ys, at, k3, h, dz);
    for (let i = 0; i < n; i++) {
      dy[i] = (dy[i] as number) + (dz[i] as number);
      d3[i] = (d3[i] as number) + h * (dz[i] as number);
    }
    backStage(x, d3, dx, ys, at, k2, h / 2, dz);
    for (let i = 0; i < n; i++) {
      dy[i] = (dy[i] as number) + (dz[i] as number);
      d2[i] = (d2[i] as number) + (h / 2) * (dz[i] as number);
    }
    backStage(x, d2, dx, ys, at, k1, h / 2, dz);
    for (let i = 0; i < n; i++) {
      dy[i] = (dy[i] as number) + (dz[i] as number);
      d1[i] = (d1[i] as number) + (h / 2) * (dz[i] as number);
    }
    backStage(x, d1, dx, ys, at, none, 0, dz);
    for (let i = 0; i < n; i++) dy[i] = (dy[i] as number) + (dz[i] as number);
  }
  return dx;
}
