/** Long short-term memory with weights of one number per unit, as GradBench has it: some 40 pointwise operations on short vectors in a long loop. */
import { grad, jit, nn, np, scan, type NDArray } from "fluxion";
import { arrayOf, noise } from "../data.js";
import * as plain from "../plain/lstm.js";
import { elements, scalar } from "../reference.js";
import { contenders, group, type Group, type Reference, type Workload } from "../workload.js";

const N = 14;
const FULL = 1e4;

interface Unit {
  readonly h: NDArray;
  readonly c: NDArray;
}

function loss(p: NDArray, xs: NDArray): NDArray {
  const step = ({ h, c }: Unit, x: NDArray): [Unit, NDArray] => {
    const [forget, enter, out, change] = [x, h, x, h].map((v, i) => v.mul(p.get(i)).add(p.get(4 + i))) as [
      NDArray,
      NDArray,
      NDArray,
      NDArray,
    ];
    const next = c.mul(nn.sigmoid(forget)).add(nn.sigmoid(enter).mul(np.tanh(change)));
    const hidden = nn.sigmoid(out).mul(np.tanh(next));
    return [{ h: hidden, c: next }, hidden];
  };
  return np.mean(np.square(scan<Unit, NDArray, NDArray>(step, { h: np.zeros([N]), c: np.zeros([N]) }, xs)[1]));
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** The sum of squares of one unit, for its 8 weights and biases: units do not see each other. */
function unit(p: readonly number[], x: (t: number) => number, steps: number): number {
  const [wf = 0, we = 0, wo = 0, wc = 0, bf = 0, be = 0, bo = 0, bc = 0] = p;
  let [h, c, total] = [0, 0, 0];
  for (let t = 0; t < steps; t++) {
    c = c * sigmoid(x(t) * wf + bf) + sigmoid(h * we + be) * Math.tanh(h * wc + bc);
    h = sigmoid(x(t) * wo + bo) * Math.tanh(c);
    total += h * h;
  }
  return total / (steps * N);
}

function exact(p: Float32Array, xs: Float32Array, steps: number): { value: Reference; slope: Reference } {
  const weights = (i: number): number[] => Array.from({ length: 8 }, (_, row) => p[row * N + i] as number);
  const of = (i: number, moved: number, by: number): number =>
    unit(weights(i).map((v, row) => (row === moved ? v + by : v)), (t) => xs[t * N + i] as number, steps); // prettier-ignore
  return {
    value: scalar(() => Array.from({ length: N }, (_, i) => of(i, -1, 0)).reduce((a, b) => a + b, 0)),
    slope: elements(8 * N, (k) => {
      const [row, i] = [Math.floor(k / N), k % N];
      return (of(i, row, 1e-5) - of(i, row, -1e-5)) / 2e-5;
    }),
  };
}

export const memory: Group = group("long short-term memory", { full: FULL, small: 20 }, (steps): Workload[] => {
  const [p, xs] = [noise(8 * N, 21), noise(steps * N, 22)];
  const [weights, input] = [arrayOf(p, [8, N]), arrayOf(xs, [steps, N])];
  const [compiled, gradient] = [jit(loss), jit(grad(loss))];
  const { value, slope } = exact(p, xs, steps);
  return [
    {
      name: "scan of 10⁴ steps of an LSTM cell of 14",
      contenders: contenders({
        jit: () => compiled(weights, input),
        "plain JS": () => plain.loss(p, xs, steps, N),
      }),
      reference: () => value,
      tolerance: 1e-4,
    },
    {
      name: "gradient of the scan of an LSTM cell",
      primal: "scan of 10⁴ steps of an LSTM cell of 14",
      contenders: contenders({
        jit: () => gradient(weights, input),
        "plain JS": () => plain.gradient(p, xs, steps, N),
      }),
      reference: () => slope,
      tolerance: 1e-3,
    },
  ];
});
