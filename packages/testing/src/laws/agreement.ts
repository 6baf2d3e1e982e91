/** Every backend gives what the reference gives: integers and booleans exactly, floats up to the stated units in the last place. */
import { requireClose, requireSame } from "../compare.js";
import { elementsOf } from "../derivatives.js";
import type { Law } from "../law.js";
import { run } from "../run.js";
import { functionOf } from "../subject.js";
import { epsilonOf, type Tensor } from "../tensor.js";

export const agreement: Law = {
  name: "agrees with the reference backend",
  applies: ({ reference, sample }) =>
    reference !== undefined && sample.inputs.every(({ type }) => reference.dtypes.includes(type.dtype)),
  async check(subject) {
    const { primitive, sample, backend, reference = backend, ulps = 0 } = subject;
    const actual = await run(backend, functionOf(subject), sample.inputs);
    const expected = await run(reference, functionOf(subject), sample.inputs);
    if (ulps === 0) return requireSame(primitive.name, actual, expected);
    const units = sample.reassociates ? ulps + elementsOf(sample.inputs) : ulps;
    requireClose(primitive.name, actual, expected, (i, k) => {
      const { type, data } = expected[i] as Tensor;
      return units * epsilonOf(type.dtype) * Math.abs(data[k] as number);
    });
  },
};
