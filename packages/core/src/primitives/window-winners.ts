/** Which element wins in every window: the axes are searched one after the other, from the last. */
import type { NDArray } from "../ir/value.js";
import { and, not } from "./bitwise.js";
import { eq, ge, le } from "./compare.js";
import { gather } from "./gather.js";
import { indicesAlong } from "./iota.js";
import { reshape } from "./reshape.js";
import { select } from "./select.js";
import type { WindowParams } from "./window-geometry.js";
import { windowSlices } from "./window-slices.js";

export type Direction = "max" | "min";

/** Values, and where in the operand (in row-major order) they stand; −1 for padding. */
type Candidates = readonly [values: NDArray, standing: NDArray];

/** The better of two: the first, unless the next is strictly better; NaN beats everything but an earlier NaN. */
function better([values, standing]: Candidates, [next, nextStanding]: Candidates, direction: Direction): Candidates {
  const keeps = direction === "max" ? ge(values, next) : le(values, next);
  const beaten = and(not(keeps), eq(values, values));
  return [select(beaten, next, values), select(beaten, nextStanding, standing)];
}

/** The window along one axis alone. */
function alongAxis(
  { window, strides, padding, baseDilation, windowDilation }: WindowParams,
  axis: number,
): WindowParams {
  const only = (sizes: readonly number[]): number[] => sizes.map((n, i) => (i === axis ? n : 1));
  return {
    window: only(window),
    strides: only(strides),
    padding: padding.map((pair, i) => (i === axis ? pair : [0, 0])),
    baseDilation: only(baseDilation),
    windowDilation: only(windowDilation),
  };
}

/** Whether nothing happens along an axis. */
const isTrivial = ({ window, strides, padding, baseDilation }: WindowParams, axis: number): boolean =>
  window[axis] === 1 && strides[axis] === 1 && baseDilation[axis] === 1 && (padding[axis] ?? []).every((n) => n === 0);

/** The elements of `t` where the windows of `x` have their winners; zero for windows of padding only. Nothing may be empty. */
export function takeWinners(t: NDArray, x: NDArray, params: WindowParams, direction: Direction): NDArray {
  const worst = direction === "max" ? -Infinity : Infinity;
  let best: Candidates = [x, reshape(indicesAlong(x, 0, [x.size]), { shape: x.shape })];
  for (let axis = x.ndim - 1; axis >= 0; axis--) {
    if (isTrivial(params, axis)) continue;
    const [values, standing] = best;
    const line = alongAxis(params, axis);
    const places = windowSlices(standing, -1, line);
    best = windowSlices(values, worst, line)
      .map((slice, k): Candidates => [slice, places[k] as NDArray])
      .reduce((winner, next) => better(winner, next, direction));
  }
  const winners = best[1];
  return gather(reshape(t, { shape: [x.size] }), reshape(winners, { shape: [...winners.shape, 1] }), {
    offsetDims: [],
    collapsedSliceDims: [0],
    startIndexMap: [0],
    operandBatchingDims: [],
    startIndicesBatchingDims: [],
    sliceSizes: [1],
    mode: "fill",
    fill: 0,
  });
}
