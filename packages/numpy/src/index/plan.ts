/** What an index does, in steps: cut out a box, drop axes, look up arrays of indices, insert new axes. */
import { type NDArray, type SliceParams } from "@fluxion/core";
import { broadcastShapes } from "../support/broadcast.js";
import { expandIndex, type Entry } from "./expand.js";
import type { KnownIntegers, Part } from "./part.js";
import { indexParts, type Index } from "./parts.js";

export interface Lookup {
  /** Axes (of the array that is left of the box) that are looked up, and where. */
  readonly axes: readonly number[];
  readonly indices: readonly (NDArray | KnownIntegers)[];
  /** The common shape of the indices. */
  readonly shape: readonly number[];
  /** Axes of the result that run over whole axes of the box. */
  readonly offsetDims: readonly number[];
}

export interface Plan {
  /** `null` if the box is the whole array. */
  readonly box: SliceParams | null;
  readonly boxShape: readonly number[];
  /** Axes of the box that run backwards. */
  readonly reversed: readonly number[];
  /** Shape of the box without the axes that integers index. */
  readonly kept: readonly number[];
  readonly lookup: Lookup | null;
  /** Shape of the result before and after new axes are inserted. */
  readonly inner: readonly number[];
  readonly shape: readonly number[];
}

type RunOrInteger = Extract<Entry, { kind: "run" | "integer" }>;

function boxOf(entries: readonly Entry[], shape: readonly number[]): Pick<Plan, "box" | "boxShape" | "reversed"> {
  const runs = entries.filter((entry): entry is RunOrInteger => entry.kind === "run" || entry.kind === "integer");
  const starts = shape.map(() => 0);
  const limits = [...shape];
  const strides = shape.map(() => 1);
  const boxShape = [...shape];
  const reversed: number[] = [];
  for (const entry of runs) {
    const { axis } = entry;
    const {
      start,
      count,
      stride,
      reversed: back,
    } = entry.kind === "run" ? entry.run : { start: entry.position, count: 1, stride: 1, reversed: false };
    starts[axis] = start;
    limits[axis] = count === 0 ? start : start + (count - 1) * stride + 1;
    strides[axis] = stride;
    boxShape[axis] = count;
    if (back) reversed.push(axis);
  }
  const whole = boxShape.every((n, axis) => n === shape[axis]);
  return { box: whole ? null : { starts, limits, strides }, boxShape, reversed };
}

/** The result's axes in order: runs, new axes, and the axes of the indices. They stand together, or else in front. */
function layoutOf(entries: readonly Entry[], looksUp: boolean): ("run" | "new" | "indices")[] {
  const layout: ("run" | "new" | "indices")[] = [];
  const advanced = entries.flatMap(({ kind }, i) => (looksUp && (kind === "array" || kind === "integer") ? [i] : []));
  const apart = advanced.some((place, i) => i > 0 && place !== (advanced[i - 1] as number) + 1);
  if (apart) layout.push("indices");
  entries.forEach(({ kind }, i) => {
    if (kind === "run" || kind === "new") layout.push(kind);
    else if (!apart && i === advanced[0]) layout.push("indices");
  });
  return layout;
}

/** Plans an index into an array of a shape. `clamp`: integers beyond the ends mean the ends. */
export const planIndex = (index: Index, shape: readonly number[], clamp: boolean): Plan =>
  planParts(indexParts(index), shape, clamp);

export function planParts(parts: readonly Part[], shape: readonly number[], clamp: boolean): Plan {
  const entries = expandIndex(parts, shape, clamp);
  const { box, boxShape, reversed } = boxOf(entries, shape);
  const axes = entries.filter((entry) => entry.kind !== "new" && entry.kind !== "integer");
  const kept = axes.map(({ axis }) => boxShape[axis] as number);
  const arrays = axes.flatMap((entry, i) => (entry.kind === "array" ? [{ axis: i, indices: entry.indices }] : []));
  const common = broadcastShapes(...arrays.map(({ indices }) => indices.shape));
  const counts = axes.flatMap((entry) => (entry.kind === "run" ? [entry.run.count] : []));

  const inner: number[] = [];
  const result: number[] = [];
  const offsetDims: number[] = [];
  for (const part of layoutOf(entries, arrays.length > 0)) {
    const sizes = part === "indices" ? common : part === "new" ? [1] : [counts[offsetDims.length] as number];
    if (part === "run") offsetDims.push(inner.length);
    if (part !== "new") inner.push(...sizes);
    result.push(...sizes);
  }
  const lookup = {
    axes: arrays.map(({ axis }) => axis),
    indices: arrays.map(({ indices }) => indices),
    shape: common,
    offsetDims,
  };
  return { box, boxShape, reversed, kept, lookup: arrays.length > 0 ? lookup : null, inner, shape: result };
}
