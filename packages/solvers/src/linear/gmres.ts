/** Restarted generalized minimal residuals, for any nonsingular matrix. */
import { scan, type Arrays, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { requireAtLeast } from "../support/options.js";
import { entry, every, int, loop, norm, ratio } from "../support/vectors.js";
import { solveBy, type Found, type LinearOptions, type System } from "./iterate.js";
import type { LinearOperator } from "./operator.js";

export interface GmresOptions<B> extends LinearOptions<B> {
  /** Number of basis vectors before a restart; min(20, n) if not given. */
  readonly restart?: number;
}

/** One cycle: an orthonormal basis (rows of V), the triangular factor R (rows are columns of it), and Givens rotations. */
interface Cycle {
  readonly V: NDArray;
  readonly R: NDArray;
  readonly rotations: NDArray;
  readonly g: NDArray;
  readonly k: NDArray;
  readonly open: NDArray;
}

const { dynamicIndexInDim, dynamicUpdateIndexInDim } = np.lax;
const row = (matrix: NDArray, k: NDArray): NDArray => dynamicIndexInDim(matrix, k, { keepdims: false });
const setRow = (matrix: NDArray, k: NDArray, value: NDArray): NDArray => dynamicUpdateIndexInDim(matrix, value, k, 0);

/** Applies the rotations found so far to a new column; those to come are identities. */
function rotate(column: NDArray, rotations: NDArray): NDArray {
  const [last, head] = scan<NDArray, { c: NDArray; s: NDArray; below: NDArray }, NDArray>(
    (above, { c, s, below }) => [
      np.subtract(np.multiply(c, below), np.multiply(s, above)),
      np.add(np.multiply(c, above), np.multiply(s, below)),
    ],
    entry(column, 0),
    {
      c: entry(rotations, 0, 1),
      s: entry(rotations, 1, 1),
      below: np.lax.sliceInDim(column, 1, column.shape[0]),
    },
  );
  return np.concatenate([head, np.reshape(last, [1])]);
}

function extend({ matvec, precondition, threshold }: System, s: Cycle): Cycle {
  const { eps } = np.finfo(s.V.dtype);
  let w = matvec(precondition(row(s.V, s.k)));
  const size = norm(w);
  // Twice is enough: classical Gram–Schmidt with one repetition. Rows to come are zero.
  const first = np.dot(s.V, w);
  w = np.subtract(w, np.dot(first, s.V));
  const second = np.dot(s.V, w);
  w = np.subtract(w, np.dot(second, s.V));
  const rest = norm(w);
  const isNew = np.greater(rest, np.multiply(eps, size));
  const below = np.where(isNew, rest, 0);
  const next = np.add(s.k, 1);
  const V = setRow(s.V, next, np.where(isNew, np.divide(w, np.where(isNew, rest, 1)), 0));
  const column = rotate(setRow(np.add(first, second), next, below), s.rotations);
  const [a, b] = [row(column, s.k), row(column, next)];
  const r = np.hypot(a, b);
  const turns = np.greater(r, 0);
  const [cos, sin] = [np.where(turns, ratio(a, r, turns), 1), ratio(b, r, turns)];
  const g = row(s.g, s.k);
  const left = np.negative(np.multiply(sin, g));
  return {
    V,
    R: setRow(s.R, s.k, setRow(setRow(column, s.k, r), next, np.zerosLike(r))),
    rotations: setRow(s.rotations, s.k, np.stack([cos, sin])),
    g: setRow(setRow(s.g, s.k, np.multiply(cos, g)), next, left),
    k: next,
    open: every(np.greater(np.abs(left), threshold), isNew, np.isfinite(size)),
  };
}

/** The correction of x that a cycle found. */
function correction({ precondition }: System, { V, R, g, k }: Cycle, m: number): NDArray {
  const n = np.arange(m);
  const { eps } = np.finfo(V.dtype);
  const square = np.lax.sliceInDim(R, 0, m, { axis: 1 });
  const diagonal = np.diagonal(square);
  // Directions that were not tried, or that the matrix maps to nothing, take no part.
  const takes = np.logicalAnd(
    np.less(n, k),
    np.greater(np.abs(diagonal), np.multiply(eps, np.max(np.abs(square), {}))),
  );
  const identity = np.eye(m, { dtype: V.dtype });
  const factor = np.where(np.expandDims(takes, 1), square, identity);
  const rhs = np.where(takes, np.lax.sliceInDim(g, 0, m), 0);
  const y = np.scipy.linalg.solveTriangular(np.where(np.expandDims(takes, 1), np.transpose(factor), identity), rhs);
  return precondition(np.dot(y, np.lax.sliceInDim(V, 0, m)));
}

interface State {
  readonly x: NDArray;
  readonly r: NDArray;
  readonly steps: NDArray;
  readonly failure: NDArray;
}

const iterate =
  (restart: number | undefined) =>
  (system: System): Found => {
    const { matvec, x, r, threshold, maxiter } = system;
    const n = r.size;
    const m = Math.min(restart ?? 20, Math.max(1, n));
    const { dtype } = r;
    const last = loop<State>(
      (s) => every(np.greater(norm(s.r), threshold), np.less(s.steps, maxiter), np.equal(s.failure, 0)),
      (s) => {
        const size = norm(s.r);
        const empty: Cycle = {
          V: setRow(np.zeros([m + 1, n], { dtype }), int(0), np.divide(s.r, size)),
          R: np.zeros([m, m + 1], { dtype }),
          rotations: np.tile(np.array([1, 0], { dtype }), [m, 1]),
          g: setRow(np.zeros([m + 1], { dtype }), int(0), size),
          k: int(0),
          open: np.array(true),
        };
        const cycle = loop<Cycle>(
          (c) => np.logicalAnd(c.open, np.less(c.k, m)),
          (c) => extend(system, c),
          empty,
        );
        const step = correction(system, cycle, m);
        const better = np.add(s.x, step);
        const rest = np.subtract(s.r, matvec(step));
        // A cycle that gains nothing would be repeated as it was.
        const gains = np.less(norm(rest), size);
        return {
          x: np.where(gains, better, s.x),
          r: np.where(gains, rest, s.r),
          steps: np.add(s.steps, 1),
          failure: np.where(gains, 0, int(-1)),
        };
      },
      { x, r, steps: int(0), failure: int(0) },
    );
    return { x: last.x, steps: last.steps, residual: norm(last.r), failure: last.failure };
  };

/**
 * Solves A·x = b by restarted generalized minimal residuals, for any nonsingular A. The preconditioner stands at the right, so that the
 * residual that is made small is that of A itself. Works under every transform; derivatives solve one more system with A (forward) or
 * its transpose (reverse), and do not go through the iterations.
 * @param A a matrix [n, n], or a function x → A·x of trees
 * @param b the right-hand side [n]; with a function, any tree of floats
 * @param options `maxiter` counts cycles of `restart` steps
 * @returns [x, info]; info (int32) is 0 where ‖b − A·x‖ ≤ max(tol·‖b‖, atol), −1 where a cycle gained nothing (A is singular, or `restart` too
 * small), and else the number of cycles that were not enough. For a b that is not finite x is NaN.
 * @throws ShapeError, StructureError, DTypeError, ArgumentError for arguments that do not fit each other
 * Source: Y. Saad and M. Schultz, "GMRES: a generalized minimal residual algorithm for solving nonsymmetric linear systems" (1986).
 * @example gmres([[0, 1], [-1, 0]], [1, 2])[0] // [-2, 1]
 */
export function gmres<B>(
  A: LinearOperator<B>,
  b: B,
  { restart, ...options }: GmresOptions<B> = {},
): [x: Arrays<B>, info: NDArray] {
  requireAtLeast("gmres", 1, { restart });
  return solveBy("gmres", A, b, options, false, iterate(restart));
}
