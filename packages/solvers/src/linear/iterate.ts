/** What iterative methods for linear systems share: arguments, the first residual, the stopping rule, derivatives. */
import { customLinearSolve, raise, ravelPytree, type Arrays, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { floats } from "../support/floats.js";
import { requireAtLeast } from "../support/options.js";
import { requireSameTree } from "../support/same-tree.js";
import { every, norm } from "../support/vectors.js";
import { asOperator, type LinearMap, type LinearOperator } from "./operator.js";

export interface LinearOptions<B> {
  /** Where to start; a start that is worse than zero is not used. Zero if not given. */
  readonly x0?: B;
  /** Relative tolerance: done when ‖b − A·x‖ ≤ max(tol·‖b‖, atol). 1e-5 if not given. */
  readonly tol?: number;
  /** Absolute tolerance; 0 if not given. */
  readonly atol?: number;
  /** Largest number of iterations; 10·n if not given. */
  readonly maxiter?: number;
  /** A matrix or function near A⁻¹. */
  readonly M?: LinearOperator<B>;
}

type Vectors = (x: NDArray) => NDArray;

/** One system of vectors, with a first iterate and its residual. */
export interface System {
  readonly matvec: Vectors;
  readonly precondition: Vectors;
  readonly x: NDArray;
  readonly r: NDArray;
  /** The norm of the residual at which the system counts as solved. */
  readonly threshold: NDArray;
  readonly maxiter: number;
}

/** What a method found: `failure` is 0, or a negative number where it cannot go on. */
export interface Found {
  readonly x: NDArray;
  readonly steps: NDArray;
  readonly residual: NDArray;
  readonly failure: NDArray;
}

/** 0 where solved; else why the method cannot go on, or the number of iterations that were not enough. */
function infoOf({ steps, residual, failure }: Found, { threshold }: System): NDArray {
  const solved = every(np.lessEqual(residual, threshold), np.isfinite(threshold));
  const stuck = np.where(np.isfinite(threshold), failure, -1);
  return np.where(solved, 0, np.where(np.less(stuck, 0), stuck, np.maximum(steps, 1)));
}

function systemOf<B>(
  matvec: LinearMap<B>,
  M: LinearMap<B>,
  rhs: Arrays<B>,
  options: LinearOptions<B>,
): { system: System; unravel: (x: NDArray) => Arrays<B>; size: NDArray } {
  const { tol = 1e-5, atol = 0, maxiter } = options;
  const [b, unravel] = ravelPytree(rhs);
  const flat =
    (map: LinearMap<B>): Vectors =>
    (x) =>
      np.astype(ravelPytree(map(unravel(x) as Arrays<B>))[0], b.dtype);
  const size = norm(b);
  const zero = np.zerosLike(b);
  let start = { x: zero, r: b };
  if (options.x0 !== undefined) {
    const x = np.astype(ravelPytree(options.x0)[0], b.dtype);
    const r = np.subtract(b, flat(matvec)(x));
    const better = np.less(norm(r), size);
    start = { x: np.where(better, x, zero), r: np.where(better, r, b) };
  }
  const system = {
    matvec: flat(matvec),
    precondition: flat(M),
    ...start,
    threshold: np.maximum(np.multiply(size, tol), atol),
    maxiter: maxiter ?? 10 * b.size,
  };
  return { system, unravel: unravel as (x: NDArray) => Arrays<B>, size };
}

/** Solves by a method, and differentiates by the system. */
export function solveBy<B>(
  where: string,
  A: LinearOperator<B>,
  b: B,
  options: LinearOptions<B>,
  symmetric: boolean,
  method: (system: System) => Found,
): [x: Arrays<B>, info: NDArray] {
  const { tol, atol, maxiter, x0, M } = options;
  requireAtLeast(where, 0, { tol, atol, maxiter });
  const operator = asOperator(where, "A", A);
  const near = M === undefined ? undefined : asOperator<B>(where, "M", M);
  const { matrix } = operator;
  const rhs =
    matrix === undefined ? floats(where, b) : (floats(where, np.asarray(b as np.Operand), matrix.dtype) as Arrays<B>);
  if (matrix !== undefined) requireVector(where, matrix.shape, rhs as NDArray);
  const start = x0 === undefined ? undefined : matrix !== undefined ? (np.asarray(x0 as np.Operand) as B) : x0;
  if (start !== undefined) requireSameTree(where, ["x0", "b"], start, rhs);
  const inverse = near?.map ?? ((x: Arrays<B>) => x);
  const inverseT: LinearMap<B> =
    near?.matrix === undefined ? inverse : (((x: NDArray) => np.dot(np.transpose(near.matrix as NDArray), x)) as never);
  const solve =
    (P: LinearMap<B>) =>
    (matvec: LinearMap<B>, c: Arrays<B>): readonly [Arrays<B>, NDArray] => {
      const { system, unravel, size } = systemOf(matvec, P, c, {
        ...options,
        ...(start !== undefined && { x0: start }),
      });
      const found = method(system);
      // A right-hand side that is not finite has no solution, which must not look like one.
      const x = np.where(np.isfinite(size), found.x, NaN);
      return [unravel(x), infoOf(found, system)];
    };
  const matvec =
    matrix === undefined
      ? operator.map
      : (x: Arrays<B>) => np.astype(operator.map(x) as NDArray, (rhs as NDArray).dtype) as Arrays<B>;
  const [x, info] = customLinearSolve<Arrays<B>, NDArray>(matvec as never, rhs, solve(inverse) as never, {
    hasAux: true,
    symmetric,
    ...(!symmetric && { transposeSolve: solve(inverseT) as never }),
  });
  return [x as Arrays<B>, info as NDArray];
}

function requireVector(where: string, [n]: readonly number[], b: NDArray): void {
  if (b.ndim === 1 && b.shape[0] === n) return;
  raise({
    code: "shape",
    what: `A has shape [${n}, ${n}], but b has shape [${b.shape.join(", ")}]`,
    where,
    fix: `give a b of shape [${n}]; for several right-hand sides use vmap`,
  });
}
