/** The number of steps of a loop over leading axes, which all leaves share. */
import { raise } from "../../errors.js";
import type { NDArray } from "../../ir/value.js";
import type { Structure } from "../../trace/tree.js";
import { placesOf } from "./body.js";

/** The length of the leading axes; a typed error that names the leaves that disagree. */
export function stepsOf(
  where: string,
  { leaves, structure }: { leaves: readonly NDArray[]; structure: Structure },
  length?: number,
) {
  const scalar = leaves.findIndex((leaf) => leaf.ndim === 0);
  if (scalar >= 0)
    return raise({
      code: "shape",
      what: `${placesOf("xs", structure)[scalar]} is a scalar, which has no leading axis to loop over`,
      where,
      fix: "close over the value instead, or give it a leading axis",
    });
  const steps = length ?? leaves[0]?.shape[0];
  if (steps === undefined)
    return raise({
      code: "argument",
      what: "there are neither xs nor a length",
      where,
      fix: "give xs, or { length: n }",
    });
  if (!Number.isInteger(steps) || steps < 0)
    return raise({
      code: "argument",
      what: `the length is ${steps}, but it must be a whole number from 0`,
      where,
      fix: "give the number of steps",
    });
  const other = leaves.findIndex((leaf) => leaf.shape[0] !== steps);
  if (other < 0) return steps;
  const places = placesOf("xs", structure);
  return raise({
    code: "shape",
    what: `leading axes have different lengths: ${length === undefined ? places[0] : "length"} ${steps}, ${places[other]} ${leaves[other]?.shape[0]}`,
    where,
    fix: "cut or pad the xs to one length",
  });
}
