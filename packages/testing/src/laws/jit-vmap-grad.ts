/** jit(vmap(grad)) = loop: the composition that people use most gives what a loop of eager gradients gives. */
import { fullLike, jit, type NDArray } from "@fluxion/core";
import { requireClose, requireSame } from "../compare.js";
import { elementsOf, pulling, weighing } from "../derivatives.js";
import { direction } from "../directions.js";
import type { Law } from "../law.js";
import { pick, run, subsets, type Transform } from "../run.js";
import { functionOf, hasFloatResult, hasReverse, named, transformed } from "../subject.js";
import { loop, mapped, normwise, spread } from "./vmap.js";

/** (x, w) → ∇⟨f, w⟩. */
const gradient: Transform =
  (f, count) =>
  (...xs) => {
    const weighed = weighing(f, count);
    const w = xs.slice(count);
    const like = w[0] as NDArray;
    return pulling((...moving) => weighed(...moving, ...w), count)(
      ...xs.slice(0, count),
      fullLike(like, 1, like.dtype, []),
    );
  };

export const jitVmapGrad: Law = {
  name: "jit(vmap(grad)) = loop",
  applies: (subject) => hasReverse(subject) && hasFloatResult(subject),
  async check(subject) {
    const { sample, backend } = subject;
    const results = await run(backend, functionOf(subject), sample.inputs);
    const floats = results.filter(({ type }) => type.dtype.startsWith("float"));
    // One number weighs all results of a type: the gradient of sums of several types is not defined.
    if (new Set(floats.map(({ type }) => type.dtype)).size > 1) return;
    const all = [...sample.inputs, ...floats.map(({ type }, i) => direction(type, i))];
    const f = transformed(subject, sample.smooth, gradient);
    const types = pick(sample.inputs, sample.smooth).map(({ type }) => type);
    for (const batched of subsets(sample.inputs.map((_, i) => i))) {
      const { stacked, apart } = spread(all, batched, 3, sample.structured);
      const actual = await run(backend, jit(mapped(f, all.length, batched)), stacked);
      const expected = await loop(subject, f, apart, types);
      const where = named(subject, batched);
      if (!sample.reassociates) requireSame(where, actual, expected);
      else requireClose(where, actual, expected, normwise(expected, 16 + elementsOf(all)));
    }
  },
};
