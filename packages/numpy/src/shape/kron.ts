/** Kronecker products. */
import { mul, type NDArray } from "@fluxion/core";
import { promote } from "../support/promote.js";
import type { Operand } from "../support/weak.js";
import { reshapeTo } from "./reshape-to.js";
import { spread } from "./spread.js";

/**
 * Every element of `x` times all of `y`, laid out in blocks. Ranks are aligned at the last axes.
 * @example np.kron([1, 10], [1, 2]) // [1, 2, 10, 20]
 */
export function kron(x: Operand, y: Operand): NDArray {
  const [a, b] = promote(x, y) as [NDArray, NDArray];
  const rank = Math.max(a.ndim, b.ndim);
  const pad = (shape: readonly number[]): number[] => [...new Array<number>(rank - shape.length).fill(1), ...shape];
  const [outer, inner] = [pad(a.shape), pad(b.shape)];
  const wide = outer.flatMap((n, axis) => [n, inner[axis] as number]);
  const left = spread(
    a,
    wide,
    outer.map((_, axis) => 2 * axis + 1),
  );
  const right = spread(
    b,
    wide,
    outer.map((_, axis) => 2 * axis),
  );
  return reshapeTo(
    mul(left, right),
    outer.map((n, axis) => n * (inner[axis] as number)),
  );
}
