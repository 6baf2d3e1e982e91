/** Gauss–Newton steps, halved until they go down. Source: Nocedal and Wright, "Numerical Optimization", section 10.3. */
import type { NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { axpy, int, loop } from "../support/vectors.js";
import { begin, largest, progress, type End, type Limits, type Running } from "./descent.js";
import { half, type Residuals } from "./levenberg-marquardt.js";

interface State extends Running {
  readonly r: NDArray;
  readonly J: NDArray;
}

interface Trial {
  readonly t: NDArray;
  readonly f: NDArray;
  readonly count: NDArray;
}

export function gaussNewton(residuals: Residuals, x0: NDArray, limits: Limits): End {
  const [r, J] = residuals(x0);
  const g = np.dot(r, J);
  return loop<State>(
    (s) => np.less(s.status, 0),
    (s) => {
      const [step] = np.linalg.lstsq(s.J, np.negative(s.r));
      const slope = np.dot(s.g, step);
      const valueAt = (t: NDArray): NDArray => half(residuals(axpy(t, step, s.x))[0]);
      const low = (trial: Trial): NDArray =>
        np.lessEqual(trial.f, np.add(s.f, np.multiply(np.multiply(trial.t, slope), 1e-4)));
      const one = np.onesLike(s.f);
      const trial = loop<Trial>(
        (tried) => np.logicalAnd(np.logicalNot(low(tried)), np.less(tried.count, 40)),
        ({ t, count }) => {
          const shorter = np.multiply(t, 0.5);
          return { t: shorter, f: valueAt(shorter), count: np.add(count, 1) };
        },
        { t: one, f: valueAt(one), count: int(1) },
      );
      const found = np.logicalAnd(low(trial), np.less(slope, 0));
      const x = np.where(found, axpy(trial.t, step, s.x), s.x);
      const [r1, J1] = residuals(x);
      const [f1, g1, nit] = [half(r1), np.dot(r1, J1), np.add(s.nit, 1)];
      const next = { x, f: f1, g: g1, r: r1, J: J1, nit, nfev: np.add(s.nfev, np.add(trial.count, 1)) };
      return { ...next, ...progress(s, next, found, largest(g1), nit, limits) };
    },
    { ...begin(x0, half(r), g, largest(g), limits), r, J },
  );
}
