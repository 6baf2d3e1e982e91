/** Descent by line searches: what BFGS, L-BFGS and Newton-CG have in common. */
import type { NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { every, int, loop, norm } from "../support/vectors.js";
import { wolfe, type Objective } from "./line-search.js";
import { BROKEN, CONVERGED, EXHAUSTED, STUCK } from "./result.js";

export interface Limits {
  /** Done when no component of the gradient is larger. */
  readonly tol: number;
  readonly maxiter: number;
}

export interface End {
  readonly x: NDArray;
  readonly f: NDArray;
  readonly g: NDArray;
  readonly status: NDArray;
  readonly nit: NDArray;
  readonly nfev: NDArray;
}

/** A running search: its end so far (status −1 while it runs), the best it has seen, and for how long it has seen no better. */
export interface Running extends End {
  readonly best: NDArray;
  readonly lowest: NDArray;
  readonly stalled: NDArray;
}

/** How directions are found: a memory, and what it learns from a step s with a change y of the gradient. */
export interface Method<M extends object> {
  readonly memory: (x: NDArray, g: NDArray) => M;
  readonly direction: (x: NDArray, g: NDArray, memory: M) => NDArray;
  readonly learn: (memory: M, s: NDArray, y: NDArray, isFirst: NDArray) => M;
}

/** Iterations without a lower value or a smaller gradient, after which there will be none. */
const PATIENCE = 20;

export const largest = (g: NDArray): NDArray => (g.size === 0 ? np.zeros([], { dtype: g.dtype }) : np.max(np.abs(g)));

/** The factor of a gradient that makes it no longer than 1: how far to go where nothing is known. */
export function careful(g: NDArray): NDArray {
  const size = norm(g);
  return np.divide(1, np.maximum(np.where(np.isfinite(size), size, 1), 1));
}

function statusAt(f: NDArray, size: NDArray, nit: NDArray, { tol, maxiter }: Limits): NDArray {
  const broken = np.logicalNot(np.logicalAnd(np.isfinite(f), np.isfinite(size)));
  const open = np.where(np.less(nit, maxiter), int(-1), int(EXHAUSTED));
  return np.where(broken, int(BROKEN), np.where(np.lessEqual(size, tol), int(CONVERGED), open));
}

/** Where no step goes down any more: converged as far as the precision allows, or stuck. */
function statusOfFailure(f: NDArray, size: NDArray): NDArray {
  const precision = np.multiply(Math.sqrt(np.finfo(f.dtype).eps), np.add(np.abs(f), 1));
  return np.where(np.lessEqual(size, precision), int(CONVERGED), int(STUCK));
}

/** A search before its first step; `size` says how far the point is from being stationary. */
export const begin = (x: NDArray, f: NDArray, g: NDArray, size: NDArray, limits: Limits): Running => ({
  x,
  f,
  g,
  status: statusAt(f, size, int(0), limits),
  nit: int(0),
  nfev: int(1),
  best: size,
  lowest: f,
  stalled: int(0),
});

/** What a step to a value f, where the point is `size` from being stationary, says about going on. */
export function progress(
  { best, lowest, stalled }: Running,
  { f }: { readonly f: NDArray },
  found: NDArray,
  size: NDArray,
  nit: NDArray,
  limits: Limits,
): Pick<Running, "status" | "best" | "lowest" | "stalled"> {
  const { eps } = np.finfo(f.dtype);
  const isLower = np.less(f, np.subtract(lowest, np.multiply(np.abs(lowest), eps)));
  const gains = np.logicalOr(isLower, np.less(size, np.multiply(best, 0.9)));
  const still = np.where(gains, 0, np.add(stalled, 1));
  const at = statusAt(f, size, nit, limits);
  const ends = np.logicalOr(np.logicalNot(found), np.greaterEqual(still, PATIENCE));
  return {
    status: np.where(np.logicalAnd(ends, np.notEqual(at, CONVERGED)), statusOfFailure(f, size), at),
    best: np.minimum(best, size),
    lowest: np.minimum(lowest, f),
    stalled: still,
  };
}

export function descend<M extends object>(objective: Objective, x0: NDArray, limits: Limits, method: Method<M>): End {
  const [f, g] = objective(x0);
  const start: Running & { readonly memory: M } = {
    ...begin(x0, f, g, largest(g), limits),
    memory: method.memory(x0, g),
  };
  return loop<Running & { readonly memory: M }>(
    (s) => np.less(s.status, 0),
    (s) => {
      const proposed = method.direction(s.x, s.g, s.memory);
      const descends = every(np.less(np.dot(proposed, s.g), 0), np.all(np.isfinite(proposed)));
      const p = np.where(descends, proposed, np.multiply(s.g, np.negative(careful(s.g))));
      const search = wolfe(objective, s.x, p, s.f, s.g, np.onesLike(s.f));
      const move = np.where(search.found, np.multiply(search.t, p), 0);
      const nit = np.add(s.nit, 1);
      const f1 = np.where(search.found, search.f, s.f);
      const g1 = np.where(search.found, search.gradient, s.g);
      return {
        x: np.add(s.x, move),
        f: f1,
        g: g1,
        nit,
        nfev: np.add(s.nfev, search.evaluations),
        ...progress(s, { f: f1 }, search.found, largest(g1), nit, limits),
        memory: method.learn(s.memory, move, np.subtract(g1, s.g), np.equal(s.nit, 0)),
      };
    },
    start,
  );
}
