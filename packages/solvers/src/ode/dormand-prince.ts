/**
 * One step of the method of Dormand and Prince: order 5, an error estimate of order 4, and an interpolant between the ends.
 * Sources: J. Dormand and P. Prince, "A family of embedded Runge–Kutta formulae" (1980); E. Hairer, S. Nørsett and G. Wanner, "Solving
 * Ordinary Differential Equations I" (2nd ed., 1993), II.4–II.6, for the interpolant (by L. Shampine).
 */
import type { NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { entry } from "../support/vectors.js";

/** dy/dt of vectors. */
export type Field = (y: NDArray, t: NDArray) => NDArray;

const NODES = [1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1];
const STAGES = [
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
];
const ERROR = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];
const DENSE = [
  -12715105075 / 11282082432,
  0,
  87487479700 / 32700410799,
  -10690763975 / 1880347072,
  701980252875 / 199316789632,
  -1453857185 / 822651844,
  69997945 / 29380423,
];

const combine = (weights: readonly number[], slopes: readonly NDArray[]): NDArray =>
  weights
    .map((weight, i) => [weight, slopes[i] as NDArray] as const)
    .filter(([weight]) => weight !== 0)
    .map(([weight, slope]) => np.multiply(slope, weight))
    .reduce((sum, term) => np.add(sum, term));

export interface Step {
  readonly y: NDArray;
  /** The slope at the end, which is the first one of the next step. */
  readonly slope: NDArray;
  readonly error: NDArray;
  /** Coefficients of the interpolant: five vectors. */
  readonly dense: NDArray;
}

export function step(field: Field, y: NDArray, slope: NDArray, t: NDArray, h: NDArray): Step {
  const slopes = [slope];
  let end = y;
  STAGES.forEach((weights, i) => {
    end = np.add(y, np.multiply(h, combine(weights, slopes)));
    slopes.push(field(end, np.add(t, np.multiply(h, NODES[i] as number))));
  });
  const last = slopes[6] as NDArray;
  const rise = np.subtract(end, y);
  const bend = np.subtract(np.multiply(h, slope), rise);
  const dense = [
    y,
    rise,
    bend,
    np.subtract(np.subtract(rise, np.multiply(h, last)), bend),
    np.multiply(h, combine(DENSE, slopes)),
  ];
  return { y: end, slope: last, error: np.multiply(h, combine(ERROR, slopes)), dense: np.stack(dense) };
}

/** The interpolant at a part (from 0 to 1) of the step. */
export function interpolate(dense: NDArray, part: NDArray): NDArray {
  const [a, b, c, d, e] = [0, 1, 2, 3, 4].map((i) => entry(dense, i)) as [NDArray, NDArray, NDArray, NDArray, NDArray];
  const rest = np.subtract(1, part);
  const inner = np.add(c, np.multiply(part, np.add(d, np.multiply(rest, e))));
  return np.add(a, np.multiply(part, np.add(b, np.multiply(rest, inner))));
}
