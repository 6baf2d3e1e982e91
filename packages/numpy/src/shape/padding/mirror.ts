/** Padding that continues an axis by its own elements: the edge, mirror images, or the whole again. */
import { add, mul, type NDArray } from "@fluxion/core";
import { broadcastFitting } from "../../support/broadcast.js";
import { toArray } from "../../support/to-array.js";
import { cut } from "../cut.js";
import { reshapeTo } from "../reshape-to.js";
import { pick } from "./runs.js";

export type MirrorMode = "edge" | "reflect" | "symmetric" | "wrap";

interface Source {
  readonly position: number;
  /** Number of mirrors between the place and the array, and of whole periods. */
  readonly mirrored: boolean;
  readonly periods: number;
}

const modulo = (a: number, n: number): number => ((a % n) + n) % n;

/** Where the element at place `j` (0 is the first of the array) comes from. */
function sourceOf(mode: MirrorMode, j: number, n: number): Source {
  if (mode === "edge" || n === 1) return { position: Math.min(Math.max(j, 0), n - 1), mirrored: false, periods: 0 };
  if (mode === "wrap") return { position: modulo(j, n), mirrored: false, periods: 0 };
  const period = mode === "reflect" ? 2 * (n - 1) : 2 * n;
  const place = modulo(j, period);
  const mirrored = place >= n;
  return {
    position: mirrored ? period - place - (mode === "reflect" ? 0 : 1) : place,
    mirrored,
    periods: Math.floor(j / period),
  };
}

/** Mirror images through the edge points instead of the edge: 2 · edge − element. */
function oddImage(x: NDArray, image: NDArray, axis: number, sources: readonly Source[]): NDArray {
  const n = x.shape[axis] as number;
  const along = (values: readonly number[]): NDArray =>
    broadcastFitting(
      reshapeTo(
        toArray(values, x.dtype),
        image.shape.map((_, i) => (i === axis ? values.length : 1)),
      ),
      image.shape,
    );
  const edge = (i: number): NDArray => broadcastFitting(cut(x, axis, i, i + 1), image.shape);
  const signed = mul(image, along(sources.map(({ mirrored }) => (mirrored ? -1 : 1))));
  const first = mul(edge(0), along(sources.map(({ periods }) => -2 * periods)));
  const last = mul(edge(n - 1), along(sources.map(({ mirrored, periods }) => 2 * periods + (mirrored ? 2 : 0))));
  return add(add(signed, first), last);
}

/** Pads one axis. */
export function mirrorPad(
  x: NDArray,
  axis: number,
  [before, after]: readonly [number, number],
  mode: MirrorMode,
  odd: boolean,
): NDArray {
  const n = x.shape[axis] as number;
  const sources = Array.from({ length: before + n + after }, (_, i) => sourceOf(mode, i - before, n));
  const image = pick(
    x,
    axis,
    sources.map(({ position }) => position),
  );
  return odd && n > 1 ? oddImage(x, image, axis, sources) : image;
}
