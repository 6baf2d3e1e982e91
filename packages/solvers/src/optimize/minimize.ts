/** Minima of functions of trees. */
import {
  asArray,
  customRoot,
  grad,
  raise,
  requireFunction,
  ravelPytree,
  tree,
  valueAndGrad,
  type Accepts,
  type Arrays,
  type NDArray,
} from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { floats } from "../support/floats.js";
import { solveLinearized } from "../support/linearized.js";
import { requireAtLeast } from "../support/options.js";
import { bfgs } from "./bfgs.js";
import { descend, type End, type Limits } from "./descent.js";
import { lbfgs } from "./lbfgs.js";
import type { Objective } from "./line-search.js";
import { newtonCg } from "./newton-cg.js";
import { descendWithin, stationarity, type Box } from "./projected.js";
import { OptimizeResult } from "./result.js";

const METHODS = ["BFGS", "L-BFGS", "L-BFGS-B", "Newton-CG"] as const;

export interface MinimizeOptions<X = unknown> {
  /** BFGS if not given, L-BFGS-B with bounds. */
  readonly method?: (typeof METHODS)[number];
  /** [lower, upper], each one number or the tree of x (∓∞ where there is none); for L-BFGS-B. */
  readonly bounds?: readonly [lower: X | number | null, upper: X | number | null];
  /** Done when no component of the gradient is larger; 1e-8 for float64 and 1e-5 for float32 if not given. */
  readonly tol?: number;
  /** Largest number of iterations; 200·n if not given. */
  readonly maxiter?: number;
  /** Number of steps that L-BFGS remembers; 10 if not given. */
  readonly memory?: number;
}

function boxOf<X>(x: X, vector: NDArray, [lower, upper]: readonly [X | number | null, X | number | null]): Box {
  const side = (bound: unknown, none: number): NDArray => {
    if (bound === null || typeof bound === "number") return np.fullLike(vector, bound ?? none);
    const like = tree.map(
      (leaf: unknown, of: NDArray) => np.broadcastTo(np.astype(asArray(leaf), of.dtype), of.shape),
      bound,
      x,
    );
    return np.astype(ravelPytree(like)[0], vector.dtype);
  };
  return { lower: side(lower, -Infinity), upper: side(upper, Infinity) };
}

function search(
  objective: Objective,
  x0: NDArray,
  box: Box | undefined,
  limits: Limits,
  method: string,
  memory: number,
): End {
  if (box !== undefined) return descendWithin(objective, x0, box, limits, memory);
  if (method === "BFGS") return descend(objective, x0, limits, bfgs);
  if (method === "Newton-CG")
    return descend(
      objective,
      x0,
      limits,
      newtonCg((x) => objective(x)[1]),
    );
  return descend(objective, x0, limits, lbfgs(memory));
}

/**
 * A local minimum of a smooth real function, from x0 downhill. Works under `jit` and `vmap`; the minimum has derivatives, in both modes and
 * to any order, by what `fun` (and the bounds) are made of: those of the equation ∇fun = 0, exact where the search converged to a
 * minimum with a nonsingular Hessian. The start has no derivative.
 * @param fun a function of a tree to a real scalar
 * @param x0 where to start: a tree of floats; with bounds its nearest point within them
 * @returns x, fun, jac (the gradient), success, status, message, nit, nfev
 * @throws ArgumentError, DTypeError, ShapeError, StructureError for arguments that do not fit each other
 * @see line-search.ts, bfgs.ts, lbfgs.ts, newton-cg.ts and projected.ts for the sources of the methods.
 * @example np.round(minimize((x) => np.sum(np.square(np.subtract(x, 3))), np.zeros([2])).x, { decimals: 3 }) // [3, 3]
 */
export function minimize<X>(
  fun: (x: Arrays<X>) => NDArray,
  x0: Accepts<X> | X,
  options: MinimizeOptions<X> = {},
): OptimizeResult<Arrays<X>> {
  const where = "minimize";
  requireFunction(where, fun);
  const { bounds, tol, maxiter, memory = 10 } = options;
  const method = options.method ?? (bounds === undefined ? "BFGS" : "L-BFGS-B");
  if (!METHODS.includes(method))
    raise({
      code: "argument",
      what: `the method is ${String(method)}, but there are ${METHODS.join(", ")}`,
      where,
      fix: "choose one of them",
    });
  if (bounds !== undefined && method !== "L-BFGS-B")
    raise({
      code: "argument",
      what: `bounds were given, but ${method} knows none`,
      where,
      fix: "use the method L-BFGS-B",
    });
  requireAtLeast(where, 0, { tol, maxiter });
  requireAtLeast(where, 1, { memory });
  const start = floats(where, x0) as Arrays<X>;
  const [vector, unravel] = ravelPytree(start);
  const flat = (x: NDArray): NDArray => {
    const value = fun(unravel(x) as Arrays<X>);
    return np.isscalar(value) || np.ndim(value) === 0 ? np.astype(value, x.dtype) : value;
  };
  const box =
    bounds !== undefined || method === "L-BFGS-B" ? boxOf(start, vector, (bounds ?? [null, null]) as never) : undefined;
  const limits = {
    tol: tol ?? (vector.dtype === "float64" ? 1e-8 : 1e-5),
    maxiter: maxiter ?? 200 * Math.max(1, vector.size),
  };
  const gradient = grad(flat) as (x: NDArray) => NDArray;
  const condition = (x: NDArray): NDArray => (box === undefined ? gradient(x) : stationarity(box, x, gradient(x)));
  const [x, { g, status, nit, nfev }] = customRoot<NDArray, Omit<End, "x">>(
    condition,
    vector,
    (_, from) => {
      const {
        x: best,
        f,
        g: slope,
        status: code,
        nit: steps,
        nfev: calls,
      } = search(valueAndGrad(flat) as Objective, from, box, limits, method, memory);
      return [best, { f, g: slope, status: code, nit: steps, nfev: calls }];
    },
    (linear, y) => solveLinearized(linear, y),
    { hasAux: true },
  );
  return new OptimizeResult(
    unravel(x) as Arrays<X>,
    flat(x),
    unravel(g) as Arrays<X>,
    status,
    nit,
    nfev,
    np.equal(status, 0),
  );
}
