/** The pattern of a function's Jacobian, from the sets that its linear program gives the outputs: see the note "sparse jacobians". */
import { evaluateKnown } from "./known.js";
import { withoutEffects } from "../../ir/effects.js";
import type { Linearized } from "../../ir/primitive.js";
import { sizeOf } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { dependenceDomain, known, unknown } from "./dependence.js";
import type { Dependence } from "./linear-map.js";
import type { Rows } from "./rows.js";
import { ColumnSets, requireSparse } from "./sets.js";

/**
 * @param program the linearized function: residuals from its inputs, and the linear map of its active ones
 * @param inputs values of the inputs that are known before the function is called, `null` for the others
 */
export function detectPattern({ forward, linear, residuals }: Linearized, inputs: readonly (NDArray | null)[]): Rows {
  const moving = linear.inputs.slice(0, linear.inputs.length - residuals);
  const width = moving.reduce((total, { type }) => total + sizeOf(type.shape), 0);
  const largest = Math.max(
    1,
    ...linear.equations.flatMap(({ outputs }) => outputs.map(({ type }) => sizeOf(type.shape))),
  );
  const sets = new ColumnSets(width, largest);
  const values = evaluateKnown(withoutEffects(forward), inputs).slice(forward.outputs.length - residuals);
  let column = 0;
  const starts = moving.map(({ type }): Dependence => {
    const own = new Int32Array(sizeOf(type.shape));
    for (let i = 0; i < own.length; i++) own[i] = sets.single(column++);
    return { type, sets: own, value: null };
  });
  const rest = values.map((value, i) =>
    value === null ? unknown((linear.inputs[moving.length + i] as { type: Dependence["type"] }).type) : known(value),
  );
  return spell(dependenceDomain(sets).run(withoutEffects(linear), [...starts, ...rest]), sets, width);
}

/** The rows of all outputs, one after the other. */
function spell(outputs: readonly Dependence[], sets: ColumnSets, width: number): Rows {
  const height = outputs.reduce((total, { type }) => total + sizeOf(type.shape), 0);
  const rows = new Int32Array(height + 1);
  let [row, entries] = [0, 0];
  for (const { type, sets: own } of outputs)
    for (let i = 0; i < sizeOf(type.shape); i++) {
      entries += own === null ? 0 : sets.sizeOf(own[i] as number);
      rows[++row] = entries;
    }
  requireSparse(entries);
  const cols = new Int32Array(rows[height] as number);
  let end = 0;
  for (const { sets: own } of outputs) if (own !== null) for (const set of own) end = sets.copy(set, cols, end);
  return { rows, cols, width };
}
