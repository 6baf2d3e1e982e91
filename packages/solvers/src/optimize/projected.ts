/**
 * Descent within bounds: quasi-Newton directions in the variables that are free, searches along the projected path.
 * Sources: D. Bertsekas, "Projected Newton methods for optimization problems with simple constraints" (1982), for the variables that count
 * as bound and the search; R. Byrd, P. Lu, J. Nocedal and C. Zhu, "A limited memory algorithm for bound constrained optimization" (1995).
 */
import type { NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { axpy, every, int, loop } from "../support/vectors.js";
import { begin, careful, largest, progress, type Limits, type Running } from "./descent.js";
import { emptyHistory, inverseTimes, remember, type History } from "./lbfgs.js";
import type { Objective } from "./line-search.js";

export interface Box {
  readonly lower: NDArray;
  readonly upper: NDArray;
}

export const project = ({ lower, upper }: Box, x: NDArray): NDArray => np.minimum(np.maximum(x, lower), upper);

/** x − P(x − g): zero exactly where x is a stationary point within the bounds. */
export const stationarity = (box: Box, x: NDArray, g: NDArray): NDArray =>
  np.subtract(x, project(box, np.subtract(x, g)));

interface Trial {
  readonly t: NDArray;
  readonly x: NDArray;
  readonly f: NDArray;
  readonly g: NDArray;
  readonly found: NDArray;
  readonly count: NDArray;
}

/** Halves the step until the projected point is low enough (Armijo's condition along the path). */
function search(objective: Objective, box: Box, x: NDArray, p: NDArray, f: NDArray, g: NDArray): Trial {
  const { eps } = np.finfo(x.dtype);
  const start: Trial = { t: np.onesLike(f), x, f, g, found: np.zeros([], { dtype: "bool" }), count: int(0) };
  return loop<Trial>(
    (s) => np.logicalAnd(np.logicalNot(s.found), np.less(s.count, 40)),
    (s) => {
      const next = project(box, axpy(s.t, p, x));
      const [value, gradient] = objective(next);
      const expected = np.dot(g, np.subtract(next, x));
      const slack = np.multiply(np.abs(f), 10 * eps);
      const low = np.lessEqual(
        value,
        np.add(np.add(f, np.multiply(expected, 1e-4)), np.where(np.less(expected, 0), slack, 0)),
      );
      const found = every(low, np.less(expected, 0), np.all(np.isfinite(gradient)));
      return {
        t: np.multiply(s.t, 0.5),
        x: np.where(found, next, x),
        f: np.where(found, value, f),
        g: np.where(found, gradient, g),
        found,
        count: np.add(s.count, 1),
      };
    },
    start,
  );
}

interface State extends Running {
  readonly history: History;
}

export function descendWithin(objective: Objective, x0: NDArray, box: Box, limits: Limits, length: number): Running {
  const inside = project(box, x0);
  const [f, g] = objective(inside);
  const size = largest(stationarity(box, inside, g));
  const start: State = { ...begin(inside, f, g, size, limits), history: emptyHistory(inside, length) };
  return loop<State>(
    (s) => np.less(s.status, 0),
    (s) => {
      const margin = np.minimum(1e-3, largest(stationarity(box, s.x, s.g)));
      const atLower = np.logicalAnd(np.lessEqual(s.x, np.add(box.lower, margin)), np.greater(s.g, 0));
      const atUpper = np.logicalAnd(np.greaterEqual(s.x, np.subtract(box.upper, margin)), np.less(s.g, 0));
      const bound = np.logicalOr(atLower, atUpper);
      const free = (v: NDArray): NDArray => np.where(bound, 0, v);
      const within: History = { S: free(s.history.S), Y: free(s.history.Y) };
      const quasi = np.where(bound, s.g, inverseTimes(within, free(s.g)));
      const steepest = np.multiply(s.g, careful(s.g));
      const p = np.negative(np.where(np.greater(np.dot(free(quasi), s.g), 0), quasi, steepest));
      const tried = search(objective, box, s.x, p, s.f, s.g);
      const nit = np.add(s.nit, 1);
      const size = largest(stationarity(box, tried.x, tried.g));
      return {
        x: tried.x,
        f: tried.f,
        g: tried.g,
        nit,
        nfev: np.add(s.nfev, tried.count),
        ...progress(s, tried, tried.found, size, nit, limits),
        history: remember(s.history, np.subtract(tried.x, s.x), np.subtract(tried.g, s.g)),
      };
    },
    start,
  );
}
