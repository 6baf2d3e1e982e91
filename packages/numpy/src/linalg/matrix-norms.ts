/** Norms of the matrices in two axes. */
import { abs, raise, reduceMax, reduceMin, sum, without, type NDArray } from "@fluxion/core";
import { reshapeTo } from "../shape/reshape-to.js";
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
    case -2:
    case "nuc":
      return raise({
        code: "argument",
        what: `matrix norm ${JSON.stringify(ord)} is made of singular values, which are not available`,
        where: "norm",
        fix: 'use "fro", 1, -1, Infinity or -Infinity',
      });
    default:
      return raise({
        code: "argument",
        what: `matrices have no norm ${JSON.stringify(ord)}`,
        where: "norm",
        fix: 'use "fro", 1, -1, Infinity or -Infinity',
      });
  }
}
