/** Norms of the matrices in two axes. */
import { abs, raise, reduceMax, reduceMin, sum, without, type NDArray } from "@fluxion/core";
import { moveaxis } from "../shape/moveaxis.js";
import { reshapeTo } from "../shape/reshape-to.js";
import { keptShape } from "../support/axes.js";
import { svdvals } from "./svd.js";
import { euclidean, over } from "./vector-norms.js";

/** "fro" is the root of the sum of squares, "nuc" the sum of singular values. */
export type MatrixOrd = "fro" | "nuc";

/** The largest or smallest sum of sizes: along rows for 1, along columns for infinity. */
export function matrixNormOf(
  x: NDArray,
  [rows, columns]: readonly [number, number],
  ord: number | MatrixOrd,
  keepdims: boolean,
): NDArray {
  if (rows === columns)
    raise({ code: "argument", what: `axes ${rows} and ${columns} are the same`, where: "norm", fix: "name two axes" });
  if (ord === "fro") return euclidean(x, [rows, columns], keepdims);
  const extreme = (reduce: typeof reduceMax, summed: number, kept: number): NDArray => {
    const norms = over(reduce, over(sum, abs(x), [summed], true), [kept], true);
    return keepdims ? norms : reshapeTo(norms, without(x.shape, [rows, columns]));
  };
  const spectral = (reduce: typeof reduceMax): NDArray => {
    const norms = over(reduce, svdvals(moveaxis(x, [rows, columns], [-2, -1])), [x.ndim - 2], false);
    return keepdims ? reshapeTo(norms, keptShape(x.shape, [rows, columns])) : norms;
  };
  switch (ord) {
    case 1:
      return extreme(reduceMax, rows, columns);
    case -1:
      return extreme(reduceMin, rows, columns);
    case Infinity:
      return extreme(reduceMax, columns, rows);
    case -Infinity:
      return extreme(reduceMin, columns, rows);
    case 2:
      return spectral(reduceMax);
    case -2:
      return spectral(reduceMin);
    case "nuc":
      return spectral(sum);
    default:
      return raise({
        code: "argument",
        what: `matrices have no norm ${JSON.stringify(ord)}`,
        where: "norm",
        fix: 'use "fro", "nuc", 1, -1, 2, -2, Infinity or -Infinity',
      });
  }
}
