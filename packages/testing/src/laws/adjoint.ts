/** Forward and reverse mode are transposes of each other: ⟨J·v, w⟩ = ⟨v, Jᵀ·w⟩. */
import { FluxionError } from "@fluxion/core";
import { elementsOf, pulling, tangentsOf } from "../derivatives.js";
import { direction } from "../directions.js";
import type { Law } from "../law.js";
import { run, subsets } from "../run.js";
import { directionsOf, hasReverse, named, transformed } from "../subject.js";
import { epsilonOf, type Tensor } from "../tensor.js";
import { violation } from "../violation.js";

/** Two lists of tensors that are multiplied and summed up. */
type Pair = readonly [readonly Tensor[], readonly Tensor[]];

function inner([xs, ys]: Pair): { value: number; size: number } {
  let [value, size] = [0, 0];
  xs.forEach(({ data }, i) =>
    data.forEach((x, k) => {
      const term = x * ((ys[i] as Tensor).data[k] as number);
      value += term;
      size += Math.abs(term);
    }),
  );
  return { value, size };
}

/** The inner products of both pairs agree up to `roundings` roundings of each term, and an absolute error. */
export function requireEqualProducts(where: string, left: Pair, right: Pair, roundings: number, absolute = 0): void {
  const [a, b] = [inner(left), inner(right)];
  const epsilon = [...left, ...right].flat().reduce((most, { type }) => Math.max(most, epsilonOf(type.dtype)), 0);
  const bound = absolute + roundings * epsilon * (a.size + b.size);
  if (Math.abs(a.value - b.value) <= bound) return;
  violation(where, `the inner products are ${a.value} and ${b.value}, which differ by more than ${bound}`);
}

export const adjoint: Law = {
  name: "⟨J·v, w⟩ = ⟨v, Jᵀ·w⟩",
  applies: hasReverse,
  async check(subject) {
    const { sample, backend } = subject;
    for (const active of subsets(sample.smooth)) {
      const v = directionsOf(subject, active);
      const jv = await run(backend, transformed(subject, active, tangentsOf), [...sample.inputs, ...v]);
      const w = jv.map(({ type }, i) => direction(type, 31 + i));
      const jtw = await run(backend, transformed(subject, active, pulling), [...sample.inputs, ...w]);
      // A rule is a handful of operations within 4 ulp; a sum rounds once per term.
      requireEqualProducts(named(subject, active), [jv, w], [v, jtw], 16 + elementsOf([...sample.inputs, ...jv]));
    }
  },
};

export const refusesReverse: Law = {
  name: "reverse mode is refused by a typed error where it cannot be",
  applies: ({ sample }) => sample.smooth.length > 0 && sample.forwardOnly,
  async check(subject) {
    const { sample, backend } = subject;
    const jv = await run(backend, transformed(subject, sample.smooth, tangentsOf), [
      ...sample.inputs,
      ...directionsOf(subject, sample.smooth),
    ]);
    const w = jv.map(({ type }, i) => direction(type, i));
    try {
      await run(backend, transformed(subject, sample.smooth, pulling), [...sample.inputs, ...w]);
    } catch (error) {
      if (error instanceof FluxionError && error.code === "not-differentiable") return;
      throw error;
    }
    violation(named(subject, sample.smooth), "reverse mode worked", "do not promise forwardOnly");
  },
};
