/** Taylor mode is forward mode of forward mode: series agree with nested derivatives along the same curve. */
import { jet, type NDArray } from "@fluxion/core";
import { largest, requireClose } from "../compare.js";
import { elementsOf, inexact, tangentsOf } from "../derivatives.js";
import type { Law } from "../law.js";
import { run, type ArrayFunction, type Transform } from "../run.js";
import { directionsOf, floatsAre, hasFloatResult, named, transformed } from "../subject.js";
import { epsilonOf } from "../tensor.js";

const ORDER = 3;

/** (x, x′, x″, …) → y′, y″, … by Taylor mode. */
const series: Transform =
  (f, count) =>
  (...xs) => {
    const terms = (i: number): NDArray[] => Array.from({ length: ORDER }, (_, k) => xs[(k + 1) * count + i] as NDArray);
    const primals = xs.slice(0, count);
    return jet(
      f,
      primals,
      primals.map((_, i) => terms(i)),
    )[1].flatMap((results) => inexact(results));
  };

/** (x, x′, x″, …) → y′, y″, … each as the derivative of the one before, along x, x′, …. */
const nested: Transform =
  (f, count) =>
  (...xs) => {
    let derivative: ArrayFunction = f;
    return Array.from({ length: ORDER }, (_, k) => {
      const points = (k + 1) * count;
      const before = tangentsOf(derivative, points);
      derivative = (...ys) => before(...ys.slice(0, points), ...ys.slice(count, points + count));
      return derivative(...xs.slice(0, points + count));
    }).flat();
  };

export const jetIsNested: Law = {
  name: "jet agrees with nested jvp",
  applies: (subject) => floatsAre(subject, "float64") && hasFloatResult(subject),
  async check(subject) {
    const { sample, backend } = subject;
    const active = sample.smooth;
    const curve = Array.from({ length: ORDER }, (_, k) => directionsOf(subject, active, 7 * k + 3)).flat();
    const all = [...sample.inputs, ...curve];
    const found = await run(backend, transformed(subject, active, series), all);
    const expected = await run(backend, transformed(subject, active, nested), all);
    // Either way the k-th term is a sum of a few products for each way to divide k, and what cancels is as large as the largest.
    const size = [...found, ...expected].reduce((most, { data }) => Math.max(most, largest(data)), 1);
    const bound = (64 + 4 * elementsOf(sample.inputs)) * epsilonOf("float64") * size;
    requireClose(named(subject, active), found, expected, () => bound);
  },
};
