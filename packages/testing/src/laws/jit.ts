/** jit = eager, bit for bit: of the primitive, and of what the transforms make of it. */
import { jit } from "@fluxion/core";
import { requireSame } from "../compare.js";
import { pulling, tangentsOf } from "../derivatives.js";
import { direction } from "../directions.js";
import type { Law } from "../law.js";
import { run, type ArrayFunction } from "../run.js";
import { directionsOf, functionOf, hasReverse, named, transformed } from "../subject.js";
import type { Tensor } from "../tensor.js";
import { mapped, spread } from "./vmap.js";

export const jitIsEager: Law = {
  name: "jit = eager, bit for bit",
  applies: () => true,
  async check(subject) {
    const { sample, backend } = subject;
    const { inputs, smooth } = sample;
    const compare = async (what: string, f: ArrayFunction, xs: readonly Tensor[]): Promise<void> =>
      requireSame(`${named(subject, smooth)}: ${what}`, await run(backend, jit(f), xs), await run(backend, f, xs));

    await compare("itself", functionOf(subject), inputs);
    if (inputs.length > 0) {
      const everything = inputs.map((_, i) => i);
      await compare(
        "vmap",
        mapped(functionOf(subject), inputs.length, everything),
        spread(inputs, everything, 2, sample.structured).stacked,
      );
    }
    if (smooth.length === 0) return;
    const v = directionsOf(subject, smooth);
    const forward = transformed(subject, smooth, tangentsOf);
    const tangents = await run(backend, forward, [...inputs, ...v]);
    await compare("jvp", forward, [...inputs, ...v]);
    if (!hasReverse(subject)) return;
    await compare("vjp", transformed(subject, smooth, pulling), [
      ...inputs,
      ...tangents.map(({ type }, i) => direction(type, i)),
    ]);
  },
};
