/** The diagonals of matrices, read as a strided slice of their elements. */
import { raise, slice, type NDArray } from "@fluxion/core";
import { normalizeAxis } from "../support/axes.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { permute } from "./permute.js";
import { reshapeTo } from "./reshape-to.js";

export interface DiagonalOptions {
  /** 0 the main diagonal (if not given), positive ones above it, negative ones below. */
  readonly offset?: number;
  /** The axes of rows (0 if not given) and columns (1 if not given). */
  readonly axis1?: number;
  readonly axis2?: number;
}

/** The number of elements on a diagonal of an [n, m] matrix. */
export const diagonalLength = (n: number, m: number, offset: number): number =>
  Math.max(0, offset >= 0 ? Math.min(n, m - offset) : Math.min(n + offset, m));

/** A diagonal of the last two axes. */
export function lastDiagonal(x: NDArray, offset: number): NDArray {
  const lead = x.shape.slice(0, -2);
  const [n, m] = x.shape.slice(-2) as [number, number];
  const count = diagonalLength(n, m, offset);
  const start = count === 0 ? 0 : offset >= 0 ? offset : -offset * m;
  const flat = reshapeTo(x, [...lead, n * m]);
  return slice(flat, {
    starts: [...lead.map(() => 0), start],
    limits: [...lead, count === 0 ? start : start + (count - 1) * (m + 1) + 1],
    strides: [...lead.map(() => 1), m + 1],
  });
}

/**
 * The diagonals of the matrices in two axes: these axes are removed, and the diagonal becomes the last axis. A shape error if
 * the axes are the same or out of range.
 * @example np.diagonal([[1, 2], [3, 4]]) // [1, 4]
 */
export function diagonal(x: Operand, { offset = 0, axis1 = 0, axis2 = 1 }: DiagonalOptions = {}): NDArray {
  const array = toArray(x);
  if (array.ndim < 2)
    raise({
      code: "shape",
      what: `a matrix is needed, got shape [${array.shape.join(", ")}]`,
      where: "diagonal",
      fix: "pass an array with at least two dimensions",
    });
  const rows = normalizeAxis("diagonal", axis1, array.ndim);
  const columns = normalizeAxis("diagonal", axis2, array.ndim);
  if (rows === columns)
    raise({ code: "argument", what: `axis1 and axis2 are both ${axis1}`, where: "diagonal", fix: "name two axes" });
  const rest = array.shape.map((_, axis) => axis).filter((axis) => axis !== rows && axis !== columns);
  return lastDiagonal(permute(array, [...rest, rows, columns]), offset);
}
