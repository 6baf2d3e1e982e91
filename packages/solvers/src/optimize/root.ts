/** Roots of functions of trees. */
import {
  customRoot,
  jacfwd,
  linearize,
  raise,
  requireFunction,
  ravelPytree,
  type Accepts,
  type Arrays,
  type NDArray,
} from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { gmres } from "../linear/gmres.js";
import { floats } from "../support/floats.js";
import { solveLinearized } from "../support/linearized.js";
import { requireAtLeast } from "../support/options.js";
import { requireSameTree } from "../support/same-tree.js";
import { axpy, int, loop, norm } from "../support/vectors.js";
import { begin, largest, progress, type End, type Limits, type Running } from "./descent.js";
import { OptimizeResult } from "./result.js";

type Vectors = (x: NDArray) => NDArray;

/** Newton's direction at x, where F(x) is known. */
const DIRECTIONS = {
  newton: (F: Vectors, x: NDArray, value: NDArray): NDArray =>
    np.linalg.solve(jacfwd(F)(x) as NDArray, np.negative(value)),
  // No more accurate than the step deserves: S. Eisenstat and H. Walker, "Choosing the forcing terms in an inexact Newton method" (1996).
  krylov: (F: Vectors, x: NDArray, value: NDArray): NDArray => {
    const [, push] = linearize(F, [x]);
    return gmres(push as never, np.negative(value), { tol: 1e-3, restart: 40, maxiter: 20 })[0] as NDArray;
  },
} as const;

export interface RootOptions {
  /** `newton` writes out the Jacobian; `krylov` only multiplies with it, for many unknowns. `newton` if not given. */
  readonly method?: keyof typeof DIRECTIONS;
  /** Done when no component of f(x) is larger; 1e-10 for float64 and 1e-5 for float32 if not given. */
  readonly tol?: number;
  /** Largest number of iterations; 100 if not given. */
  readonly maxiter?: number;
}

interface Trial {
  readonly t: NDArray;
  readonly F: NDArray;
  readonly count: NDArray;
}

/** Newton's method with steps that are halved until the residual falls. */
function newton(F: Vectors, x0: NDArray, direction: (typeof DIRECTIONS)[keyof typeof DIRECTIONS], limits: Limits): End {
  const value = F(x0);
  return loop<Running>(
    (s) => np.less(s.status, 0),
    (s) => {
      const step = direction(F, s.x, s.g);
      const one = np.onesLike(s.f);
      const falls = ({ t, F: next }: Trial): NDArray =>
        np.lessEqual(norm(next), np.multiply(s.f, np.subtract(1, np.multiply(t, 1e-4))));
      const trial = loop<Trial>(
        (tried) => np.logicalAnd(np.logicalNot(falls(tried)), np.less(tried.count, 30)),
        ({ t, count }) => {
          const shorter = np.multiply(t, 0.5);
          return { t: shorter, F: F(axpy(shorter, step, s.x)), count: np.add(count, 1) };
        },
        { t: one, F: F(np.add(s.x, step)), count: int(1) },
      );
      const usable = np.all(np.isfinite(step));
      const found = np.logicalAnd(falls(trial), usable);
      const g = np.where(found, trial.F, s.g);
      const [f, nit] = [norm(g), np.add(s.nit, 1)];
      const told = progress(s, { f }, found, largest(g), nit, limits);
      return {
        x: np.where(found, axpy(trial.t, step, s.x), s.x),
        f,
        g,
        nit,
        nfev: np.add(s.nfev, trial.count),
        ...told,
        // A direction that is not finite comes from a singular Jacobian.
        status: np.where(np.logicalOr(usable, np.equal(told.status, 0)), told.status, int(3)),
      };
    },
    begin(x0, norm(value), value, largest(value), limits),
  );
}

/**
 * A root of f near x0, by Newton's method with a search along each step. Works under `jit` and `vmap`; the root has derivatives, in both
 * modes and to any order, by what `f` closes over (implicit function theorem), exact where the search converged and the Jacobian is
 * nonsingular. The start has no derivative.
 * @param f a function of a tree to a tree of the same shapes
 * @param x0 where to start: a tree of floats
 * @returns x, fun (the largest |f(x)|), success, status, message, nit, nfev; jac is null
 * @throws ArgumentError, DTypeError, ShapeError, StructureError for arguments that do not fit each other
 * @example np.round(root((x) => np.subtract(np.square(x), 2), 1).x, { decimals: 4 }) // 1.4142
 */
export function root<X>(
  f: (x: Arrays<X>) => unknown,
  x0: Accepts<X> | X,
  { method = "newton", tol, maxiter = 100 }: RootOptions = {},
): OptimizeResult<Arrays<X>> {
  const where = "root";
  requireFunction(where, f);
  const direction = Object.hasOwn(DIRECTIONS, method) ? DIRECTIONS[method] : undefined;
  if (direction === undefined)
    return raise({
      code: "argument",
      what: `the method is ${String(method)}, but there are ${Object.keys(DIRECTIONS).join(", ")}`,
      where,
      fix: "choose one of them",
    });
  requireAtLeast(where, 0, { tol, maxiter });
  const start = floats(where, x0) as Arrays<X>;
  const [vector, unravel] = ravelPytree(start);
  const flat = (x: NDArray): NDArray => {
    const value = f(unravel(x) as Arrays<X>);
    requireSameTree(where, ["the result of f", "x0"], value, start);
    return np.astype(ravelPytree(value)[0], x.dtype);
  };
  const limits = { tol: tol ?? (vector.dtype === "float64" ? 1e-10 : 1e-5), maxiter };
  const [x, { g, status, nit, nfev }] = customRoot<NDArray, Pick<End, "g" | "status" | "nit" | "nfev">>(
    flat,
    vector,
    (_, from) => {
      const end = newton(flat, from, direction, limits);
      return [end.x, { g: end.g, status: end.status, nit: end.nit, nfev: end.nfev }];
    },
    solveLinearized,
    { hasAux: true },
  );
  return new OptimizeResult<Arrays<X>>(
    unravel(x) as Arrays<X>,
    largest(g),
    null,
    status,
    nit,
    nfev,
    np.equal(status, 0),
  );
}
