/** Logic: everything but zero counts as true, NaN too. */
import * as core from "@fluxion/core";
import type { NDArray, PointwiseOperation } from "@fluxion/core";
import { broadcastArrays, toArray, type Operand } from "../support/index.js";
import { apply2, type Binary, type Unary } from "./make.js";

/** Whether elements differ from zero. */
export const truth = (x: NDArray): NDArray => (x.dtype === "bool" ? x : core.ne(x, 0));

/** Of a number itself, so that no rounding to an element type makes it zero. */
const truthOf = (x: Operand): NDArray => truth(toArray(typeof x === "number" ? x !== 0 : x));

const ofTruths =
  (op: PointwiseOperation<object>): Binary =>
  (x, y) =>
    apply2(op, ...(broadcastArrays(truthOf(x), truthOf(y)) as [NDArray, NDArray]));

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
export const logicalNot: Unary = (x) => core.not(truthOf(x));
