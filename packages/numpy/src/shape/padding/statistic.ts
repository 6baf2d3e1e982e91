/** Padding by a statistic of the elements near each end. */
import { add, concatenate, div, isFloat, reduceMax, reduceMin, sort, sum, type NDArray } from "@fluxion/core";
import { broadcastFitting } from "../../support/broadcast.js";
import { convertTo } from "../../support/convert.js";
import { scalarLike } from "../../support/scalar.js";
import { rint } from "../../ufunc/index.js";
import { cut } from "../cut.js";
import { reshapeTo } from "../reshape-to.js";

export type Statistic = "maximum" | "minimum" | "mean" | "median";

const ratio = (x: NDArray, by: number): NDArray => div(x, scalarLike(x, by));

/** A mean is computed in floats and rounded back. */
function inFloats(x: NDArray, compute: (x: NDArray) => NDArray): NDArray {
  return isFloat(x.dtype) ? compute(x) : convertTo(rint(compute(convertTo(x, "float32"))), x.dtype);
}

function median(x: NDArray, axis: number): NDArray {
  const n = x.shape[axis] as number;
  const [sorted] = sort([x], { axis, keys: 1 }) as readonly [NDArray];
  const middle = (i: number): NDArray => cut(sorted, axis, i, i + 1);
  return n % 2 === 1 ? middle((n - 1) / 2) : ratio(add(middle(n / 2 - 1), middle(n / 2)), 2);
}

/** The statistic along an axis, which stays with size 1. */
function statisticOf(x: NDArray, axis: number, name: Statistic): NDArray {
  const kept = x.shape.map((n, i) => (i === axis ? 1 : n));
  if (name === "maximum") return reshapeTo(reduceMax(x, { axes: [axis] }), kept);
  if (name === "minimum") return reshapeTo(reduceMin(x, { axes: [axis] }), kept);
  return inFloats(x, (y) =>
    name === "median" ? median(y, axis) : reshapeTo(ratio(sum(y, { axes: [axis] }), y.shape[axis] as number), kept),
  );
}

/** Pads one axis; the statistic is over the `length` elements nearest to the end. */
export function statisticPad(
  x: NDArray,
  axis: number,
  [before, after]: readonly [number, number],
  name: Statistic,
  length: readonly [number, number] | null,
): NDArray {
  const n = x.shape[axis] as number;
  const [first, last] = (length ?? [n, n]).map((count) => Math.min(count, n)) as [number, number];
  const side = (part: NDArray, count: number): NDArray[] =>
    count === 0
      ? []
      : [
          broadcastFitting(
            statisticOf(part, axis, name),
            x.shape.map((m, i) => (i === axis ? count : m)),
          ),
        ];
  return concatenate([...side(cut(x, axis, 0, first), before), x, ...side(cut(x, axis, n - last, n), after)], { axis });
}
