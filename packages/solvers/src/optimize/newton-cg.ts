/** Newton's method with directions by truncated conjugate gradients. Source: Nocedal and Wright, "Numerical Optimization", algorithm 7.1. */
import { linearize, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { axpy, every, int, loop, norm, ratio } from "../support/vectors.js";
import type { Method } from "./descent.js";

interface State {
  readonly z: NDArray;
  readonly r: NDArray;
  readonly d: NDArray;
  readonly count: NDArray;
  readonly open: NDArray;
}

/** The approximate solution of H·z = −g; where H has negative curvature, a descent direction that shows it. */
function direction(hessianTimes: (v: NDArray) => NDArray, g: NDArray): NDArray {
  const size = norm(g);
  const accuracy = np.multiply(np.minimum(0.5, np.sqrt(size)), size);
  const start: State = {
    z: np.zerosLike(g),
    r: g,
    d: np.negative(g),
    count: int(0),
    open: np.ones([], { dtype: "bool" }),
  };
  return loop<State>(
    (s) => every(s.open, np.greater(norm(s.r), accuracy), np.less(s.count, 2 * g.size + 10)),
    (s) => {
      const Hd = hessianTimes(s.d);
      const curvature = np.dot(s.d, Hd);
      const rr = np.dot(s.r, s.r);
      const curves = np.greater(curvature, 0);
      const alpha = ratio(rr, curvature, curves);
      const z = axpy(alpha, s.d, s.z);
      const r = axpy(alpha, Hd, s.r);
      const steepest = np.logicalAnd(np.logicalNot(curves), np.equal(s.count, 0));
      return {
        z: np.where(steepest, np.negative(g), z),
        r,
        d: axpy(ratio(np.dot(r, r), rr, np.greater(rr, 0)), s.d, np.negative(r)),
        count: np.add(s.count, 1),
        open: curves,
      };
    },
    start,
  ).z;
}

/** Directions from products with the Hessian of the function that has this gradient. */
export const newtonCg = (gradient: (x: NDArray) => NDArray): Method<object> => ({
  memory: () => ({}),
  direction: (x, g) => {
    const [, push] = linearize(gradient, [x]);
    return direction(push as (v: NDArray) => NDArray, g);
  },
  learn: () => ({}),
});
