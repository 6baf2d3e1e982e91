/** Whether all, or any, elements hold: are not zero. */
import * as core from "@fluxion/core";
import type { NDArray } from "@fluxion/core";
import type { Operand } from "../support/index.js";
import { truth } from "../ufunc/logical.js";
import { collapse, masked, prepare, type MaskOption, type ReduceOptions } from "./over.js";

export interface LogicalOptions extends ReduceOptions, MaskOption {}

/**
 * Whether all elements differ from zero; true of none.
 * @example np.all([[true, false], [true, true]], { axis: 0 }) // [true, false]
 */
export function all(x: Operand, { axis, keepdims, where }: LogicalOptions = {}): NDArray {
  const { array, axes } = prepare("all", x, axis);
  return collapse(core.reduceAnd, masked(truth(array), where, 1), axes, keepdims);
}

/**
 * Whether any element differs from zero; false of none.
 * @example np.any([[true, false], [false, false]], { axis: 1 }) // [true, false]
 */
export function any(x: Operand, { axis, keepdims, where }: LogicalOptions = {}): NDArray {
  const { array, axes } = prepare("any", x, axis);
  return collapse(core.reduceOr, masked(truth(array), where, 0), axes, keepdims);
}
