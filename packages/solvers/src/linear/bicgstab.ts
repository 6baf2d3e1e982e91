/** Stabilised bi-conjugate gradients, for any nonsingular matrix, with little memory. */
import type { Arrays, NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { axpy, every, int, isFinite, loop, norm, ratio } from "../support/vectors.js";
import { solveBy, type Found, type LinearOptions, type System } from "./iterate.js";
import type { LinearOperator } from "./operator.js";

interface State {
  readonly x: NDArray;
  readonly r: NDArray;
  readonly p: NDArray;
  readonly v: NDArray;
  readonly rho: NDArray;
  readonly alpha: NDArray;
  readonly omega: NDArray;
  readonly steps: NDArray;
  readonly failure: NDArray;
}

function iterate({ matvec, precondition, x, r: shadow, threshold, maxiter }: System): Found {
  const one = np.astype(np.ones([]), shadow.dtype);
  const zero = np.zerosLike(shadow);
  const { eps } = np.finfo(shadow.dtype);
  /** Whether a scalar product says nothing beside the sizes of its factors. */
  const says = (product: NDArray, a: NDArray, b: NDArray): NDArray =>
    every(np.greater(np.abs(product), np.multiply(eps * eps, np.multiply(norm(a), norm(b)))), np.isfinite(product));
  const start: State = {
    x,
    r: shadow,
    p: zero,
    v: zero,
    rho: one,
    alpha: one,
    omega: one,
    steps: int(0),
    failure: int(0),
  };
  const last = loop<State>(
    (s) => every(np.greater(norm(s.r), threshold), np.less(s.steps, maxiter), np.equal(s.failure, 0)),
    (s) => {
      const rho = np.dot(shadow, s.r);
      const beta = np.multiply(np.divide(rho, s.rho), np.divide(s.alpha, s.omega));
      const p = axpy(beta, axpy(np.negative(s.omega), s.v, s.p), s.r);
      const direction = precondition(p);
      const v = matvec(direction);
      const along = np.dot(shadow, v);
      const goesOn = every(says(rho, shadow, s.r), says(along, shadow, v), isFinite(beta));
      const alpha = ratio(rho, along, goesOn);
      const half = axpy(np.negative(alpha), v, s.r);
      const middle = axpy(alpha, direction, s.x);
      const done = np.lessEqual(norm(half), threshold);
      const second = precondition(half);
      const t = matvec(second);
      const ts = np.dot(t, half);
      const stable = says(ts, t, half);
      const omega = ratio(ts, np.dot(t, t), stable);
      const failure = np.where(goesOn, np.where(np.logicalOr(done, stable), 0, int(-11)), int(-10));
      return {
        x: np.where(goesOn, axpy(np.where(done, 0, omega), second, middle), s.x),
        r: np.where(goesOn, axpy(np.negative(np.where(done, 0, omega)), t, half), s.r),
        p,
        v,
        rho,
        alpha,
        omega: np.where(stable, omega, 1),
        steps: np.add(s.steps, 1),
        failure,
      };
    },
    start,
  );
  return { x: last.x, steps: last.steps, residual: norm(last.r), failure: last.failure };
}

/**
 * Solves A·x = b by stabilised bi-conjugate gradients, for any nonsingular A. Works under every transform; derivatives solve one more
 * system with A (forward) or its transpose (reverse), and do not go through the iterations.
 * @param A a matrix [n, n], or a function x → A·x of trees
 * @param b the right-hand side [n]; with a function, any tree of floats
 * @returns [x, info]; info (int32) is 0 where ‖b − A·x‖ ≤ max(tol·‖b‖, atol), −10 or −11 where the recurrence broke down (x is then the last
 * iterate; gmres has no such breakdown), and else the number of iterations that were not enough. For a b that is not finite x is NaN.
 * @throws ShapeError, StructureError, DTypeError, ArgumentError for arguments that do not fit each other
 * Source: H. van der Vorst, "Bi-CGSTAB: a fast and smoothly converging variant of Bi-CG" (1992).
 * @example np.round(bicgstab([[4, 1], [-1, 3]], [1, 2])[0], { decimals: 4 }) // [0.0769, 0.6923]
 */
export const bicgstab = <B>(
  A: LinearOperator<B>,
  b: B,
  options: LinearOptions<B> = {},
): [x: Arrays<B>, info: NDArray] => solveBy("bicgstab", A, b, options, false, iterate);
