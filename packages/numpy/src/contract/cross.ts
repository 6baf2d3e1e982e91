/** Vector products. */
import { mul, raise, sub, type NDArray } from "@fluxion/core";
import { cut } from "../shape/cut.js";
import { joinAlong } from "../shape/concatenate.js";
import { moveOne } from "../shape/permute.js";
import { reshapeTo } from "../shape/reshape-to.js";
import { rollBy } from "../shape/roll.js";
import { normalizeAxis } from "../support/axes.js";
import { broadcastArrays } from "../support/broadcast.js";
import { promote } from "../support/promote.js";
import { scalarLike } from "../support/scalar.js";
import type { Operand } from "../support/weak.js";
import { shapesOf } from "./operands.js";

export interface CrossOptions {
  /** The axis of the vectors in both operands and the result; overrides the others. */
  readonly axis?: number | null;
  readonly axisa?: number;
  readonly axisb?: number;
  readonly axisc?: number;
}

const component = (x: NDArray, i: number): NDArray => reshapeTo(cut(x, x.ndim - 1, i, i + 1), x.shape.slice(0, -1));

/** Vectors in a plane get a third component, zero. */
function inSpace(x: NDArray): NDArray {
  if (x.shape.at(-1) === 3) return x;
  return joinAlong("cross", [x, scalarLike(x, 0, x.dtype, [...x.shape.slice(0, -1), 1])], x.ndim - 1);
}

/**
 * Vector products of vectors with three components (or two, the third being zero; for two such the result is the third component
 * alone), along the last axis if none is given. Other axes broadcast. A shape error for other numbers of components.
 * @example np.cross([1, 0, 0], [0, 1, 0]) // [0, 0, 1]
 */
export function cross(
  x: Operand,
  y: Operand,
  { axis = null, axisa = -1, axisb = -1, axisc = -1 }: CrossOptions = {},
): NDArray {
  const [p, q] = promote(x, y) as [NDArray, NDArray];
  const last = (z: NDArray, from: number): NDArray =>
    moveOne(z, normalizeAxis("cross", axis ?? from, z.ndim), z.ndim - 1);
  const [a, b] = [last(p, axisa), last(q, axisb)];
  if ([a, b].some((z) => z.shape.at(-1) !== 2 && z.shape.at(-1) !== 3))
    raise({
      code: "shape",
      what: `vectors have ${a.shape.at(-1)} and ${b.shape.at(-1)} components, in shapes ${shapesOf(p, q)}`,
      where: "cross",
      fix: "use vectors of 2 or 3 components, or name their axis",
    });
  if (a.shape.at(-1) === 2 && b.shape.at(-1) === 2) {
    const [a0, a1, b0, b1] = broadcastArrays(component(a, 0), component(a, 1), component(b, 0), component(b, 1)) as [
      NDArray,
      NDArray,
      NDArray,
      NDArray,
    ];
    return sub(mul(a0, b1), mul(a1, b0));
  }
  const [u, v] = broadcastArrays(inSpace(a), inSpace(b)) as [NDArray, NDArray];
  const end = u.ndim - 1;
  const turned = (z: NDArray, by: number): NDArray => rollBy(z, by, end);
  const result = sub(mul(turned(u, -1), turned(v, 1)), mul(turned(u, 1), turned(v, -1)));
  return moveOne(result, end, normalizeAxis("cross", axis ?? axisc, result.ndim));
}
