/**
 * A step along a descent direction that satisfies the strong Wolfe conditions.
 * Sources: J. Nocedal and S. Wright, "Numerical Optimization" (2nd ed., 2006), algorithms 3.5 and 3.6; W. Hager and H. Zhang, "A new
 * conjugate gradient method with guaranteed descent and an efficient line search" (2005), for the condition on slopes that takes the
 * place of the one on values where the values no longer differ.
 */
import type { NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { axpy, every, int, loop } from "../support/vectors.js";

/** Value and gradient of an objective. */
export type Objective = (x: NDArray) => readonly [NDArray, NDArray];

const DECREASE = 1e-4;
const MOST = 30;

/** How far along the direction, the value and the slope there. */
interface Point {
  readonly t: NDArray;
  readonly f: NDArray;
  readonly d: NDArray;
}

interface State {
  readonly low: Point;
  readonly lowGradient: NDArray;
  readonly high: Point;
  readonly t: NDArray;
  readonly zooming: NDArray;
  readonly done: NDArray;
  readonly count: NDArray;
}

export interface Search {
  readonly t: NDArray;
  readonly f: NDArray;
  readonly gradient: NDArray;
  /** Whether the value went down, or the slope did where values no longer tell. */
  readonly found: NDArray;
  readonly evaluations: NDArray;
}

const pick = (condition: NDArray, yes: Point, no: Point): Point => ({
  t: np.where(condition, yes.t, no.t),
  f: np.where(condition, yes.f, no.f),
  d: np.where(condition, yes.d, no.d),
});

/** The minimum of the parabola through the lower end with its slope and the other end, kept away from both. */
function between(low: Point, high: Point): NDArray {
  const width = np.subtract(high.t, low.t);
  const rise = np.subtract(np.subtract(high.f, low.f), np.multiply(low.d, width));
  const bends = np.logicalAnd(np.greater(rise, 0), np.isfinite(rise));
  const part = np.divide(np.multiply(np.multiply(low.d, width), -0.5), np.where(bends, rise, 1));
  return np.add(low.t, np.multiply(width, np.where(bends, np.clip(part, 0.1, 0.9), 0.5)));
}

/** Searches from x, with value `f0` and gradient `g0`, along p, beginning with a step of `first`; `curvature` is c₂. */
export function wolfe(
  objective: Objective,
  x: NDArray,
  p: NDArray,
  f0: NDArray,
  g0: NDArray,
  first: NDArray,
  curvature = 0.9,
): Search {
  const d0 = np.dot(g0, p);
  const { eps } = np.finfo(x.dtype);
  const origin: Point = { t: np.zerosLike(f0), f: f0, d: d0 };
  const start: State = {
    low: origin,
    lowGradient: g0,
    high: origin,
    t: first,
    zooming: np.zeros([], { dtype: "bool" }),
    done: np.greaterEqual(d0, 0),
    count: int(0),
  };
  const last = loop<State>(
    (s) => np.logicalAnd(np.logicalNot(s.done), np.less(s.count, MOST)),
    (s) => {
      const [value, gradient] = objective(axpy(s.t, p, x));
      const here: Point = { t: s.t, f: np.where(np.isnan(value), Infinity, value), d: np.dot(gradient, p) };
      const decreases = np.lessEqual(here.f, np.add(f0, np.multiply(np.multiply(here.t, d0), DECREASE)));
      const level = np.lessEqual(np.abs(np.subtract(here.f, f0)), np.multiply(np.abs(f0), 10 * eps));
      const flattens = np.lessEqual(here.d, np.multiply(d0, 2 * DECREASE - 1));
      const enough = np.logicalOr(decreases, np.logicalAnd(level, flattens));
      const higher = np.logicalAnd(np.greaterEqual(here.f, s.low.f), np.logicalNot(level));
      const beyond = np.logicalOr(np.logicalNot(enough), np.logicalAnd(higher, np.greater(s.low.t, 0)));
      const done = every(np.logicalNot(beyond), np.lessEqual(np.abs(here.d), np.multiply(np.abs(d0), curvature)));
      // Whether the minimum lies between here and the lower end that was.
      const passed = np.greaterEqual(np.multiply(here.d, np.where(s.zooming, np.subtract(s.high.t, s.low.t), 1)), 0);
      const low = pick(beyond, s.low, here);
      const high = pick(beyond, here, pick(passed, s.low, s.high));
      const zooming = np.logicalOr(s.zooming, np.logicalOr(beyond, passed));
      return {
        low,
        lowGradient: np.where(beyond, s.lowGradient, gradient),
        high,
        t: np.where(zooming, between(low, high), np.multiply(s.t, 2)),
        zooming,
        done,
        count: np.add(s.count, 1),
      };
    },
    start,
  );
  const found = every(np.greater(last.low.t, 0), np.isfinite(last.low.f), np.all(np.isfinite(last.lowGradient)));
  return { t: last.low.t, f: last.low.f, gradient: last.lowGradient, found, evaluations: last.count };
}
