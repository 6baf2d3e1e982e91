/** What a search found: a tree of arrays, so that it passes through jit and vmap. */
import { registerClass, type NDArray } from "@fluxion/core";

const MESSAGES = [
  "converged",
  "the largest number of iterations was reached",
  "no step along the search direction made progress: the precision is exhausted, or a derivative is wrong",
  "a value that is not finite, or a singular system, stopped the iteration",
];

/** Codes of `status`. */
export const CONVERGED = 0;
export const EXHAUSTED = 1;
export const STUCK = 2;
export const BROKEN = 3;

export class OptimizeResult<X> {
  constructor(
    /** Where the search ended. It has the derivative of the exact solution; the other fields but `fun` have none. */
    readonly x: X,
    /** The value of the objective there; for equations what remains of them. */
    readonly fun: NDArray,
    /** The gradient there, of the tree of x; null for equations. */
    readonly jac: X | null,
    /** 0 converged, 1 too many iterations, 2 no progress, 3 not finite or singular. */
    readonly status: NDArray,
    /** Numbers of iterations and of evaluations of the function. */
    readonly nit: NDArray,
    readonly nfev: NDArray,
    /** Whether `status` is 0. */
    readonly success: NDArray,
  ) {}

  /** `status` in words, where it is known: a typed error while it is traced. */
  get message(): string {
    return MESSAGES[this.status.item()] ?? "";
  }
}

registerClass(OptimizeResult, {
  flatten: ({ x, fun, jac, status, nit, nfev, success }: OptimizeResult<unknown>) => ({
    children: [x, fun, jac, status, nit, nfev, success],
  }),
  unflatten: ([x, fun, jac, status, nit, nfev, success]) =>
    new OptimizeResult<unknown>(x, fun, jac, status, nit, nfev, success),
});
