/** A program of a thousand equations, run. */
import { grad, jit } from "fluxion";
import { arrayOf, noise } from "../data.js";
import { deep, STEPS } from "../deep.js";
import { deepGradient } from "../plain/deep.js";
import { elements } from "../reference.js";
import { contenders, group, type Group, type Workload } from "../workload.js";

/** The slope beside the value, forward. */
function slopeAt(x: number, steps: number): number {
  let [y, slope] = [x, 1];
  for (let k = 0; k < steps; k++) [y, slope] = [Math.sin(y * x), Math.cos(y * x) * (slope * x + y)];
  return slope;
}

export const deepGradients: Group = group("deep", { full: STEPS, small: 12 }, (steps): Workload[] => {
  const data = noise(64).map((v) => v * 1.5);
  const x = arrayOf(data, [64]);
  const compiled = jit(grad(deep(steps)));
  return [
    {
      name: "gradient of 1,000 equations, 64 elements",
      contenders: contenders({ jit: () => compiled(x), "plain JS": () => deepGradient(data, steps) }),
      reference: () => elements(64, (i) => slopeAt(data[i] as number, steps)),
      tolerance: 1e-4,
    },
  ];
});
