/** How long steps are. Source: Hairer, Nørsett and Wanner, "Solving Ordinary Differential Equations I" (2nd ed., 1993), II.4. */
import type { NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import type { Field } from "./dormand-prince.js";

export interface Tolerances {
  readonly rtol: number;
  readonly atol: number;
  /** Lengths of the leading parts of the state whose errors count, each by itself; what follows them does not count. */
  readonly groups: readonly number[];
}

/** The largest root mean square of a part, relative to what is tolerated around `sizes`. */
export function measure(x: NDArray, sizes: NDArray, { rtol, atol, groups }: Tolerances): NDArray {
  const { tiny } = np.finfo(x.dtype);
  let start = 0;
  const parts = groups
    .filter((length) => length > 0)
    .map((length) => {
      const limit = start + length;
      const cut = (v: NDArray): NDArray => np.lax.sliceInDim(v, start, limit);
      const scaled = np.divide(cut(x), np.maximum(np.add(np.multiply(cut(sizes), rtol), atol), tiny));
      start = limit;
      return np.sqrt(np.mean(np.square(scaled)));
    });
  return parts.length === 0 ? np.zeros([], { dtype: x.dtype }) : parts.reduce((a, b) => np.maximum(a, b));
}

export function firstStep(field: Field, y: NDArray, slope: NDArray, t: NDArray, tolerances: Tolerances): NDArray {
  const sizes = np.abs(y);
  const d0 = measure(y, sizes, tolerances);
  const d1 = measure(slope, sizes, tolerances);
  const small = np.logicalOr(np.less(d0, 1e-5), np.less(d1, 1e-5));
  const h0 = np.where(small, 1e-6, np.divide(np.multiply(d0, 0.01), np.where(small, 1, d1)));
  const next = field(np.add(y, np.multiply(h0, slope)), np.add(t, h0));
  const d2 = np.divide(measure(np.subtract(next, slope), sizes, tolerances), h0);
  const largest = np.maximum(d1, d2);
  const flat = np.lessEqual(largest, 1e-15);
  const h1 = np.where(
    flat,
    np.maximum(np.multiply(h0, 1e-3), 1e-6),
    np.power(np.divide(0.01, np.where(flat, 1, largest)), 1 / 5),
  );
  const h = np.minimum(np.multiply(h0, 100), h1);
  return np.where(np.isfinite(h), h, h0);
}

/** The next step, after one of length `h` with an error of `ratio` times what is tolerated. */
export function nextStep(h: NDArray, ratio: NDArray): NDArray {
  const shrinks = np.greater(ratio, 1);
  const factor = np.multiply(np.power(np.maximum(ratio, 1e-10), -1 / 5), 0.9);
  return np.multiply(h, np.clip(factor, np.where(shrinks, 0.2, 1), 10));
}
