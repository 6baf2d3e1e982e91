/** BFGS with limited memory. Source: Nocedal and Wright, "Numerical Optimization", algorithms 7.4 and 7.5. */
import { scan, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { axpy, entry, norm, ratio } from "../support/vectors.js";
import { careful, type Method } from "./descent.js";

/** Steps and changes of the gradient, newest first; zeros where there are none yet. */
export interface History {
  readonly S: NDArray;
  readonly Y: NDArray;
}

export const emptyHistory = (x: NDArray, length: number): History => ({
  S: np.zeros([length, x.size], { dtype: x.dtype }),
  Y: np.zeros([length, x.size], { dtype: x.dtype }),
});

/** Whether a pair tells of positive curvature, beyond what rounding makes of orthogonal vectors. */
export const curves = (s: NDArray, y: NDArray): NDArray =>
  np.greater(np.dot(s, y), np.multiply(np.multiply(norm(s), norm(y)), np.finfo(s.dtype).eps));

/** The history with a pair put in front, unless it would make the approximation indefinite. */
export function remember({ S, Y }: History, s: NDArray, y: NDArray): History {
  const [length] = S.shape as [number, number];
  const push = (rows: NDArray, row: NDArray): NDArray =>
    np.concatenate([np.expandDims(row, 0), np.lax.sliceInDim(rows, 0, length - 1)]);
  const keeps = np.logicalAnd(curves(s, y), np.all(np.isfinite(y)));
  return { S: np.where(keeps, push(S, s), S), Y: np.where(keeps, push(Y, y), Y) };
}

/** The approximate inverse Hessian times a vector: two loops over the history. */
export function inverseTimes({ S, Y }: History, g: NDArray): NDArray {
  interface Pair {
    readonly s: NDArray;
    readonly y: NDArray;
  }
  const weight = ({ s, y }: Pair, v: NDArray, w: NDArray): NDArray => ratio(np.dot(v, w), np.dot(s, y), curves(s, y));
  const pairs = { s: S, y: Y };
  const [q, alphas] = scan<NDArray, Pair, NDArray>(
    (v, pair) => {
      const alpha = weight(pair, pair.s, v);
      return [axpy(np.negative(alpha), pair.y, v), alpha];
    },
    g,
    pairs,
  );
  const newest = { s: entry(S, 0), y: entry(Y, 0) };
  const isCurved = curves(newest.s, newest.y);
  const scale = np.where(isCurved, ratio(np.dot(newest.s, newest.y), np.dot(newest.y, newest.y), isCurved), careful(g));
  return scan<NDArray, { pair: Pair; alpha: NDArray }, null>(
    (v, { pair, alpha }) => [axpy(np.subtract(alpha, weight(pair, pair.y, v)), pair.s, v), null],
    np.multiply(scale, q),
    { pair: pairs, alpha: alphas },
    { reverse: true },
  )[0];
}

export const lbfgs = (length: number): Method<History> => ({
  memory: (x) => emptyHistory(x, length),
  direction: (_, g, history) => np.negative(inverseTimes(history, g)),
  learn: (history, s, y) => remember(history, s, y),
});
