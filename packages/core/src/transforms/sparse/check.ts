/** Compares a sparse Jacobian with a derivative in an arbitrary direction: what a pattern lacks shows in its row. */
import { raise } from "../../errors.js";
import { sizeOf } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { allocate } from "../../trace/asarray.js";
import { deviceArray } from "../../trace/device.js";
import { evaluate } from "../evaluate.js";
import { transforms } from "../programs.js";
import type { Staged } from "../stage.js";
import { noise } from "../noise.js";
import type { SparsityPattern } from "./rows.js";

export function checkProducts(
  where: string,
  { rows, cols, shape: [height, width] }: SparsityPattern,
  vals: NDArray,
  { program, captured }: Staged,
  leaves: readonly NDArray[],
  active: readonly boolean[],
): void {
  const direction = noise(width);
  let at = 0;
  const tangents = leaves.flatMap(({ type }, i) => {
    if (!active[i]) return [];
    const data = allocate(type.dtype, sizeOf(type.shape));
    data.set(direction.subarray(at, (at += data.length)));
    return [deviceArray(data, type)];
  });
  const pushed = transforms.jvp(program, [...active, ...captured.map(() => false)]);
  const results = evaluate(pushed.program, [...leaves, ...captured, ...tangents]).slice(program.outputs.length);
  const entries = vals.dataSync();
  // Rounding leaves at least half of the digits, except where a program loses them to cancellation.
  const tolerance = Math.sqrt(vals.dtype === "float64" ? 2 ** -52 : 2 ** -23);
  let [row, next] = [0, 0];
  program.outputs.forEach(({ type }, i) => {
    const exact = pushed.activeOutputs[i] ? (results[next++] as NDArray).dataSync() : null;
    for (let k = 0; k < sizeOf(type.shape); k++, row++) {
      let [sum, size] = [0, 0];
      for (let e = rows[row] as number; e < (rows[row + 1] as number); e++) {
        const term = (entries[e] as number) * (direction[cols[e] as number] as number);
        sum += term;
        size += Math.abs(term);
      }
      const expected = exact?.[k] ?? 0;
      if (Math.abs(sum - expected) <= tolerance * Math.max(size, Math.abs(expected)) || sum === expected) continue;
      if (Number.isNaN(sum) && Number.isNaN(expected)) continue;
      raise({
        code: "check",
        what: `row ${row} of ${height}: along a direction the derivative is ${expected}, but the entries of the pattern give ${sum}`,
        where: `${where} (check)`,
        fix: "add the missing entries to the sparsity pattern, or leave it out so that it is detected",
      });
    }
  });
}
