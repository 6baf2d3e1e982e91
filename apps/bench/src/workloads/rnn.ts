/** A small recurrent network over a long sequence, and its gradient: small products in a long loop. */
import { grad, jit, np, scan, type NDArray } from "fluxion";
import { arrayOf, noise } from "../data.js";
import * as plain from "../plain/rnn.js";
import { joined, scalar, sumOf, whole, table } from "../reference.js";
import { contenders, group, type Group, type Workload } from "../workload.js";

const N = 16;

interface Cell {
  readonly w: NDArray;
  readonly u: NDArray;
  readonly b: NDArray;
}

function loss({ w, u, b }: Cell, xs: NDArray): NDArray {
  const step = (h: NDArray, x: NDArray): [NDArray, NDArray] => {
    const next = np.tanh(np.dot(w, h).add(np.dot(u, x)).add(b));
    return [next, next];
  };
  return np.mean(np.square(scan(step, np.zeros([N]), xs)[1]));
}

/** The states, the first of which is 0. */
function states({ w, u, b }: plain.Cell, xs: Float32Array, steps: number): Float64Array[] {
  const hs: Float64Array[] = [new Float64Array(N)];
  for (let t = 0; t < steps; t++) {
    const h = hs[t] as Float64Array;
    const z = (i: number): number =>
      sumOf(
        N,
        (k) => (w[i * N + k] as number) * (h[k] as number) + (u[i * N + k] as number) * (xs[t * N + k] as number),
      );
    hs.push(table(N, (i) => Math.tanh(z(i) + (b[i] as number))));
  }
  return hs;
}

/** Cotangents of what tanh is applied to, of every step. */
function cotangents({ w }: plain.Cell, hs: readonly Float64Array[], steps: number): Float64Array[] {
  const result: Float64Array[] = [];
  let next: Float64Array = new Float64Array(N);
  for (let t = steps; t > 0; t--) {
    const [h, later] = [hs[t] as Float64Array, next];
    const back = (i: number): number => sumOf(N, (k) => (w[k * N + i] as number) * (later[k] as number));
    next = table(N, (i) => ((2 / (steps * N)) * (h[i] as number) + back(i)) * (1 - (h[i] as number) ** 2));
    result[t - 1] = next;
  }
  return result;
}

export const recurrent: Group = group("recurrent network", { full: 1e4, small: 20 }, (steps): Workload[] => {
  const cell = {
    w: noise(N * N, 11).map((v) => 0.3 * v),
    u: noise(N * N, 12).map((v) => 0.3 * v),
    b: noise(N, 13),
  };
  const xs = noise(steps * N, 14);
  const ours = { w: arrayOf(cell.w, [N, N]), u: arrayOf(cell.u, [N, N]), b: arrayOf(cell.b, [N]) };
  const input = arrayOf(xs, [steps, N]);
  const [compiled, gradient] = [jit(loss), jit(grad(loss))];
  const exact = (): Float64Array[] => states(cell, xs, steps);
  const slope = (inputs: (hs: readonly Float64Array[], t: number, k: number) => number) =>
    whole(N * N, () => {
      const hs = exact();
      const cts = cotangents(cell, hs, steps);
      return table(N * N, (i) => sumOf(steps, (t) => (cts[t]?.[Math.floor(i / N)] as number) * inputs(hs, t, i % N)));
    });
  return [
    {
      name: "scan of 10⁴ steps of an RNN cell of 16",
      contenders: contenders({
        jit: () => compiled(ours, input),
        "plain JS": () => plain.loss(cell, xs, steps, N),
      }),
      reference: () =>
        scalar(() => {
          const hs = exact();
          return sumOf(steps, (t) => sumOf(N, (i) => (hs[t + 1]?.[i] as number) ** 2)) / (steps * N);
        }),
      tolerance: 1e-4,
    },
    {
      name: "gradient of the scan of an RNN cell",
      primal: "scan of 10⁴ steps of an RNN cell of 16",
      contenders: contenders({
        jit: () => gradient(ours, input),
        "plain JS": () => plain.gradient(cell, xs, steps, N),
      }),
      reference: () =>
        // In the order of the keys.
        joined([
          whole(N, () => {
            const cts = cotangents(cell, exact(), steps);
            return table(N, (i) => sumOf(steps, (t) => cts[t]?.[i] as number));
          }),
          slope((_, t, k) => xs[t * N + k] as number),
          slope((hs, t, k) => hs[t]?.[k] as number),
        ]),
      tolerance: 1e-3,
    },
  ];
});
