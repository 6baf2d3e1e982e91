/** The derivative agrees with central differences in float64, and in float32 with itself in float64. */
import { isProgram, type Slope } from "@fluxion/core";
import { largest, requireClose } from "../compare.js";
import { difference, elementsOf, flat, inexact, pushing, tangentsOf } from "../derivatives.js";
import type { Law } from "../law.js";
import { run, subsets } from "../run.js";
import { directionsOf, floatsAre, functionOf, named, transformed } from "../subject.js";
import { astype, epsilonOf, type Tensor } from "../tensor.js";
import { violation } from "../violation.js";

/** A bound above this says that the sample stands too near a kink or a singularity for the law to mean anything. */
const WORST = 1e-6;

/** The tangents lie within what differences leave open. */
export function requireSlope(where: string, tangents: readonly Tensor[], { value, error }: Slope): void {
  const bound = error.reduce((most, e) => Math.max(most, e), 0);
  if (!(bound <= WORST * (1 + largest(value))))
    violation(
      where,
      `differences tell the derivative only to within ${bound}`,
      "choose smoother values for the sample, or do not promise that it is smooth",
    );
  const type = { dtype: "float64", shape: [value.length] } as const;
  requireClose(where, [{ type, data: flat(tangents) }], [{ type, data: value }], (_, i) => error[i] as number);
}

export const jvpIsSlope: Law = {
  name: "jvp agrees with central differences",
  applies: (subject) => floatsAre(subject, "float64"),
  async check(subject) {
    const { sample, backend } = subject;
    for (const active of subsets(sample.smooth)) {
      const vs = directionsOf(subject, active);
      const tangents = await run(backend, transformed(subject, active, tangentsOf), [...sample.inputs, ...vs]);
      const moving = sample.inputs.map((_, i) => vs[active.indexOf(i)]);
      // A function of one element is within 4 units in the last place; every term of a sum adds one.
      const ulps = 4 + elementsOf(sample.inputs);
      requireSlope(
        named(subject, active),
        tangents,
        await difference(backend, functionOf(subject), sample.inputs, moving, ulps),
      );
    }
  },
};

const widen = (xs: readonly Tensor[]): Tensor[] =>
  xs.map((x) => (x.type.dtype === "float32" ? astype(x, "float64") : x));

export const jvpInFloat32: Law = {
  name: "jvp in float32 agrees with float64",
  // A program among the parameters is made for operands of its own types.
  applies: (subject) =>
    floatsAre(subject, "float32") &&
    subject.backend.dtypes.includes("float64") &&
    !Object.values(subject.sample.params).flat().some(isProgram),
  async check(subject) {
    const { sample, backend } = subject;
    const f = transformed(subject, sample.smooth, pushing);
    const all = [...sample.inputs, ...directionsOf(subject, sample.smooth)];
    const narrow = inexact(await run(backend, f, all));
    const wide = inexact(await run(backend, f, widen(all)));
    if (!narrow.every(({ type }) => type.dtype === "float32")) return;
    // A rule is a handful of operations within 4 ulp on numbers no larger than values and tangents; a sum rounds once per term.
    const size = wide.reduce((most, { data }) => Math.max(most, largest(data)), 0);
    const bound = (16 + elementsOf(sample.inputs)) * epsilonOf("float32") * size;
    requireClose(named(subject, sample.smooth), widen(narrow), widen(wide), () => bound);
  },
};
