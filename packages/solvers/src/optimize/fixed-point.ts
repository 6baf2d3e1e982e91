/** Fixed points of functions of trees. */
import { customRoot, ravelPytree, requireFunction, type Accepts, type Arrays, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { floats } from "../support/floats.js";
import { solveLinearized } from "../support/linearized.js";
import { requireAtLeast } from "../support/options.js";
import { requireSameTree } from "../support/same-tree.js";
import { int, loop } from "../support/vectors.js";
import { begin, largest, progress, type End, type Limits, type Running } from "./descent.js";
import { OptimizeResult } from "./result.js";

export interface FixedPointOptions {
  /** Done when no component of f(x) − x is larger, or larger times the largest |x|; 1e-10 for float64 and 1e-5 for float32 if not given. */
  readonly tol?: number;
  /** Largest number of iterations; 1,000 if not given. */
  readonly maxiter?: number;
  /** Number of earlier steps that Anderson's method combines; 5 if not given, 0 for plain iteration. */
  readonly memory?: number;
}

interface State extends Running {
  /** f(x), and the changes of f(x) − x and of f(x) from step to step, newest first. */
  readonly value: NDArray;
  readonly dF: NDArray;
  readonly dG: NDArray;
}

/** The combination of earlier steps that would have left the least residual, slightly damped. */
function mixed({ g, value, dF, dG }: State): NDArray {
  const [m] = dF.shape as [number];
  if (m === 0) return value;
  const gram = np.dot(dF, np.transpose(dF));
  const size = np.trace(gram);
  const ridge = np.add(np.multiply(size, 10 * np.finfo(g.dtype).eps), np.finfo(g.dtype).tiny);
  const weights = np.linalg.solve(np.add(gram, np.multiply(np.eye(m, { dtype: g.dtype }), ridge)), np.dot(dF, g));
  const next = np.subtract(value, np.dot(weights, dG));
  return np.where(np.all(np.isfinite(next)), next, value);
}

const relative = (size: NDArray, x: NDArray): NDArray => np.divide(size, np.maximum(largest(x), 1));

function iterate(f: (x: NDArray) => NDArray, x0: NDArray, memory: number, limits: Limits): End {
  const value = f(x0);
  const g = np.subtract(value, x0);
  const none = np.zeros([memory, x0.size], { dtype: x0.dtype });
  const push = (rows: NDArray, row: NDArray): NDArray =>
    memory === 0 ? rows : np.concatenate([np.expandDims(row, 0), np.lax.sliceInDim(rows, 0, memory - 1)]);
  return loop<State>(
    (s) => np.less(s.status, 0),
    (s) => {
      const x = mixed(s);
      const next = f(x);
      const rest = np.subtract(next, x);
      const [size, nit] = [largest(rest), np.add(s.nit, 1)];
      const told = progress(s, { f: size }, np.ones([], { dtype: "bool" }), relative(size, x), nit, limits);
      return {
        x,
        f: size,
        g: rest,
        value: next,
        dF: push(s.dF, np.subtract(rest, s.g)),
        dG: push(s.dG, np.subtract(next, s.value)),
        nit,
        nfev: np.add(s.nfev, 1),
        ...told,
        // A cycle may rise for long before it falls.
        stalled: int(0),
      };
    },
    { ...begin(x0, largest(g), g, relative(largest(g), x0), limits), value, dF: none, dG: none },
  );
}

/**
 * A tree x with f(x) = x near x0, by iteration with Anderson's acceleration. Works under `jit` and `vmap`; the fixed point has
 * derivatives, in both modes and to any order, by what `f` closes over (implicit function theorem), exact where the iteration converged.
 * The start has no derivative.
 * @param f a function of a tree to a tree of the same shapes
 * @param x0 where to start: a tree of floats
 * @returns x, fun (the largest |f(x) − x|), success, status, message, nit, nfev; jac is null
 * @throws ArgumentError, DTypeError, ShapeError, StructureError for arguments that do not fit each other
 * Source: H. Walker and P. Ni, "Anderson acceleration for fixed-point iterations" (2011).
 * @example np.round(fixedPoint((x) => np.cos(x), 1).x, { decimals: 3 }) // 0.739
 */
export function fixedPoint<X>(
  f: (x: Arrays<X>) => unknown,
  x0: Accepts<X> | X,
  { tol, maxiter = 1000, memory = 5 }: FixedPointOptions = {},
): OptimizeResult<Arrays<X>> {
  const where = "fixedPoint";
  requireFunction(where, f);
  requireAtLeast(where, 0, { tol, maxiter, memory });
  const start = floats(where, x0) as Arrays<X>;
  const [vector, unravel] = ravelPytree(start);
  const flat = (x: NDArray): NDArray => {
    const value = f(unravel(x) as Arrays<X>);
    requireSameTree(where, ["the result of f", "x0"], value, start);
    return np.astype(ravelPytree(value)[0], x.dtype);
  };
  const limits = { tol: tol ?? (vector.dtype === "float64" ? 1e-10 : 1e-5), maxiter };
  const length = Math.min(memory, vector.size);
  const [x, { f: size, status, nit, nfev }] = customRoot<NDArray, Pick<End, "f" | "status" | "nit" | "nfev">>(
    (y) => np.subtract(flat(y), y),
    vector,
    (_, from) => {
      const end = iterate(flat, from, length, limits);
      return [end.x, { f: end.f, status: end.status, nit: end.nit, nfev: end.nfev }];
    },
    solveLinearized,
    { hasAux: true },
  );
  return new OptimizeResult<Arrays<X>>(unravel(x) as Arrays<X>, size, null, status, nit, nfev, np.equal(status, 0));
}
