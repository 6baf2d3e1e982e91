/** The method of Broyden, Fletcher, Goldfarb and Shanno. Source: Nocedal and Wright, "Numerical Optimization", algorithm 6.1. */
import type { NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { ratio } from "../support/vectors.js";
import { careful, type Method } from "./descent.js";
import { curves } from "./lbfgs.js";

interface Memory {
  /** Approximates the inverse of the Hessian. */
  readonly H: NDArray;
}

export const bfgs: Method<Memory> = {
  memory: (x, g) => ({ H: np.multiply(np.eye(x.size, { dtype: x.dtype }), careful(g)) }),
  direction: (_, g, { H }) => np.negative(np.dot(H, g)),
  learn: ({ H }, s, y, isFirst) => {
    const sy = np.dot(s, y);
    const yy = np.dot(y, y);
    const curved = np.logicalAnd(curves(s, y), np.isfinite(yy));
    // The size of the Hessian is known after the first step only (6.20).
    const scaled = np.where(
      np.logicalAnd(isFirst, curved),
      np.multiply(np.eye(s.size, { dtype: s.dtype }), ratio(sy, yy, curved)),
      H,
    );
    const rho = ratio(np.ones([], { dtype: s.dtype }), sy, curved);
    const Hy = np.dot(scaled, y);
    const gain = np.multiply(rho, np.add(1, np.multiply(rho, np.dot(y, Hy))));
    const cross = np.outer(Hy, s);
    const change = np.subtract(np.multiply(gain, np.outer(s, s)), np.multiply(rho, np.add(cross, np.transpose(cross))));
    return { H: np.where(curved, np.add(scaled, change), H) };
  },
};
