/** Integrals of samples. */
import * as core from "@fluxion/core";
import { sliceAxis, type NDArray } from "@fluxion/core";
import { align, broadcastFitting, normalizeAxis, toArray, toFloat, type Operand } from "../support/index.js";
import { diff } from "./diff.js";

export interface TrapezoidOptions {
  /** Coordinates of the samples: of their shape, or one per sample along the axis. */
  x?: Operand;
  /** The distance between samples, where there are no coordinates; 1 if not given. */
  dx?: number;
  /** The last axis if not given. */
  axis?: number;
}

/** The mean of each pair of neighbours. */
function means(y: NDArray, axis: number): NDArray {
  const n = y.shape[axis] as number;
  return core.mul(core.add(sliceAxis(y, axis, 1, n), sliceAxis(y, axis, 0, n - 1)), 0.5);
}

/** Distances along the axis, in the shape of the means. */
function distances(x: NDArray, means: NDArray, axis: number): NDArray {
  const along = x.ndim === 1 ? 0 : axis;
  const steps = diff(x, { axis: along });
  return x.ndim === 1
    ? broadcastFitting(
        core.reshape(steps, { shape: means.shape.map((_, i) => (i === axis ? steps.size : 1)) }),
        means.shape,
      )
    : broadcastFitting(steps, means.shape);
}

/**
 * The integral of samples along an axis, by the trapezoidal rule.
 * @example np.trapezoid([1, 2, 3]) // 4
 */
export function trapezoid(y: Operand, { x, dx = 1, axis = -1 }: TrapezoidOptions = {}): NDArray {
  const samples = toArray(y);
  const along = normalizeAxis("trapezoid", axis, samples.ndim);
  if ((samples.shape[along] as number) === 0) return core.sum(toFloat(samples), { axes: [along] });
  if (x === undefined) return core.mul(core.sum(means(toFloat(samples), along), { axes: [along] }), dx);
  const mean = means(toFloat(samples), along);
  const steps = distances(toFloat(toArray(x)), mean, along);
  return core.sum(core.mul(...align(mean, steps)), { axes: [along] });
}
