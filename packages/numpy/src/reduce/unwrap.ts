/** Phases without jumps. */
import * as core from "@fluxion/core";
import type { NDArray } from "@fluxion/core";
import { convertTo, floatType, normalizeAxis, scalarLike, toArray, type Operand } from "../support/index.js";
import { mod } from "../ufunc/division.js";

export interface UnwrapOptions {
  /** Jumps of at least this size are taken out; half a period if not given. */
  discont?: number;
  /** The last axis if not given. */
  axis?: number;
  /** 2π if not given. */
  period?: number;
}

/**
 * Phases along an axis without jumps: multiples of the period are added so that neighbours differ by at most half of it.
 * @example np.unwrap([0, 3, 2], { period: 4 }) // [0, -1, -2]
 */
export function unwrap(phases: Operand, { discont, axis = -1, period = 2 * Math.PI }: UnwrapOptions = {}): NDArray {
  const array = toArray(phases);
  const x = Number.isInteger(period / 2) && array.dtype !== "bool" ? array : convertTo(array, floatType(array.dtype));
  const along = normalizeAxis("unwrap", axis, x.ndim);
  const n = x.shape[along] as number;
  if (n === 0) return x;
  const steps = core.sub(core.sliceAxis(x, along, 1, n), core.sliceAxis(x, along, 0, n - 1));
  const half = period / 2;
  const near = core.sub(mod(core.add(steps, half), period), half);
  const up = core.select(core.and(core.eq(near, -half), core.gt(steps, 0)), scalarLike(near, half), near);
  const correction = core.select(core.lt(core.abs(steps), discont ?? half), core.zerosLike(steps), core.sub(up, steps));
  const total = core.cumsum(correction, { axis: along, reverse: false });
  const zero = core.zerosLike(core.sliceAxis(x, along, 0, 1));
  return core.add(x, core.concatenate([zero, total], { axis: along }));
}
