/** Padding by a straight line from the edge to a value. */
import { add, concatenate, isFloat, mul, sub, type NDArray } from "@fluxion/core";
import { broadcastFitting } from "../../support/broadcast.js";
import { convertTo } from "../../support/convert.js";
import { scalarLike } from "../../support/scalar.js";
import { toArray } from "../../support/to-array.js";
import { cut } from "../cut.js";
import { reshapeTo } from "../reshape-to.js";

/** Elements from `end` towards the edge; `weights` say how near each is to the edge. */
function line(edge: NDArray, end: NDArray, weights: readonly number[], axis: number): NDArray {
  const shape = edge.shape.map((n, i) => (i === axis ? weights.length : n));
  const near = broadcastFitting(
    reshapeTo(
      toArray(weights, edge.dtype),
      shape.map((n, i) => (i === axis ? n : 1)),
    ),
    shape,
  );
  const [from, to] = [broadcastFitting(end, shape), broadcastFitting(edge, shape)];
  return add(from, mul(sub(to, from), near));
}

/** Pads one axis. */
export function rampPad(
  x: NDArray,
  axis: number,
  [before, after]: readonly [number, number],
  ends: readonly [NDArray | number, NDArray | number],
): NDArray {
  const n = x.shape[axis] as number;
  const work = isFloat(x.dtype) ? x : convertTo(x, "float32");
  const [low, high] = ends.map((end) =>
    typeof end === "number" ? scalarLike(work, end, work.dtype, []) : convertTo(end, work.dtype),
  ) as [NDArray, NDArray];
  const left = line(
    cut(work, axis, 0, 1),
    low,
    Array.from({ length: before }, (_, i) => i / before),
    axis,
  );
  const right = line(
    cut(work, axis, n - 1, n),
    high,
    Array.from({ length: after }, (_, i) => (after - 1 - i) / after),
    axis,
  );
  return concatenate([convertTo(left, x.dtype), x, convertTo(right, x.dtype)], { axis });
}
