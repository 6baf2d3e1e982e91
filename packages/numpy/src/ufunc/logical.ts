/** Logic: everything but zero counts as true, NaN too. */
import * as core from "@fluxion/core";
import type { NDArray, PointwiseOperation } from "@fluxion/core";
import { broadcastArrays, toArray } from "../support/index.js";
import { apply2, type Binary, type Unary } from "./make.js";

/** Whether elements differ from zero. */
export const truth = (x: NDArray): NDArray => (x.dtype === "bool" ? x : core.ne(x, 0));

const ofTruths =
  (op: PointwiseOperation<object>): Binary =>
  (x, y) =>
    apply2(op, ...(broadcastArrays(truth(toArray(x)), truth(toArray(y))) as [NDArray, NDArray]));

/**
 * Whether both hold.
 * @example np.logicalAnd([true, true], [true, false]) // [true, false]
 */
export const logicalAnd: Binary = ofTruths(core.and);

/**
 * Whether either holds.
 * @example np.logicalOr([false, true], [false, false]) // [false, true]
 */
export const logicalOr: Binary = ofTruths(core.or);

/**
 * Whether exactly one holds.
 * @example np.logicalXor([true, true], [true, false]) // [false, true]
 */
export const logicalXor: Binary = ofTruths(core.xor);

/**
 * Whether x is zero, or false.
 * @example np.logicalNot([0, 2]) // [true, false]
 */
export const logicalNot: Unary = (x) => core.not(truth(toArray(x)));
