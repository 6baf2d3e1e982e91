/** An array repeated as a whole. */
import { raise, type NDArray } from "@fluxion/core";
import { shown } from "../support/list.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { reshapeTo } from "./reshape-to.js";
import { spread } from "./spread.js";

/**
 * The array repeated `reps[i]` times along axis i; ranks are aligned at the last axes, as in broadcasting.
 * @example np.tile([1, 2], 2) // [1, 2, 1, 2]
 * @example np.tile([1, 2], [2, 1]) // [[1, 2], [1, 2]]
 */
export function tile(x: Operand, reps: number | readonly number[]): NDArray {
  const array = toArray(x);
  const given = [reps].flat() as number[];
  if (given.some((n) => !Number.isInteger(n) || n < 0))
    raise({
      code: "argument",
      what: `repetitions are [${given.map(shown).join(", ")}]`,
      where: "tile",
      fix: "use integers of at least 0",
    });
  const rank = Math.max(array.ndim, given.length);
  const ones = (n: number): number[] => new Array<number>(n).fill(1);
  const shape = [...ones(rank - array.ndim), ...array.shape];
  const counts = [...ones(rank - given.length), ...given];
  const wide = spread(
    array,
    shape.flatMap((n, axis) => [counts[axis] as number, n]),
    shape.map((_, axis) => 2 * axis),
  );
  return reshapeTo(
    wide,
    shape.map((n, axis) => n * (counts[axis] as number)),
  );
}
