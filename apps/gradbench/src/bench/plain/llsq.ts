/** Least squares by hand: Horner's rule, and powers for the gradient. */
import { list, plainFunction, same } from "./plain.js";

interface Input {
  readonly x: readonly number[];
  readonly n: number;
}
interface Data {
  readonly x: Float64Array;
  readonly n: number;
}
const read = ({ x, n }: Input): Data => ({ x: Float64Array.from(x), n });

function residual(x: Float64Array, t: number): number {
  let y = 0;
  for (let j = x.length - 1; j >= 0; j--) y = y * t + (x[j] as number);
  return Math.sign(t) - y;
}

function primal({ x, n }: Data): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += residual(x, -1 + (2 * i) / (n - 1)) ** 2;
  return sum / 2;
}

function gradient({ x, n }: Data): Float64Array {
  const result = new Float64Array(x.length);
  for (let i = 0; i < n; i++) {
    const t = -1 + (2 * i) / (n - 1);
    let term = -residual(x, t);
    for (let j = 0; j < x.length; j++) {
      result[j] = (result[j] as number) + term;
      term *= t;
    }
  }
  return result;
}

export const llsq = { primal: plainFunction(read, primal, same), gradient: plainFunction(read, gradient, list) };
