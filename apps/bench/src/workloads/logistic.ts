/** The logistic map of one number, a hundred times: a long program of scalars. */
import { grad, jit, mul, sub, type NDArray } from "fluxion";
import { arrayOf } from "../data.js";
import * as plain from "../plain/logistic.js";
import { scalar } from "../reference.js";
import { contenders, group, type Group, type Workload } from "../workload.js";

/** At the onset of chaos the slope neither dies out nor explodes. */
const R = 3.5699456;
const START = 0.3;

const map =
  (steps: number) =>
  (x: NDArray): NDArray => {
    let y = x;
    for (let i = 0; i < steps; i++) y = mul(mul(y, R), sub(1, y));
    return y;
  };

function exact(steps: number): { value: number; slope: number } {
  let [value, slope] = [Math.fround(START), 1];
  for (let i = 0; i < steps; i++) [value, slope] = [R * value * (1 - value), slope * R * (1 - 2 * value)];
  return { value, slope };
}

export const logistic: Group = group("logistic map", { full: 100, small: 20 }, (steps): Workload[] => {
  const f = map(steps);
  const x = arrayOf(Float32Array.of(START), []);
  const [compiled, gradient, compiledGradient] = [jit(f), grad(f), jit(grad(f))];
  const start = Math.fround(START);
  return [
    {
      name: "logistic map, 100 steps",
      contenders: contenders({
        jit: () => compiled(x),
        eager: () => f(x),
        "plain JS": () => plain.logistic(start, steps, R),
      }),
      reference: () => scalar(() => exact(steps).value),
      tolerance: 1e-3,
    },
    {
      name: "gradient of the logistic map, 100 steps",
      primal: "logistic map, 100 steps",
      contenders: contenders({
        jit: () => compiledGradient(x),
        eager: () => gradient(x),
        "plain JS": () => plain.logisticGradient(start, steps, R),
      }),
      reference: () => scalar(() => exact(steps).slope),
      tolerance: 1e-2,
    },
  ];
});
