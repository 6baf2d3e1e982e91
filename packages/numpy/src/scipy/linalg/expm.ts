/** Exponentials of matrices. */
import {
  abs,
  add,
  ceil,
  cond,
  convert,
  exp2,
  gt,
  log2,
  lt,
  max,
  min,
  mul,
  neg,
  reduceMax,
  scan,
  select,
  stopGradient,
  sub,
  sum,
  zerosLike,
  iota,
  fullLike,
  type NDArray,
} from "@fluxion/core";
import { matmul } from "../../contract/matmul.js";
import { solveMatrices } from "../../linalg/linear-solve.js";
import { identityLike, squareMatrices } from "../../linalg/square.js";
import { reshapeTo } from "../../shape/reshape-to.js";
import { broadcastFitting } from "../../support/broadcast.js";
import type { Operand } from "../../support/weak.js";

/** Degree of the approximant, and the norm up to which it is exact to the last place. Source: Higham (2005), tables 2.3 and 2.4. */
const APPROXIMANTS = {
  float64: { degree: 13, bound: 5.371920351148152 },
  float32: { degree: 7, bound: 3.92572478313866 },
} as const;

/** (2q − k)! q! / ((2q)! k! (q − k)!) for k from 0 to q. */
function coefficients(degree: number): number[] {
  const list = [1];
  for (let k = 1; k <= degree; k++)
    list.push(((list[k - 1] as number) * (degree - k + 1)) / (k * (2 * degree - k + 1)));
  return list;
}

/** The diagonal Padé approximant of the exponential: q(A)⁻¹·p(A), whose even parts agree and whose odd parts are opposite. */
function approximant(a: NDArray, degree: number): NDArray {
  const c = coefficients(degree);
  const square = matmul(a, a);
  const powers = [identityLike(a, a.shape.at(-1) as number, a.shape), square];
  while (2 * powers.length < degree + 1) powers.push(matmul(powers.at(-1) as NDArray, square));
  const even = (from: 0 | 1): NDArray =>
    powers
      .filter((_, k) => 2 * k + from <= degree)
      .map((power, k) => mul(power, c[2 * k + from] as number))
      .reduce((total, term) => add(total, term));
  const [u, v] = [matmul(a, even(1)), even(0)];
  return solveMatrices(sub(v, u), add(v, u));
}

/** One number per matrix, for all its elements. */
const perMatrix = (x: NDArray, shape: readonly number[]): NDArray =>
  broadcastFitting(reshapeTo(x, [...x.shape, 1, 1]), shape);

export interface ExpmOptions {
  /** How often a matrix may be halved first; matrices that would need more give NaN. 16 if not given. */
  readonly maxSquarings?: number;
}

/**
 * The exponentials of matrices [..., n, n]: a Padé approximant at A / 2ˢ, squared s times. Integers give float32. A shape error if they are not square.
 * Source: N. Higham, "The scaling and squaring method for the matrix exponential revisited", SIAM Journal on Matrix Analysis 26 (2005).
 * @example scipy.linalg.expm([[0, 0], [0, 0]]) // [[1, 0], [0, 1]]
 */
export function expm(x: Operand, { maxSquarings = 16 }: ExpmOptions = {}): NDArray {
  const a = squareMatrices("expm", x);
  if (a.size === 0) return a;
  const { degree, bound } = APPROXIMANTS[a.dtype === "float64" ? "float64" : "float32"];
  const still = stopGradient(a);
  const size = reduceMax(sum(abs(still), { axes: [a.ndim - 2] }), { axes: [a.ndim - 2] });
  const wanted = max(ceil(log2(mul(size, 1 / bound))), zerosLike(size));
  const squarings = min(wanted, fullLike(wanted, maxSquarings));
  const start = approximant(mul(a, perMatrix(exp2(neg(squarings)), a.shape)), degree);
  const most = reduceMax(squarings, { axes: squarings.shape.map((_, axis) => axis) });
  const steps = iota({ dtype: "int32", shape: [maxSquarings], axis: 0 });
  const squareSome = (r: NDArray, step: NDArray): NDArray => {
    const goesOn = lt(broadcastFitting(step, squarings.shape), squarings);
    return select(perMatrix(goesOn, r.shape), matmul(r, r), r);
  };
  const [result] = scan(
    (r: NDArray, index: NDArray) => {
      const step = convert(index, { dtype: a.dtype });
      return [
        cond(
          lt(step, most),
          (y: NDArray) => squareSome(y, step),
          (y: NDArray) => y,
          r,
        ),
        null,
      ] as const;
    },
    start,
    steps,
  );
  const tooLarge = gt(wanted, squarings);
  return select(perMatrix(tooLarge, a.shape), fullLike(result, NaN), result);
}
