/** Linear primitives: the derivative is the primitive itself, and the transpose of the transpose is, too. */
import { isFloat, linearTranspose } from "@fluxion/core";
import { requireClose } from "../compare.js";
import { elementsOf, tangentsOf } from "../derivatives.js";
import type { Law, Subject } from "../law.js";
import { run, type Transform } from "../run.js";
import { directionsOf, named, transformed } from "../subject.js";
import type { Tensor } from "../tensor.js";
import { normwise } from "./vmap.js";

const linearInFloats = ({ sample }: Subject): boolean =>
  sample.linear.some((set) => set.every((i) => isFloat((sample.inputs[i] as Tensor).type.dtype)));

/** (x, v) → f(v). */
const itself: Transform =
  (f, count) =>
  (...xs) =>
    f(...xs.slice(count));

/** (x, v) → what the transpose of the transpose of f gives for v. */
const transposedTwice: Transform =
  (f, count) =>
  (...xs) => {
    const primals = xs.slice(0, count);
    const once = linearTranspose(f, primals);
    const twice = linearTranspose((...cotangents) => once(cotangents), [...f(...primals)]);
    return twice(xs.slice(count));
  };

/** Both transforms give the same along every linear set, up to one rounding per term of a sum. */
const agreeWithItself = async (subject: Subject, what: string, transform: Transform): Promise<void> => {
  const { sample, backend } = subject;
  for (const set of sample.linear) {
    const all = [...sample.inputs, ...directionsOf(subject, set, 5)];
    const actual = await run(backend, transformed(subject, set, transform), all);
    const expected = await run(backend, transformed(subject, set, itself), all);
    const roundings = sample.reassociates ? elementsOf(all) : 0;
    requireClose(`${named(subject, set)}: ${what}`, actual, expected, normwise(expected, roundings));
  }
};

export const linearity: Law = {
  name: "a linear primitive is its own derivative",
  applies: linearInFloats,
  check: (subject) => agreeWithItself(subject, "derivative", tangentsOf),
};

export const doubleTranspose: Law = {
  name: "the transpose of the transpose is the primitive",
  applies: linearInFloats,
  check: (subject) => agreeWithItself(subject, "transposed twice", transposedTwice),
};
