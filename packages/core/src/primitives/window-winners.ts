/** Which element wins in every window, found axis by axis from the last: slices of one window offset at a time are compared. */
import { sizeOf } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { and, not } from "./bitwise.js";
import { eq, ge, le } from "./compare.js";
import { gather } from "./gather.js";
import { indicesAlong } from "./iota.js";
import { pad } from "./pad.js";
import { reshape } from "./reshape.js";
import { select } from "./select.js";
import { slice } from "./slice.js";
import { places, type Geometry } from "./window-geometry.js";

export type Direction = "max" | "min";

interface Candidates {
  readonly values: NDArray;
  /** Row-major places in the operand; −1 for padding. */
  readonly places: NDArray;
}

/** Whether `next` beats `best`: strictly, so that the first stays; NaN beats everything but an earlier NaN. */
function beats(next: NDArray, best: NDArray, direction: Direction): NDArray {
  const keeps = direction === "max" ? ge(best, next) : le(best, next);
  return and(not(keeps), eq(best, best));
}

/** The winners of windows along one axis. */
function alongAxis(
  { values, places: at }: Candidates,
  axis: number,
  size: number,
  params: Geometry,
  direction: Direction,
): Candidates {
  const [low, high] = params.padding[axis] as readonly [number, number];
  const dilation = params.baseDilation[axis] as number;
  const step = params.strides[axis] as number;
  const { shape } = values;
  const only = (n: number): number[] => shape.map((_, i) => (i === axis ? n : 0));
  const padding = { low: only(low), high: only(high), interior: only(dilation - 1) };
  const wide = {
    values: pad(values, direction === "max" ? -Infinity : Infinity, padding),
    places: pad(at, -1, padding),
  };
  const count = places(shape.slice(axis, axis + 1), [size], {
    strides: [step],
    padding: [[low, high]],
    baseDilation: [dilation],
    windowDilation: [params.windowDilation[axis] as number],
  })[0] as number;
  const offset = (k: number, y: NDArray): NDArray => {
    const start = k * (params.windowDilation[axis] as number);
    const limits = y.shape.map((n, i) => (i === axis ? start + (count - 1) * step + 1 : n));
    return slice(y, { starts: only(start), limits, strides: y.shape.map((_, i) => (i === axis ? step : 1)) });
  };
  let best: Candidates = { values: offset(0, wide.values), places: offset(0, wide.places) };
  for (let k = 1; k < size; k++) {
    const next: Candidates = { values: offset(k, wide.values), places: offset(k, wide.places) };
    const better = beats(next.values, best.values, direction);
    best = { values: select(better, next.values, best.values), places: select(better, next.places, best.places) };
  }
  return best;
}

/** The elements of `t` where the windows of `x` have their winners; zero for windows of padding only. Nothing may be empty. */
export function takeWinners(
  t: NDArray,
  x: NDArray,
  params: Geometry & { readonly window: readonly number[] },
  direction: Direction,
): NDArray {
  const size = sizeOf(x.shape);
  let best: Candidates = { values: x, places: reshape(indicesAlong(x, 0, [size]), { shape: x.shape }) };
  for (let axis = x.ndim - 1; axis >= 0; axis--) {
    const [low, high] = params.padding[axis] as readonly [number, number];
    const trivial =
      params.window[axis] === 1 &&
      params.strides[axis] === 1 &&
      params.baseDilation[axis] === 1 &&
      low === 0 &&
      high === 0;
    if (!trivial) best = alongAxis(best, axis, params.window[axis] as number, params, direction);
  }
  const chosen = best.places;
  return gather(reshape(t, { shape: [size] }), reshape(chosen, { shape: [...chosen.shape, 1] }), {
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
