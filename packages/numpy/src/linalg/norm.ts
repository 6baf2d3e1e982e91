/** Norms of vectors and matrices. */
import { raise, type NDArray } from "@fluxion/core";
import { normalizeAxis } from "../support/axes.js";
import { toFloat } from "../support/convert.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { matrixNormOf, type MatrixOrd } from "./matrix-norms.js";
import { vectorNormOf } from "./vector-norms.js";

export type { MatrixOrd } from "./matrix-norms.js";

export interface NormOptions {
  /** Which norm; the Euclidean one (of matrices: Frobenius) if not given. */
  readonly ord?: number | MatrixOrd | null;
  /** One axis for vectors, two for matrices; the flattened array (or its one or two axes, if `ord` is given) if not given. */
  readonly axis?: number | readonly number[] | null;
  /** Keeps the axes, with size 1. */
  readonly keepdims?: boolean;
}

const refuse = (what: string, fix: string): never => raise({ code: "argument", what, where: "norm", fix });

function axesOf(x: NDArray, { ord = null, axis = null }: NormOptions): number[] {
  if (axis !== null) return [axis].flat().map((a) => normalizeAxis("norm", a as number, x.ndim));
  const all = x.shape.map((_, i) => i);
  return ord === null || all.length <= 2
    ? all
    : refuse(
        `norm ${String(ord)} of an array of ${x.ndim} dimensions`,
        "name one axis for vectors, or two for matrices",
      );
}

/**
 * A norm of vectors (`ord`: a number p, ±Infinity, or 0 for the number of elements that are not zero) or of matrices (`ord`: "fro",
 * "nuc", ±1, ±2, ±Infinity). Integers give float32. The derivative of a Euclidean norm at the zero vector is NaN, as in JAX. Argument errors: a norm that
 * does not fit the number of axes.
 * @example np.linalg.norm([3, 4]) // 5
 * @example np.linalg.norm([[1, -2], [3, 4]], { ord: 1 }) // 6
 */
export function norm(x: Operand, options: NormOptions = {}): NDArray {
  const { ord = null, keepdims = false } = options;
  const array = toFloat(toArray(x));
  const axes = axesOf(array, options);
  if (ord === null) {
    if (options.axis != null && axes.length > 2)
      refuse(`norm over ${axes.length} axes`, "name one axis for vectors, or two for matrices");
    return vectorNormOf(array, axes, 2, keepdims);
  }
  if (axes.length === 1)
    return typeof ord === "number"
      ? vectorNormOf(array, axes, ord, keepdims)
      : refuse(`vectors have no norm ${JSON.stringify(ord)}`, "use a number");
  if (axes.length !== 2)
    return refuse(`norm ${String(ord)} over ${axes.length} axes`, "name one axis for vectors, or two for matrices");
  return matrixNormOf(array, axes as [number, number], ord, keepdims);
}

export interface VectorNormOptions {
  /** Axes whose elements make a vector; all if not given. */
  readonly axis?: number | readonly number[] | null;
  readonly keepdims?: boolean;
  /** The number p; 2 if not given. */
  readonly ord?: number;
}

/**
 * A norm of the elements along axes, all of them making one vector.
 * @example np.linalg.vectorNorm([[1, -2], [3, 4]], { ord: 1 }) // 10
 */
export function vectorNorm(x: Operand, { axis = null, keepdims = false, ord = 2 }: VectorNormOptions = {}): NDArray {
  const array = toFloat(toArray(x));
  return vectorNormOf(array, axesOf(array, { axis }), ord, keepdims);
}

/**
 * A norm of the matrices in the last two axes; Frobenius if none is named.
 * @example np.linalg.matrixNorm([[1, 2], [2, 4]]) // 5
 */
export function matrixNorm(
  x: Operand,
  { keepdims = false, ord = "fro" }: { keepdims?: boolean; ord?: number | MatrixOrd } = {},
): NDArray {
  const array = toFloat(toArray(x));
  if (array.ndim < 2)
    raise({
      code: "shape",
      what: `a matrix is needed, got shape [${array.shape.join(", ")}]`,
      where: "matrixNorm",
      fix: "use np.linalg.vectorNorm",
    });
  return matrixNormOf(array, [array.ndim - 2, array.ndim - 1], ord, keepdims);
}
