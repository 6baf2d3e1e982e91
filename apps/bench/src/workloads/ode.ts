/** A chain of growing quantities by the Runge–Kutta method, as GradBench has it: vectors of 1,000 in a loop. */
import { grad, jit, np, scan, type NDArray } from "fluxion";
import { arrayOf, noise } from "../data.js";
import * as plain from "../plain/ode.js";
import { whole } from "../reference.js";
import { contenders, group, type Group, type Workload } from "../workload.js";

const END = 2;

function solve(x: NDArray, steps: number): NDArray {
  const h = END / steps;
  const one = np.ones([1]);
  const slope = (y: NDArray): NDArray => x.mul(np.concatenate([one, y.get(":-1")]));
  const step = (y: NDArray): [NDArray, null] => {
    const k1 = slope(y);
    const k2 = slope(y.add(k1.mul(h / 2)));
    const k3 = slope(y.add(k2.mul(h / 2)));
    const k4 = slope(y.add(k3.mul(h)));
    return [y.add(k1.add(k2.mul(2)).add(k3.mul(2)).add(k4).mul(h / 6)), null]; // prettier-ignore
  };
  return scan<NDArray, null, null>(step, np.zerosLike(x), null, { length: steps })[0];
}

/**
 * The equation is linear in y and its coefficients are constant, so a step multiplies by a polynomial of them: the component of degree d
 * of the state gets the binomial sums of the steps so far. Component i is x₀⋯xᵢ·c(i + 1), with c from the recurrence of one step.
 */
function coefficients(n: number, steps: number): Float64Array {
  const h = END / steps;
  const taylor = [1, h, h ** 2 / 2, h ** 3 / 6, h ** 4 / 24];
  let c = new Float64Array(n + 1);
  c[0] = 1;
  for (let t = 0; t < steps; t++) {
    const last = c;
    c = last.map((_, d) => taylor.reduce((sum, a, k) => sum + (d >= k ? a * (last[d - k] as number) : 0), 0));
  }
  return c;
}

function exact(x: Float32Array, steps: number): Float64Array {
  const c = coefficients(x.length, steps);
  let product = 1;
  return Float64Array.from(x, (v, i) => (product *= v) * (c[i + 1] as number));
}

/** ∂/∂xₖ of the sum: every component from k on has the factor xₖ once. */
function exactSlope(x: Float32Array, steps: number): Float64Array {
  const y = exact(x, steps);
  let rest = 0;
  const result = new Float64Array(x.length);
  for (let k = x.length - 1; k >= 0; k--) result[k] = (rest += y[k] as number) / (x[k] as number);
  return result;
}

export const runge: Group = group("Runge–Kutta", { full: { n: 1000, steps: 100 }, small: { n: 12, steps: 5 } }, ({ n, steps }): Workload[] => {
  const x = noise(n, 31).map((v) => 1 + 0.5 * v);
  const input = arrayOf(x, [n]);
  const compiled = jit((x: NDArray) => solve(x, steps));
  const gradient = jit(grad((x: NDArray) => np.sum(solve(x, steps))));
  return [
    {
      name: "100 Runge–Kutta steps of 1,000 quantities",
      contenders: contenders({ jit: () => compiled(input), "plain JS": () => plain.solve(x, steps, END) }),
      reference: () => whole(n, () => exact(x, steps)),
      tolerance: 1e-4,
    },
    {
      name: "gradient of the Runge–Kutta steps",
      primal: "100 Runge–Kutta steps of 1,000 quantities",
      contenders: contenders({ jit: () => gradient(input), "plain JS": () => plain.gradient(x, steps, END) }),
      reference: () => whole(n, () => exactSlope(x, steps)),
      tolerance: 1e-4,
    },
  ];
}); // prettier-ignore
