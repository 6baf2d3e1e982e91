/** Adaptive integration of a vector field through given times. */
import { scan, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { entry, every, int, loop } from "../support/vectors.js";
import { interpolate, step, type Field } from "./dormand-prince.js";
import { firstStep, measure, nextStep, type Tolerances } from "./step-size.js";

export interface Control extends Tolerances {
  /** Largest number of steps from one time to the next. */
  readonly mxstep: number;
  readonly hmax: number;
}

interface State {
  readonly y: NDArray;
  readonly slope: NDArray;
  readonly t: NDArray;
  readonly h: NDArray;
  /** The step before: where it began, and its interpolant. */
  readonly before: NDArray;
  readonly dense: NDArray;
}

/**
 * Values at each of `ts` (which rise or fall), starting from `y` at the first; NaN where the solution could not be followed that far.
 * @returns an array [number of times, size of y]
 */
export function integrate(given: Field, y: NDArray, ts: NDArray, control: Control): NDArray {
  const [first, last] = [entry(ts, 0), entry(ts, -1)];
  const direction = np.where(np.less(last, first), -1, np.ones([], { dtype: y.dtype }));
  const field: Field = (x, t) => np.multiply(direction, given(x, np.multiply(direction, t)));
  const times = np.multiply(direction, ts);
  const [t0, end] = [entry(times, 0), entry(times, -1)];
  const slope = field(y, t0);
  const h = np.minimum(firstStep(field, y, slope, t0, control), control.hmax);
  const flat = np.stack([y, ...Array.from({ length: 4 }, () => np.zerosLike(y))]);
  const start: State = { y, slope, t: t0, h, before: t0, dense: flat };

  const advance = (target: NDArray, from: State): State =>
    loop<{ state: State; count: NDArray } & object>(
      ({ state, count }) =>
        // A step that does not move time ends the attempt: it has become too short, or not a number.
        every(np.less(state.t, target), np.less(count, control.mxstep), np.greater(np.add(state.t, state.h), state.t)),
      ({ state: s, count }) => {
        const left = np.subtract(end, s.t);
        const isLast = np.greaterEqual(s.h, left);
        const size = np.where(isLast, left, s.h);
        const tried = step(field, s.y, s.slope, s.t, size);
        const found = measure(tried.error, np.maximum(np.abs(s.y), np.abs(tried.y)), control);
        const ratio = np.where(np.isfinite(found), found, Infinity);
        const accept = np.lessEqual(ratio, 1);
        const pick = (yes: NDArray, no: NDArray): NDArray => np.where(accept, yes, no);
        return {
          state: {
            y: pick(tried.y, s.y),
            slope: pick(tried.slope, s.slope),
            t: pick(np.where(isLast, end, np.add(s.t, size)), s.t),
            h: np.minimum(nextStep(size, ratio), control.hmax),
            before: pick(s.t, s.before),
            dense: pick(tried.dense, s.dense),
          },
          count: np.add(count, 1),
        };
      },
      { state: from, count: int(0) },
    ).state;

  const [, values] = scan<State, NDArray, NDArray>(
    (state, target) => {
      const s = advance(target, state as unknown as State);
      const length = np.subtract(s.t, s.before);
      const moved = np.greater(length, 0);
      const part = np.where(moved, np.divide(np.subtract(target, s.before), np.where(moved, length, 1)), 0);
      return [s, np.where(np.greaterEqual(s.t, target), interpolate(s.dense, part), NaN)];
    },
    start,
    np.lax.sliceInDim(times, 1, times.shape[0] as number),
  );
  return np.concatenate([np.expandDims(y, 0), values]);
}
