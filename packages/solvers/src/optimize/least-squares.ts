/** Nonlinear least squares of trees. */
import {
  customRoot,
  grad,
  jacfwd,
  jacrev,
  raise,
  requireFunction,
  ravelPytree,
  type Accepts,
  type Arrays,
  type NDArray,
} from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { floats } from "../support/floats.js";
import { solveLinearized } from "../support/linearized.js";
import { requireAtLeast } from "../support/options.js";
import type { End } from "./descent.js";
import { gaussNewton } from "./gauss-newton.js";
import { half, levenbergMarquardt } from "./levenberg-marquardt.js";
import { OptimizeResult } from "./result.js";

const METHODS = { lm: levenbergMarquardt, "gauss-newton": gaussNewton } as const;

export interface LeastSquaresOptions {
  /** `lm`, Levenberg–Marquardt, if not given: safe far from the minimum; `gauss-newton` is faster where residuals are small. */
  readonly method?: keyof typeof METHODS;
  /** Done when no component of the gradient is larger; 1e-8 for float64 and 1e-5 for float32 if not given. */
  readonly tol?: number;
  /** Largest number of iterations; 100·n if not given. */
  readonly maxiter?: number;
}

/**
 * The tree x for which half the sum of the squares of `residuals(x)` is least, near x0. The Jacobian is pushed forward where there are at
 * least as many residuals as unknowns, else pulled back. Works under `jit` and `vmap`; the minimum has derivatives, in both modes and to
 * any order, by what `residuals` closes over: those of the equation Jᵀr = 0, exact where the search converged.
 * @param residuals a function of a tree to a tree of reals
 * @param x0 where to start: a tree of floats
 * @returns x, fun (half the sum of squares), jac (its gradient), success, status, message, nit, nfev
 * @throws ArgumentError, DTypeError, ShapeError, StructureError for arguments that do not fit each other
 * @see levenberg-marquardt.ts and gauss-newton.ts for the sources of the methods.
 * @example np.round(leastSquares((x) => np.subtract(np.exp(x), [1, 3]), 0).x, { decimals: 3 }) // 0.693
 */
export function leastSquares<X>(
  residuals: (x: Arrays<X>) => unknown,
  x0: Accepts<X> | X,
  { method = "lm", tol, maxiter }: LeastSquaresOptions = {},
): OptimizeResult<Arrays<X>> {
  const where = "leastSquares";
  requireFunction(where, residuals);
  const solve = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  if (solve === undefined)
    return raise({
      code: "argument",
      what: `the method is ${String(method)}, but there are ${Object.keys(METHODS).join(", ")}`,
      where,
      fix: "choose one of them",
    });
  requireAtLeast(where, 0, { tol, maxiter });
  const [vector, unravel] = ravelPytree(floats(where, x0) as Arrays<X>);
  const flat = (x: NDArray): NDArray => np.astype(ravelPytree(residuals(unravel(x) as Arrays<X>))[0], x.dtype);
  const limits = {
    tol: tol ?? (vector.dtype === "float64" ? 1e-8 : 1e-5),
    maxiter: maxiter ?? 100 * Math.max(1, vector.size),
  };
  const both = (x: NDArray): readonly [NDArray, NDArray] => {
    const r = flat(x);
    return [r, (r.size < x.size ? jacrev(flat) : jacfwd(flat))(x) as NDArray];
  };
  const objective = (x: NDArray): NDArray => half(flat(x));
  const [x, { g, status, nit, nfev }] = customRoot<NDArray, Pick<End, "g" | "status" | "nit" | "nfev">>(
    grad(objective) as (x: NDArray) => NDArray,
    vector,
    (_, from) => {
      const end = solve(both, from, limits);
      return [end.x, { g: end.g, status: end.status, nit: end.nit, nfev: end.nfev }];
    },
    solveLinearized,
    { hasAux: true },
  );
  return new OptimizeResult(
    unravel(x) as Arrays<X>,
    objective(x),
    unravel(g) as Arrays<X>,
    status,
    nit,
    nfev,
    np.equal(status, 0),
  );
}
