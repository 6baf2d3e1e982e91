/** Long short-term memory whose weights are one number per unit and gate, by hand: the mean square of all outputs, and its gradient. */
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Rows of weights, then rows of biases, in the order forget, enter, out, change: for units of width n. */
export function loss(p: Float32Array, xs: Float32Array, steps: number, n: number): number {
  const [h, c] = [new Float32Array(n), new Float32Array(n)];
  let total = 0;
  for (let t = 0; t < steps; t++)
    for (let i = 0; i < n; i++) {
      const x = xs[t * n + i] as number;
      const forget = sigmoid(x * (p[i] as number) + (p[4 * n + i] as number));
      const enter = sigmoid((h[i] as number) * (p[n + i] as number) + (p[5 * n + i] as number));
      const out = sigmoid(x * (p[2 * n + i] as number) + (p[6 * n + i] as number));
      const change = Math.tanh((h[i] as number) * (p[3 * n + i] as number) + (p[7 * n + i] as number));
      c[i] = (c[i] as number) * forget + enter * change;
      h[i] = out * Math.tanh(c[i] as number);
      total += (h[i] as number) * (h[i] as number);
    }
  return total / (steps * n);
}

/** What the way back needs of each step and unit: the gates, the squashed cell, the states before and after. */
const KEPT = 8;

export function gradient(p: Float32Array, xs: Float32Array, steps: number, n: number): Float32Array {
  const tape = new Float32Array(steps * n * KEPT);
  const [h, c] = [new Float32Array(n), new Float32Array(n)];
  for (let t = 0; t < steps; t++)
    for (let i = 0; i < n; i++) {
      const x = xs[t * n + i] as number;
      const at = (t * n + i) * KEPT;
      const forget = sigmoid(x * (p[i] as number) + (p[4 * n + i] as number));
      const enter = sigmoid((h[i] as number) * (p[n + i] as number) + (p[5 * n + i] as number));
      const out = sigmoid(x * (p[2 * n + i] as number) + (p[6 * n + i] as number));
      const change = Math.tanh((h[i] as number) * (p[3 * n + i] as number) + (p[7 * n + i] as number));
      tape[at] = forget;
      tape[at + 1] = enter;
      tape[at + 2] = out;
      tape[at + 3] = change;
      tape[at + 4] = h[i] as number;
      tape[at + 5] = c[i] as number;
      c[i] = (c[i] as number) * forget + enter * change;
      tape[at + 6] = Math.tanh(c[i] as number);
      h[i] = out * (tape[at + 6] as number);
      tape[at + 7] = h[i] as number;
    }
  return backwards(p, xs, tape, steps, n);
}

function backwards(p: Float32Array, xs: Float32Array, tape: Float32Array, steps: number, n: number): Float32Array {
  const dp = new Float32Array(8 * n);
  const [dh, dc] = [new Float32Array(n), new Float32Array(n)];
  const add = (row: number, i: number, by: number): void => {
    dp[row * n + i] = (dp[row * n + i] as number) + by;
  };
  for (let t = steps - 1; t >= 0; t--)
    for (let i = 0; i < n; i++) {
      const x = xs[t * n + i] as number;
      const at = (t * n + i) * KEPT;
      const [forget, enter] = [tape[at] as number, tape[at + 1] as number];
      const [out, change] = [tape[at + 2] as number, tape[at + 3] as number];
      const [before, cell, squashed] = [tape[at + 4] as number, tape[at + 5] as number, tape[at + 6] as number];
      const h = (dh[i] as number) + (2 / (steps * n)) * (tape[at + 7] as number);
      const inner = (dc[i] as number) + h * out * (1 - squashed * squashed);
      const dForget = inner * cell * forget * (1 - forget);
      const dEnter = inner * change * enter * (1 - enter);
      const dOut = h * squashed * out * (1 - out);
      const dChange = inner * enter * (1 - change * change);
      add(0, i, dForget * x);
      add(1, i, dEnter * before);
      add(2, i, dOut * x);
      add(3, i, dChange * before);
      add(4, i, dForget);
      add(5, i, dEnter);
      add(6, i, dOut);
      add(7, i, dChange);
      dh[i] = dEnter * (p[n + i] as number) + dChange * (p[3 * n + i] as number);
      dc[i] = inner * forget;
    }
  return dp;
}
