/** Exchanges of rows, one after the other, as an order of rows. */
import { convert, eq, foriLoop, iota, select, sum, zerosLike, type NDArray } from "@fluxion/core";
import { reshapeTo } from "../../shape/reshape-to.js";
import { broadcastFitting } from "../../support/broadcast.js";

/** Pivots [..., n] → permutation [..., n]: row i was exchanged with row pivots[i], for i = 0, 1, …. int32. */
export function permutationOf(pivots: NDArray): NDArray {
  const axis = pivots.ndim - 1;
  const places = iota({ dtype: "int32", shape: pivots.shape, axis });
  const everywhere = (x: NDArray): NDArray => broadcastFitting(reshapeTo(x, [...x.shape, 1]), pivots.shape);
  const at = (place: NDArray, x: NDArray): NDArray => everywhere(sum(select(place, x, zerosLike(x)), { axes: [axis] }));
  const exchange = (step: NDArray, order: NDArray): NDArray => {
    const here = eq(places, broadcastFitting(convert(step, { dtype: "int32" }), pivots.shape));
    const there = eq(places, at(here, pivots));
    return select(here, at(there, order), select(there, at(here, order), order));
  };
  return foriLoop(0, pivots.shape[axis] as number, exchange as never, places as never) as NDArray;
}
