/** Interpolation between samples. */
import * as core from "@fluxion/core";
import { raise, reshape, type NDArray } from "@fluxion/core";
import {
  besideOf,
  broadcastFitting,
  convertTo,
  floatType,
  resultType,
  toArray,
  type Operand,
} from "../support/index.js";
import { pick } from "../sort/pick.js";
import { searchsorted } from "../sort/searchsorted.js";
import { mod } from "../ufunc/division.js";

export interface InterpOptions {
  /** The result before the first sample; its value if not given. */
  left?: Operand;
  /** The result after the last sample; its value if not given. */
  right?: Operand;
  /** The period of the coordinates; then there is no before and after. */
  period?: number;
}

/** Where a vector begins and ends, as vectors of one element. */
const ends = (x: NDArray): [first: NDArray, last: NDArray] => [
  core.sliceAxis(x, 0, 0, 1),
  core.sliceAxis(x, 0, x.size - 1, x.size),
];

/** Samples of one period in order, with one more at each end. */
function extended(xp: NDArray, fp: NDArray, period: number): [coordinates: NDArray, samples: NDArray] {
  const [sorted, values] = core.sort([mod(xp, period), fp], { axis: 0, keys: 1 }) as [NDArray, NDArray];
  const [first, last] = ends(sorted);
  const [firstValue, lastValue] = ends(values);
  return [
    core.concatenate([core.sub(last, period), sorted, core.add(first, period)], { axis: 0 }),
    core.concatenate([lastValue, values, firstValue], { axis: 0 }),
  ];
}

/** The lines through neighbouring samples; beyond the ends the outer ones go on. */
function onLines(at: NDArray, coordinates: NDArray, samples: NDArray): NDArray {
  const last = coordinates.size - 1;
  const after = searchsorted(core.stopGradient(coordinates), core.stopGradient(at), { side: "right" });
  const upper = core.min(core.max(after, Math.min(1, last)), last);
  const lower = core.max(core.sub(upper, 1), 0);
  const [x0, x1] = [pick(coordinates, lower), pick(coordinates, upper)];
  const [f0, f1] = [pick(samples, lower), pick(samples, upper)];
  const width = core.sub(x1, x0);
  const flat = core.eq(width, 0);
  const slope = core.div(core.sub(f1, f0), core.select(flat, core.onesLike(width), width));
  return core.add(f0, core.mul(core.select(flat, core.zerosLike(width), core.sub(at, x0)), slope));
}

/**
 * Values at `x` of the lines between samples `fp` at rising coordinates `xp`; ends as the options say. Differentiable in
 * all three. Integers give float32.
 * @example np.interp([0.5, 3], [0, 1, 2], [0, 10, 20]) // [5, 20]
 */
export function interp(x: Operand, xp: Operand, fp: Operand, { left, right, period }: InterpOptions = {}): NDArray {
  const dtype = floatType(resultType(x, xp, fp));
  const [at, coordinates, samples] = [x, xp, fp].map((y) => convertTo(toArray(y), dtype)) as [
    NDArray,
    NDArray,
    NDArray,
  ];
  if (coordinates.ndim !== 1 || coordinates.size !== samples.size || coordinates.size === 0)
    raise({
      code: "shape",
      what: `samples of shape [${samples.shape.join(", ")}] at coordinates of shape [${coordinates.shape.join(", ")}]`,
      where: "interp",
      fix: "give two vectors of one length, at least 1",
    });
  if (period !== undefined) return onLines(mod(at, period), ...extended(coordinates, samples, period));
  const everywhere = (y: NDArray): NDArray => broadcastFitting(reshape(y, { shape: [] }), at.shape);
  const [first, last] = ends(coordinates).map(everywhere) as [NDArray, NDArray];
  const [before, after] = ends(samples).map((value, i) => {
    const given = i === 0 ? left : right;
    return everywhere(given === undefined ? value : besideOf(value, () => toArray(given, dtype)));
  }) as [NDArray, NDArray];
  const inside = onLines(at, coordinates, samples);
  return core.select(core.lt(at, first), before, core.select(core.gt(at, last), after, inside));
}
