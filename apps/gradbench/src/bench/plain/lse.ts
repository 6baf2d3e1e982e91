/** Log-sum-exp by hand. */
import { list, plainFunction, same } from "./plain.js";

interface Input {
  readonly x: readonly number[];
}
const read = ({ x }: Input): Float64Array => Float64Array.from(x);

function most(x: Float64Array): number {
  let m = -Infinity;
  for (let i = 0; i < x.length; i++) if ((x[i] as number) > m) m = x[i] as number;
  return m;
}

function primal(x: Float64Array): number {
  const m = most(x);
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.exp((x[i] as number) - m);
  return m + Math.log(sum);
}

function gradient(x: Float64Array): Float64Array {
  const m = most(x);
  const result = new Float64Array(x.length);
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += result[i] = Math.exp((x[i] as number) - m);
  for (let i = 0; i < x.length; i++) result[i] = (result[i] as number) / sum;
  return result;
}

export const lse = { primal: plainFunction(read, primal, same), gradient: plainFunction(read, gradient, list) };
