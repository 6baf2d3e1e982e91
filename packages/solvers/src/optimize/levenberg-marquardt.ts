/**
 * Damped Gauss–Newton steps.
 * Sources: D. Marquardt, "An algorithm for least-squares estimation of nonlinear parameters" (1963), for the scaling by columns;
 * H. Nielsen, "Damping parameter in Marquardt's method" (1999), for how the damping changes.
 */
import type { NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { loop, norm } from "../support/vectors.js";
import { begin, largest, progress, type End, type Limits, type Running } from "./descent.js";

/** Residuals and their Jacobian. */
export type Residuals = (x: NDArray) => readonly [NDArray, NDArray];

export const half = (r: NDArray): NDArray => np.multiply(np.dot(r, r), 0.5);

interface State extends Running {
  readonly r: NDArray;
  readonly J: NDArray;
  readonly damping: NDArray;
  readonly growth: NDArray;
}

/** The minimum of ‖J·δ + r‖² + λ‖D·δ‖², by an orthogonal factorisation. */
function damped(J: NDArray, r: NDArray, D: NDArray, damping: NDArray): NDArray {
  const n = J.shape[1] as number;
  const stacked = np.concatenate([J, np.multiply(np.sqrt(damping), np.diag(D))]);
  const [Q, R] = np.linalg.qr(stacked) as [NDArray, NDArray];
  const rhs = np.concatenate([r, np.zeros([n], { dtype: r.dtype })]);
  return np.negative(np.scipy.linalg.solveTriangular(R, np.dot(np.transpose(Q), rhs)));
}

export function levenbergMarquardt(residuals: Residuals, x0: NDArray, limits: Limits): End {
  const [r, J] = residuals(x0);
  const g = np.dot(r, J);
  const start: State = {
    ...begin(x0, half(r), g, largest(g), limits),
    r,
    J,
    damping: np.full([], 1e-3, { dtype: x0.dtype }),
    growth: np.full([], 2, { dtype: x0.dtype }),
  };
  return loop<State>(
    (s) => np.less(s.status, 0),
    (s) => {
      const columns = np.sqrt(np.sum(np.square(s.J), { axis: 0 }));
      const D = np.where(np.greater(columns, 0), columns, 1);
      const step = damped(s.J, s.r, D, s.damping);
      const x = np.add(s.x, step);
      const [r1, J1] = residuals(x);
      const f1 = half(r1);
      const predicted = np.multiply(
        np.dot(step, np.subtract(np.multiply(s.damping, np.multiply(np.square(D), step)), s.g)),
        0.5,
      );
      const gain = np.divide(np.subtract(s.f, f1), predicted);
      const finite = np.logicalAnd(np.all(np.isfinite(J1)), np.isfinite(f1));
      const accept = np.logicalAnd(finite, np.logicalAnd(np.greater(gain, 0), np.greater(predicted, 0)));
      const pick = (yes: NDArray, no: NDArray): NDArray => np.where(accept, yes, no);
      const [f2, g2, nit] = [pick(f1, s.f), pick(np.dot(r1, J1), s.g), np.add(s.nit, 1)];
      const eased = np.maximum(np.subtract(1, np.power(np.subtract(np.multiply(gain, 2), 1), 3)), 1 / 3);
      const moves = np.greater(norm(step), np.multiply(np.finfo(x.dtype).eps, norm(s.x)));
      return {
        x: pick(x, s.x),
        f: f2,
        g: g2,
        r: pick(r1, s.r),
        J: pick(J1, s.J),
        nit,
        nfev: np.add(s.nfev, 1),
        damping: np.multiply(s.damping, pick(np.minimum(eased, 1), s.growth)),
        growth: pick(np.full([], 2, { dtype: x.dtype }), np.multiply(s.growth, 2)),
        ...progress(s, { f: f2 }, moves, largest(g2), nit, limits),
      };
    },
    start,
  );
}
