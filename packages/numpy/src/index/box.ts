/** The part of an index that is known before anything runs: reading the box, and putting it back. */
import {
  dynamicUpdateSlice,
  fullLike,
  pad,
  reverse,
  select,
  slice,
  sizeOf,
  type NDArray,
  type SliceParams,
} from "@fluxion/core";
import { reshapeTo } from "../shape/reshape-to.js";
import type { Plan } from "./plan.js";

/** The box, run in the direction asked for, without the axes that integers index. */
export function readBox(x: NDArray, { box, reversed, kept }: Plan): NDArray {
  const cut = box === null ? x : slice(x, box);
  return reshapeTo(reversed.length === 0 ? cut : reverse(cut, { axes: reversed }), kept);
}

/** The array with the box replaced by `y`, which is shaped as `readBox` gives it. */
export function writeBox(x: NDArray, y: NDArray, { box, boxShape, reversed }: Plan): NDArray {
  const shaped = reshapeTo(y, boxShape);
  const turned = reversed.length === 0 ? shaped : reverse(shaped, { axes: reversed });
  if (box === null) return turned;
  if (sizeOf(boxShape) === 0) return x;
  return box.strides.every((stride) => stride === 1)
    ? dynamicUpdateSlice(x, turned, box.starts)
    : writeStrided(x, turned, box);
}

/** Elements between those of the box stay: the new ones are spread out and chosen where they belong. */
function writeStrided(x: NDArray, y: NDArray, { starts, limits, strides }: SliceParams): NDArray {
  const params = {
    low: starts,
    high: x.shape.map((n, axis) => n - (limits[axis] as number)),
    interior: strides.map((stride) => stride - 1),
  };
  const inside = pad(fullLike(x, 1, "bool", y.shape), fullLike(x, 0, "bool", []), params);
  return select(inside, pad(y, 0, params), x);
}
