/** The same elements under another shape. */
import { raise, sizeOf, type NDArray, type Shape } from "@fluxion/core";
import { shown } from "../support/list.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { permute } from "./permute.js";
import { reshapeTo } from "./reshape-to.js";

/** "C": the last axis runs fastest; "F": the first. */
export type Order = "C" | "F";

/** The shape with −1 replaced by the size that is left. */
function resolve(shape: number | Shape, from: Shape): number[] {
  const wanted = [shape].flat() as number[];
  const size = sizeOf(from);
  const show = `cannot reshape [${from.join(", ")}] (${size} elements) to [${wanted.map(shown).join(", ")}]`;
  const refuse = (why: string, fix: string): never =>
    raise({ code: "shape", what: `${show}: ${why}`, where: "reshape", fix });
  if (wanted.some((n) => !Number.isInteger(n) || n < -1))
    return refuse("sizes are integers of at least 0", "use -1 for one size that follows from the others");
  const open = wanted.indexOf(-1);
  const known = wanted.reduce((product, n) => (n === -1 ? product : product * n), 1);
  if (open < 0)
    return known === size
      ? wanted
      : refuse(`it has ${known} elements`, "choose a shape with the same number of elements");
  if (wanted.lastIndexOf(-1) !== open) return refuse("more than one size is unknown", "use -1 once");
  if (known === 0 ? size !== 0 : size % known !== 0)
    return refuse(`${size} is not a multiple of ${known}`, "choose sizes that divide the number of elements");
  return wanted.map((n) => (n === -1 ? (known === 0 ? 0 : size / known) : n));
}

/** Elements are read and written in an order of axes. */
export function reshapeIn(x: NDArray, shape: Shape, order: Order): NDArray {
  if (order === "C") return reshapeTo(x, shape);
  if (order !== "F")
    return raise({
      code: "argument",
      what: `order is ${JSON.stringify(order)}`,
      where: "reshape",
      fix: 'use "C" or "F"',
    });
  const backwards = (y: NDArray): NDArray =>
    permute(
      y,
      y.shape.map((_, axis) => y.ndim - 1 - axis),
    );
  return backwards(reshapeTo(backwards(x), shape.toReversed()));
}

/**
 * The same elements under another shape, in which one size may be −1: it follows from the others. A shape error if the number
 * of elements differs.
 * @example np.reshape([1, 2, 3, 4, 5, 6], [2, -1]) // [[1, 2, 3], [4, 5, 6]]
 * @example np.reshape([1, 2, 3, 4], [2, 2], { order: "F" }) // [[1, 3], [2, 4]]
 */
export function reshape(x: Operand, shape: number | Shape, { order = "C" }: { order?: Order } = {}): NDArray {
  const array = toArray(x);
  return reshapeIn(array, resolve(shape, array.shape), order);
}
