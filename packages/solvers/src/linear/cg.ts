/** Conjugate gradients, for symmetric positive definite matrices. */
import type { Arrays, NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { axpy, every, int, loop, norm, ratio } from "../support/vectors.js";
import { solveBy, type Found, type LinearOptions, type System } from "./iterate.js";
import type { LinearOperator } from "./operator.js";

interface State {
  readonly x: NDArray;
  readonly r: NDArray;
  readonly p: NDArray;
  readonly rz: NDArray;
  readonly steps: NDArray;
  readonly failure: NDArray;
}

function iterate({ matvec, precondition, x, r, threshold, maxiter }: System): Found {
  const z = precondition(r);
  const start: State = { x, r, p: z, rz: np.dot(r, z), steps: int(0), failure: int(0) };
  const last = loop<State>(
    (s) => every(np.greater(norm(s.r), threshold), np.less(s.steps, maxiter), np.equal(s.failure, 0)),
    (s) => {
      const Ap = matvec(s.p);
      const curvature = np.dot(s.p, Ap);
      // Along p the quadratic form has no minimum: A or M is not positive definite, or not finite.
      const fine = every(np.greater(curvature, 0), np.greater(s.rz, 0), np.isfinite(curvature), np.isfinite(s.rz));
      const alpha = ratio(s.rz, curvature, fine);
      const rest = axpy(np.negative(alpha), Ap, s.r);
      const next = precondition(rest);
      const rz = np.dot(rest, next);
      return {
        x: axpy(alpha, s.p, s.x),
        r: np.where(fine, rest, s.r),
        p: np.where(fine, axpy(ratio(rz, s.rz, fine), s.p, next), s.p),
        rz: np.where(fine, rz, s.rz),
        steps: np.add(s.steps, 1),
        failure: np.where(fine, 0, int(-1)),
      };
    },
    start,
  );
  return { x: last.x, steps: last.steps, residual: norm(last.r), failure: last.failure };
}

/**
 * Solves A·x = b by conjugate gradients, for A symmetric and positive definite. Works under every transform; derivatives by `b` and by what
 * A is made of solve one more system with A, and do not go through the iterations.
 * @param A a matrix [n, n], or a function x → A·x of trees
 * @param b the right-hand side [n]; with a function, any tree of floats
 * @returns [x, info]; info (int32) is 0 where ‖b − A·x‖ ≤ max(tol·‖b‖, atol), −1 where A or M turned out not to be positive definite
 * (x is then the last iterate), and else the number of iterations that were not enough. For a b that is not finite x is NaN.
 * @throws ShapeError, StructureError, DTypeError, ArgumentError for arguments that do not fit each other
 * Source: M. Hestenes and E. Stiefel, "Methods of conjugate gradients for solving linear systems" (1952).
 * @example np.round(cg([[4, 1], [1, 3]], [1, 2])[0], { decimals: 4 }) // [0.0909, 0.6364]
 */
export const cg = <B>(A: LinearOperator<B>, b: B, options: LinearOptions<B> = {}): [x: Arrays<B>, info: NDArray] =>
  solveBy("cg", A, b, options, true, iterate);
