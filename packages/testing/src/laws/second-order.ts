/** Second derivatives: forward over forward agrees with differences and is symmetric, and so do all mixtures with reverse mode. */
import { fullLike, type NDArray } from "@fluxion/core";
import { largest, requireClose } from "../compare.js";
import { difference, elementsOf, pulling, tangentsOf, weighing } from "../derivatives.js";
import { direction } from "../directions.js";
import type { Law, Subject } from "../law.js";
import { run, type Transform } from "../run.js";
import { directionsOf, floatsAre, hasFloatResult, hasReverse, named, transformed } from "../subject.js";
import { epsilonOf, type Tensor } from "../tensor.js";
import { requireEqualProducts } from "./adjoint.js";
import { requireSlope } from "./jvp.js";

/** (x, v, u) → D²f(x)[u, v]. */
const twice: Transform =
  (f, count) =>
  (...xs) => {
    const [at, v, u] = [xs.slice(0, count), xs.slice(count, 2 * count), xs.slice(2 * count)];
    return tangentsOf((...moving) => tangentsOf(f, count)(...moving, ...v), count)(...at, ...u);
  };

/** (x, w, u) → the derivative along u of the gradient of ⟨f, w⟩: forward over reverse. */
const pushedGradient: Transform =
  (f, count) =>
  (...xs) => {
    const [at, w, u] = [xs.slice(0, count), xs.slice(count, -count), xs.slice(-count)];
    return tangentsOf((...moving) => pulling(f, count)(...moving, ...w), count)(...at, ...u);
  };

/** (x, w, u) → the gradient of ⟨∇⟨f, w⟩, u⟩: reverse over reverse. */
const gradientOfGradient: Transform =
  (f, count) =>
  (...xs) => {
    const [at, w, u] = [xs.slice(0, count), xs.slice(count, -count), xs.slice(-count)];
    const slopeAlong = weighing((...moving) => pulling(f, count)(...moving, ...w), count);
    return pulling((...moving) => slopeAlong(...moving, ...u), count)(
      ...at,
      fullLike(at[0] as NDArray, 1, "float64", []),
    );
  };

export const secondOrder: Law = {
  name: "second derivatives agree",
  applies: (subject) => floatsAre(subject, "float64") && hasFloatResult(subject),
  async check(subject) {
    const { sample, backend } = subject;
    const active = sample.smooth;
    const where = `${named(subject, active)}, second order`;
    const [v, u] = [directionsOf(subject, active, 3), directionsOf(subject, active, 11)];
    const first = await run(backend, transformed(subject, active, tangentsOf), [...sample.inputs, ...v]);
    const second = await run(backend, transformed(subject, active, twice), [...sample.inputs, ...v, ...u]);

    // A rule is a handful of operations; what it works with is no larger than the derivatives, up to the rounding of values.
    const roundings = 32 + elementsOf([...sample.inputs, ...first]);
    const moving = sample.inputs.map((_, i) => u[active.indexOf(i)]);
    requireSlope(
      where,
      second,
      await difference(backend, transformed(subject, active, tangentsOf), [...sample.inputs, ...v], moving, roundings),
    );

    const swapped = await run(backend, transformed(subject, active, twice), [...sample.inputs, ...u, ...v]);
    // What cancels in a second derivative is as large as the first one.
    const size = [...first, ...second].reduce((most, { data }) => Math.max(most, largest(data)), 0);
    const rounding = roundings * epsilonOf("float64") * size;
    requireClose(`${where}, directions exchanged`, swapped, second, () => rounding);
    if (hasReverse(subject)) await mixturesAgree(subject, where, [v, u], second, rounding);
  },
};

/** ⟨D²f[u, v], w⟩ is ⟨D(∇⟨f, w⟩)[u], v⟩, by forward and by reverse mode; `rounding` is the error of one element. */
async function mixturesAgree(
  subject: Subject,
  where: string,
  [v, u]: readonly [Tensor[], Tensor[]],
  second: readonly Tensor[],
  rounding: number,
): Promise<void> {
  const { sample, backend } = subject;
  const absolute = rounding * elementsOf([...second, ...v]);
  const w = second.map(({ type }, i) => direction(type, 31 + i));
  for (const [name, mixture] of Object.entries({
    "forward over reverse": pushedGradient,
    "reverse over reverse": gradientOfGradient,
  })) {
    const gradient = await run(backend, transformed(subject, sample.smooth, mixture), [...sample.inputs, ...w, ...u]);
    requireEqualProducts(`${where}, ${name}`, [second, w], [gradient, v], 0, absolute);
  }
}
