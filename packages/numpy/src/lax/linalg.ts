/** Linear algebra as jax.lax.linalg has it: the decompositions themselves, with promotion of nothing. */
import {
  cholesky as factor,
  eigh as eigenpairs,
  lu as eliminate,
  qr as orthogonalize,
  svd as decompose,
  triangularSolve as substitute,
  tridiagonalSolve as eliminateBand,
  type ArrayLike,
  type NDArray,
} from "@fluxion/core";
import { symmetrized } from "../linalg/square.js";
import { toArray } from "../support/to-array.js";

export interface TriangularSolveOptions {
  /** Whether A stands on the left of X; false if not given. */
  readonly leftSide?: boolean;
  /** Which triangle of A is read; the upper one if not given. */
  readonly lower?: boolean;
  readonly transposeA?: boolean;
  /** Nothing to do for real matrices. */
  readonly conjugateA?: boolean;
  /** Whether the diagonal counts as ones and is not read. */
  readonly unitDiagonal?: boolean;
}

/**
 * X with op(A)·X = B, or X·op(A) = B: A [..., n, n] and B [..., n, m], or [..., m, n]. Dtype and shape errors: operands that differ in type or leading axes.
 * @example lax.linalg.triangularSolve([[2, 0], [1, 1]], [[2], [3]], { leftSide: true, lower: true }) // [[1], [2]]
 */
export const triangularSolve = (
  a: ArrayLike,
  b: ArrayLike,
  { leftSide = false, lower = false, transposeA = false, unitDiagonal = false }: TriangularSolveOptions = {},
): NDArray => substitute(a, b, { leftSide, lower, transposeA, unitDiagonal });

/**
 * X with lower[i]·X[i − 1] + d[i]·X[i] + upper[i]·X[i + 1] = B[i]: three diagonals [..., n] and B [..., n, m].
 * @example lax.linalg.tridiagonalSolve([0, 1], [2, 3], [1, 0], [[3], [4]]) // [[1], [1]]
 */
export const tridiagonalSolve = (lower: ArrayLike, d: ArrayLike, upper: ArrayLike, b: ArrayLike): NDArray =>
  eliminateBand(lower, d, upper, b);

export interface SymmetricOptions {
  /** Averages the matrices with their transposes first; true if not given. */
  readonly symmetrizeInput?: boolean;
}

const symmetric = (x: ArrayLike, { symmetrizeInput = true }: SymmetricOptions): NDArray =>
  symmetrizeInput ? symmetrized(toArray(x)) : toArray(x);

/**
 * Cholesky factors [..., n, n], lower triangular.
 * @example lax.linalg.cholesky([[4, 2], [2, 5]]) // [[2, 0], [1, 2]]
 */
export const cholesky = (x: ArrayLike, options: SymmetricOptions = {}): NDArray => factor(symmetric(x, options));

/**
 * Eigenvectors and eigenvalues of symmetric matrices [..., n, n]; which triangle is read matters only where the input is not symmetrized.
 * @returns [vectors, values], in this order
 * @example lax.linalg.eigh([[2, 0], [0, 1]])[1] // [1, 2]
 */
export function eigh(
  x: ArrayLike,
  options: SymmetricOptions & { readonly lower?: boolean } = {},
): [vectors: NDArray, values: NDArray] {
  const [values, vectors] = eigenpairs(symmetric(x, options), { lower: options.lower ?? true }) as [NDArray, NDArray];
  return [vectors, values];
}

/**
 * L·U decomposition with partial pivoting of matrices [..., m, n].
 * @returns [L below the diagonal and U, exchanged rows, order of the rows]
 * @example lax.linalg.lu([[0, 2], [1, 3]])[2] // [1, 0]
 */
export const lu = (x: ArrayLike): [packed: NDArray, pivots: NDArray, permutation: NDArray] =>
  eliminate(x) as unknown as [NDArray, NDArray, NDArray];

/**
 * Q·R decomposition of matrices [..., m, n]; Q is square for full matrices, which is what is done if nothing is said.
 * @example lax.linalg.qr([[3, 0], [4, 5]])[1] // [[-5, -4], [0, 3]]
 */
export const qr = (x: ArrayLike, { fullMatrices = true }: { fullMatrices?: boolean } = {}): [q: NDArray, r: NDArray] =>
  orthogonalize(x, { fullMatrices }) as unknown as [NDArray, NDArray];

/**
 * Singular value decomposition of matrices [..., m, n].
 * @returns [U, s, Vᵀ], or [s] without `computeUv`
 * @example lax.linalg.svd([[3, 0], [0, 4]], { computeUv: false })[0] // [4, 3]
 */
export const svd = (
  x: ArrayLike,
  { fullMatrices = true, computeUv = true }: { fullMatrices?: boolean; computeUv?: boolean } = {},
): readonly NDArray[] => decompose(x, { fullMatrices, computeUv });
