/** Interpolation between samples, and phases without jumps. */
import * as core from "@fluxion/core";
import { raise, reshape, type NDArray } from "@fluxion/core";
import { broadcastTo, convertTo, floatType, normalizeAxis, resultType, scalarLike, toArray, type Operand } from "../support/index.js";
import { searchsorted } from "../sort/searchsorted.js";
import { pick } from "../sort/pick.js";
import { mod } from "../ufunc/division.js";

export interface InterpOptions {
  /** The result before the first sample; its value if not given. */
  left?: Operand;
  /** The result after the last sample; its value if not given. */
  right?: Operand;
  /** The period of the coordinates; then there is no before and after. */
  period?: number;
}

/** Samples of one period in order, with one more at each end. */
function periodic(x: NDArray, xp: NDArray, fp: NDArray, period: number): [NDArray, NDArray, NDArray] {
  const [at, sorted, values] = (() => {
    const [coordinates, samples] = core.sort([mod(xp, period), fp], { axis: 0, keys: 1 }) as [NDArray, NDArray];
    return [mod(x, period), coordinates, samples];
  })();
  const n = sorted.size;
  const ends = (y: NDArray): [NDArray, NDArray] => [core.sliceAxis(y, 0, n - 1, n), core.sliceAxis(y, 0, 0, 1)];
  const [last, first] = ends(sorted);
  const [lastValue, firstValue] = ends(values);
  return [
    at,
    core.concatenate([core.sub(last, period), sorted, core.add(first, period)], { axis: 0 }),
    core.concatenate([lastValue, values, firstValue], { axis: 0 }),
  ];
}

/**
 * Values at `x` of the lines between samples `fp` at rising coordinates `xp`; ends as the options say. Differentiable in all three.
 * @example np.interp([0.5, 3], [0, 1, 2], [0, 10, 20]) // [5, 20]
 */
export function interp(x: Operand, xp: Operand, fp: Operand, { left, right, period }: InterpOptions = {}): NDArray {
  const dtype = floatType(resultType(x, xp, fp));
  const given = [x, xp, fp].map((y) => convertTo(toArray(y), dtype)) as [NDArray, NDArray, NDArray];
  if (given[1].ndim !== 1 || given[1].size !== given[2].size || given[1].size === 0)
    raise({ code: "shape", what: `samples of shape [${given[2].shape.join(", ")}] at coordinates of shape [${given[1].shape.join(", ")}]`, where: "interp", fix: "give two vectors of one length, at least 1" });
  const [at, coordinates, samples] = period === undefined ? given : periodic(...given, period);
  const n = coordinates.size;
  const place = searchsorted(core.stopGradient(coordinates), core.stopGradient(at), { side: "right" });
  const upper = core.min(core.max(place, Math.min(1, n - 1)), n - 1);
  const lower = core.max(core.sub(upper, 1), 0);
  const [x0, x1, f0, f1] = [pick(coordinates, lower), pick(coordinates, upper), pick(samples, lower), pick(samples, upper)];
  const width = core.sub(x1, x0);
  const flat = core.eq(width, 0);
  const slope = core.div(core.sub(f1, f0), core.select(flat, core.onesLike(width), width));
  const inside = core.add(f0, core.mul(core.select(flat, core.zerosLike(width), core.sub(at, x0)), slope));
  if (period !== undefined) return inside;
  const end = (value: Operand | undefined, i: number): NDArray => broadcastTo(value === undefined ? core.sliceAxis(samples, 0, i, i + 1) : toArray(value, dtype), at.shape.length === 0 ? [1] : at.shape);
  const [before, after] = [end(left, 0), end(right, n - 1)].map((y) => reshape(y, { shape: at.shape })) as [NDArray, NDArray];
  const [first, last] = [0, n - 1].map((i) => pick(coordinates, core.fullLike(lower, i))) as [NDArray, NDArray];
  return core.select(core.lt(at, first), before, core.select(core.gt(at, last), after, inside));
}

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
