/** Least squares: a polynomial against the sign function, at evenly spaced points. */
import { grad, np, type NDArray } from "fluxion";
import { evalFunction } from "../function.js";
import { readInput, some } from "../input.js";

/** Powers 0 … count−1, a row for each. */
function powers(t: NDArray, count: number): NDArray {
  const rows = [np.onesLike(t)];
  for (let j = 1; j < count; j++) rows.push((rows[j - 1] as NDArray).mul(t));
  return np.stack(rows);
}

/**
 * Σ_j x_j t^j at all points. In groups of `step` coefficients the sum is one matrix product with low powers; high powers join
 * the groups. Source: M. Paterson, L. Stockmeyer, "On the number of nonscalar multiplications necessary to evaluate polynomials" (1973).
 */
function polynomial(x: NDArray, t: NDArray): NDArray {
  const step = Math.min(x.size, Math.max(16, Math.ceil(Math.sqrt(x.size))));
  const groups = Math.ceil(x.size / step);
  const low = powers(t, step + 1);
  const coefficients = np.pad(x, [0, groups * step - x.size]).reshape([groups, step]);
  const sums = coefficients.matmul(low.get(`:${step}`));
  return np.sum(sums.mul(powers(low.get(step), groups)), { axis: 0 });
}

function primal(x: NDArray, n: number): NDArray {
  const t = np
    .arange(n, { dtype: "float64" })
    .mul(2)
    .div(n - 1)
    .sub(1);
  return np.sum(np.square(np.sign(t).sub(polynomial(x, t)))).div(2);
}

const read = (input: unknown): [NDArray, number] => {
  const given = readInput("llsq", input);
  return [given.array("x", [some]), given.integer("n", 2)];
};

export const llsq = {
  primal: evalFunction({ read, compute: primal, statics: [1] }),
  gradient: evalFunction({
    read,
    compute: (x: NDArray, n: number) => grad((y: NDArray) => primal(y, n))(x),
    statics: [1],
  }),
};
