/** Slopes of sampled functions, by differences of second order. */
import * as core from "@fluxion/core";
import { concatenate, raise, reshape, sliceAxis, type NDArray } from "@fluxion/core";
import {
  broadcastFitting,
  convertTo,
  normalizeAxes,
  toArray,
  toFloat,
  type AxisOption,
  type Operand,
} from "../support/index.js";
import { diff } from "./diff.js";

export interface GradientOptions {
  /** The axes along which slopes are taken; all if not given. */
  axis?: AxisOption;
}

/** Distances between neighbours: one number for all, or one for each pair. */
type Spacing = number | NDArray;

/** Even spacing: half the difference of the neighbours, at the ends the difference to the one neighbour. */
function evenSlope(y: NDArray, axis: number, spacing: Spacing): NDArray {
  const n = y.shape[axis] as number;
  const inner = core.mul(core.sub(sliceAxis(y, axis, 2, n), sliceAxis(y, axis, 0, n - 2)), 0.5);
  const first = core.sub(sliceAxis(y, axis, 1, 2), sliceAxis(y, axis, 0, 1));
  const last = core.sub(sliceAxis(y, axis, n - 1, n), sliceAxis(y, axis, n - 2, n - 1));
  const differences = concatenate([first, inner, last], { axis });
  return core.div(differences, typeof spacing === "number" ? spacing : broadcastFitting(spacing, differences.shape));
}

/** Uneven spacing: the slope of the parabola through three neighbours. */
function unevenSlope(y: NDArray, axis: number, steps: NDArray): NDArray {
  const n = y.shape[axis] as number;
  const shape = y.shape.map((_, i) => (i === axis ? n - 1 : 1));
  const h = broadcastFitting(
    reshape(steps, { shape }),
    y.shape.map((size, i) => (i === axis ? n - 1 : size)),
  );
  const slopes = core.div(core.sub(sliceAxis(y, axis, 1, n), sliceAxis(y, axis, 0, n - 1)), h);
  const [before, after] = [sliceAxis(h, axis, 0, n - 2), sliceAxis(h, axis, 1, n - 1)];
  const [left, right] = [sliceAxis(slopes, axis, 0, n - 2), sliceAxis(slopes, axis, 1, n - 1)];
  const inner = core.div(core.add(core.mul(left, after), core.mul(right, before)), core.add(before, after));
  return concatenate([sliceAxis(slopes, axis, 0, 1), inner, sliceAxis(slopes, axis, n - 2, n - 1)], { axis });
}

function slopeAlong(y: NDArray, axis: number, spacing: Operand): NDArray {
  if ((y.shape[axis] as number) < 2)
    raise({
      code: "shape",
      what: `axis ${axis} of shape [${y.shape.join(", ")}] has fewer than 2 elements`,
      where: "gradient",
      fix: "pass at least 2 samples along every axis",
    });
  if (typeof spacing === "number") return evenSlope(y, axis, spacing);
  const given = convertTo(toArray(spacing), y.dtype);
  if (given.ndim === 0) return evenSlope(y, axis, given);
  if (given.ndim !== 1 || given.size !== y.shape[axis])
    raise({
      code: "shape",
      what: `coordinates of shape [${given.shape.join(", ")}] for ${y.shape[axis]} samples`,
      where: "gradient",
      fix: "give one coordinate per sample, or one distance",
    });
  return unevenSlope(y, axis, diff(given));
}

const isOptions = (x: unknown): x is GradientOptions =>
  typeof x === "object" && x !== null && Object.getPrototypeOf(x) === Object.prototype && !Array.isArray(x);

/**
 * Slopes of samples along their axes: one array, or for several axes a list. Distances (1 if not given) are one number for all
 * axes, or for each axis a number or the coordinates of the samples; options come last.
 * @example np.gradient([1, 2, 4, 7]) // [1, 1.5, 2.5, 3]
 */
export function gradient(y: Operand, ...spacing: readonly (Operand | GradientOptions)[]): NDArray | NDArray[] {
  const options = spacing.find(isOptions);
  const given = spacing.filter((x): x is Operand => !isOptions(x));
  const array = toFloat(toArray(y));
  const axes = normalizeAxes("gradient", options?.axis, array.ndim);
  if (given.length > 1 && given.length !== axes.length)
    raise({
      code: "argument",
      what: `${given.length} distances for ${axes.length} axes`,
      where: "gradient",
      fix: "give one distance for all axes, or one per axis",
    });
  const slopes = axes.map((axis, i) => slopeAlong(array, axis, given[given.length === 1 ? 0 : i] ?? 1));
  return slopes.length === 1 ? (slopes[0] as NDArray) : slopes;
}
