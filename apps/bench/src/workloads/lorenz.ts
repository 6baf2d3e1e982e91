/** The Lorenz equations by the Runge–Kutta method: a long loop over a vector of three, taken apart and put together at every stage. */
import { jit, np, scan, type NDArray } from "fluxion";
import * as plain from "../plain/lorenz.js";
import { whole } from "../reference.js";
import { contenders, group, type Group, type Workload } from "../workload.js";

const START = Float64Array.of(1, 1, 1);
/** A short time for its number of steps, since errors grow along the way. */
const END = 5;

function slope(y: NDArray): NDArray {
  const [a, b, c] = [y.get(0), y.get(1), y.get(2)];
  return np.stack([b.sub(a).mul(10), a.mul(c.neg().add(28)).sub(b), a.mul(b).sub(c.mul(8 / 3))]);
}

function solve(y: NDArray, steps: number): NDArray {
  const h = END / steps;
  const step = (y: NDArray): [NDArray, null] => {
    const k1 = slope(y);
    const k2 = slope(y.add(k1.mul(h / 2)));
    const k3 = slope(y.add(k2.mul(h / 2)));
    const k4 = slope(y.add(k3.mul(h)));
    const sum = k1.add(k2.mul(2)).add(k3.mul(2)).add(k4);
    return [y.add(sum.mul(h / 6)), null];
  };
  return scan<NDArray, null, null>(step, y, null, { length: steps })[0];
}

export const attractor: Group = group("Lorenz", { full: 1e4, small: 500 }, (steps): Workload[] => {
  const start = np.array([1, 1, 1], { dtype: "float64" });
  const f = jit((y: NDArray) => solve(y, steps));
  return [
    {
      name: "10⁴ Runge–Kutta steps of the Lorenz equations",
      contenders: contenders({ jit: () => f(start), "plain JS": () => plain.lorenz(START, steps, END / steps) }),
      // The same by ten times as many steps.
      reference: () => whole(3, () => plain.lorenz(START, 10 * steps, END / (10 * steps))),
      tolerance: 1e-3,
    },
  ];
});
