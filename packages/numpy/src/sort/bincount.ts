/** Counts of small whole numbers. */
import * as core from "@fluxion/core";
import { isFloat, NDArray, raise } from "@fluxion/core";
import { knownValues } from "../shape/known-values.js";
import { convertTo, scalarLike, toArray, type Operand } from "../support/index.js";
import { place } from "./pick.js";

export interface BincountOptions {
  /** What each element counts; 1 if not given. */
  weights?: Operand;
  /** The least length of the result. */
  minlength?: number;
  /** The length of the result: needed while the array is traced; larger elements are left out. */
  length?: number;
}

/**
 * How often 0, 1, 2, … occur in a vector of integers (below 0 counts as 0), as int32, or the sums of their weights.
 * @example np.bincount(np.array([0, 2, 2], { dtype: "int32" })) // [1, 0, 2]
 */
export function bincount(x: Operand, { weights, minlength = 0, length }: BincountOptions = {}): NDArray {
  const given = toArray(x);
  if (given.ndim !== 1)
    raise({
      code: "shape",
      what: `an array of shape [${given.shape.join(", ")}]`,
      where: "bincount",
      fix: "ravel it first",
    });
  if (isFloat(given.dtype) && x instanceof NDArray)
    raise({
      code: "dtype",
      what: `${given.dtype} elements cannot be counted`,
      where: "bincount",
      fix: "convert them to int32",
    });
  const values = core.max(convertTo(given, "int32"), 0);
  const size = Math.max(
    length ??
      1 + knownValues("bincount", values, "give `length`").reduce((largest, value) => Math.max(largest, value), -1),
    minlength,
  );
  const amounts = weights === undefined ? scalarLike(values, 1) : toArray(weights);
  const bins = scalarLike(values, 0, amounts.dtype === "bool" ? "int32" : amounts.dtype, [size]);
  return place(bins, values, convertTo(amounts, bins.dtype), "add");
}
