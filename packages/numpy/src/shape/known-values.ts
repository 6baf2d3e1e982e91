/** Values that have to be known, mostly because a shape depends on them: read now, or a typed error that names the way out. */
import { raise, Tracer } from "@fluxion/core";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";

/** The elements as numbers. */
export function knownValues(where: string, x: Operand, fix: string): number[] {
  const array = toArray(x);
  if (array instanceof Tracer && array.trace.domain.outer(array.meaning) === null)
    raise({
      code: "unknown-value",
      what: `the values of a traced ${array.dtype} array of shape [${array.shape.join(", ")}] are needed, but not known`,
      where,
      fix,
    });
  return Array.from(array.dataSync());
}
