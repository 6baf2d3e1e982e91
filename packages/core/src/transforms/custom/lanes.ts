/** Custom rules under vmap: the rule itself is mapped, with every value in lanes. */
import type { Tangent } from "../../ir/primitive.js";
import { toLanes } from "../../primitives/control/wrap.js";
import { meaningIn, Tracer, withTrace } from "../../trace/trace.js";
import { batchDomain, type Lanes } from "../batch.js";

/** Runs a function of single examples on values in lanes; results are in lanes too. */
export function inLanes(
  size: number,
  inputs: readonly Tangent[],
  f: (examples: readonly Tangent[]) => readonly Tangent[],
): Tangent[] {
  return withTrace<Lanes, Tangent[]>(batchDomain(size), false, (trace) => {
    const examples = inputs.map((value) =>
      value === null ? null : new Tracer<Lanes>(trace, { value, batched: true }),
    );
    return f(examples).map((result) => {
      if (result === null) return null;
      const { value, batched } = meaningIn(trace, result);
      return toLanes(value, batched, size);
    });
  });
}
