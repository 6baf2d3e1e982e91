/** Elements chosen from several arrays. */
import { clamp, eq, raise, select as choice, type NDArray } from "@fluxion/core";
import { indicesAlongAxis } from "../index/along-axis.js";
import { positions } from "../index/lookup.js";
import { knownValues } from "./known-values.js";
import { broadcastFitting, broadcastShapes } from "../support/broadcast.js";
import { align } from "../support/align.js";
import { requireList } from "../support/list.js";
import { scalarLike } from "../support/scalar.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";

/**
 * At each place the element of `choices[indices]`; indices and choices broadcast. Indices beyond the ends are an argument error
 * (if not given), the nearest end, or modulo the number of choices, as `mode` says.
 * @example np.choose([0, 1], [[1, 2], [3, 4]]) // [1, 4]
 */
export function choose(
  indices: Operand,
  choices: readonly Operand[],
  { mode = "raise" }: { mode?: "raise" | "clip" | "wrap" } = {},
): NDArray {
  if (requireList("choose", "choices", choices).length === 0)
    raise({
      code: "argument",
      what: "there are no choices",
      where: "choose",
      fix: "give at least one array to choose from",
    });
  const given = align(...choices) as NDArray[];
  const list = indicesAlongAxis("choose", given[0] as NDArray, indices);
  const shape = broadcastShapes(list.shape, (given[0] as NDArray).shape);
  const count = given.length;
  if (mode === "raise" && knownValues("choose", list, 'use mode "clip" or "wrap"').some((i) => i < 0 || i >= count))
    raise({
      code: "argument",
      what: `an index is out of range for ${count} choices`,
      where: "choose",
      fix: 'use mode "clip" or "wrap"',
    });
  const bounded =
    mode === "wrap"
      ? positions(list, count, "modulo")
      : mode === "clip"
        ? clamp(scalarLike(list, 0), list, scalarLike(list, count - 1))
        : list;
  const chosen = broadcastFitting(bounded, shape);
  return given
    .map((x) => broadcastFitting(x, shape))
    .reduce((result, x, i) => (i === 0 ? x : choice(eq(chosen, scalarLike(chosen, i)), x, result)));
}

/**
 * At each place the element of the first choice whose condition holds, `default` (0 if not given) where none does. Conditions
 * and choices broadcast.
 * @example np.select([[true, false], [true, true]], [[1, 2], [3, 4]]) // [1, 4]
 */
export function select(
  conditions: readonly Operand[],
  choices: readonly Operand[],
  { default: otherwise = 0 }: { default?: Operand } = {},
): NDArray {
  const [wanted, offered] = [
    requireList("select", "conditions", conditions),
    requireList("select", "choices", choices),
  ];
  if (wanted.length !== offered.length || choices.length === 0)
    raise({
      code: "argument",
      what: `${conditions.length} conditions and ${choices.length} choices`,
      where: "select",
      fix: "give one choice for each condition",
    });
  const flags = conditions.map((condition) => toArray(condition));
  const other = flags.find((flag) => flag.dtype !== "bool");
  if (other !== undefined)
    raise({
      code: "dtype",
      what: `a condition is ${other.dtype}`,
      where: "select",
      fix: "compare it, so that it is boolean",
    });
  const aligned = align(otherwise, ...choices) as NDArray[];
  const shape = broadcastShapes((aligned[0] as NDArray).shape, ...flags.map((flag) => flag.shape));
  const [last, ...values] = aligned.map((x) => broadcastFitting(x, shape)) as [NDArray, ...NDArray[]];
  return values.reduceRight((result, x, i) => choice(broadcastFitting(flags[i] as NDArray, shape), x, result), last);
}
