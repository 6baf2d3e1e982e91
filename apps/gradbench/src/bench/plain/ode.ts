/** The chain of equations by hand: all stages of a step in one pass, since each needs only the one before it at the place before. */
import { list, plainFunction } from "./plain.js";

interface Input {
  readonly x: readonly number[];
  readonly s: number;
}
interface Data {
  readonly x: Float64Array;
  readonly s: number;
}
const read = ({ x, s }: Input): Data => ({ x: Float64Array.from(x), s });

function step(x: Float64Array, y: Float64Array, next: Float64Array, h: number): void {
  let before = 1;
  let k1 = 0;
  let k2 = 0;
  let k3 = 0;
  for (let i = 0; i < x.length; i++) {
    const rate = x[i] as number;
    const k4 = rate * (before + h * k3);
    k3 = rate * (before + (h / 2) * k2);
    k2 = rate * (before + (h / 2) * k1);
    k1 = rate * before;
    before = y[i] as number;
    next[i] = before + (h / 6) * (k1 + 2 * k2 + 2 * k3 + k4);
  }
}

function primal({ x, s }: Data): Float64Array {
  let y = new Float64Array(x.length);
  let next = new Float64Array(x.length);
  for (let k = 0; k < s; k++) {
    step(x, y, next, 2 / s);
    [y, next] = [next, y];
  }
  return y;
}

function gradient({ x, s }: Data): Float64Array {
  const n = x.length;
  const h = 2 / s;
  const states = Array.from({ length: s + 1 }, () => new Float64Array(n));
  for (let k = 0; k < s; k++) step(x, states[k] as Float64Array, states[k + 1] as Float64Array, h);
  const result = new Float64Array(n);
  const adjoint = new Float64Array(n);
  adjoint[n - 1] = 1;
  // Stages, one place to the right: the first is the constant source, which has none.
  const [a, b, c] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let k = s - 1; k >= 0; k--) {
    const y = states[k] as Float64Array;
    let [before, k1, k2, k3] = [1, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const rate = x[i] as number;
      const [s1, s2, s3] = [k1, k2, k3];
      a[i] = s1;
      b[i] = s2;
      c[i] = s3;
      k3 = rate * (before + (h / 2) * s2);
      k2 = rate * (before + (h / 2) * s1);
      k1 = rate * before;
      before = y[i] as number;
    }
    let [next, b1, b2, b3, b4] = [0, 0, 0, 0, 0];
    for (let i = n - 1; i >= 0; i--) {
      const l = adjoint[i] as number;
      const from = i === 0 ? 1 : (y[i - 1] as number);
      const c1 = (h / 6) * l + (h / 2) * next * b2;
      const c2 = (h / 3) * l + (h / 2) * next * b3;
      const c3 = (h / 3) * l + h * next * b4;
      adjoint[i] = l + next * (b1 + b2 + b3 + b4);
      b1 = c1;
      b2 = c2;
      b3 = c3;
      b4 = (h / 6) * l;
      result[i] =
        (result[i] as number) +
        b1 * from +
        b2 * (from + (h / 2) * (a[i] as number)) +
        b3 * (from + (h / 2) * (b[i] as number)) +
        b4 * (from + h * (c[i] as number));
      next = x[i] as number;
    }
  }
  return result;
}

export const ode = { primal: plainFunction(read, primal, list), gradient: plainFunction(read, gradient, list) };
