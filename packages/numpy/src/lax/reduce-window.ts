/** Reductions of sliding windows, under lax's name. */
import {
  describe,
  mul,
  raise,
  reduceWindowMax,
  reduceWindowMin,
  reduceWindowSum,
  windowSlices,
  type NDArray,
  type WindowParams,
} from "@fluxion/core";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { dilatedSizes, windowPadding, type WindowPadding } from "./window-padding.js";

export type WindowOperation = "add" | "max" | "min" | "mul";

export interface ReduceWindowOptions {
  /** Distance between neighbouring elements of the array, and of the window; 1 if not given. */
  readonly baseDilation?: readonly number[] | null;
  readonly windowDilation?: readonly number[] | null;
}

type Reduce = (x: NDArray, params: WindowParams) => NDArray;

const REDUCE: Readonly<Record<WindowOperation, Reduce>> = {
  add: reduceWindowSum,
  max: reduceWindowMax,
  min: reduceWindowMin,
  mul: (x, params) => windowSlices(x, 1, params).reduce((product, part) => mul(product, part)),
};

/**
 * The sum, largest, smallest or product of the elements in each place of a window, which has a size for every axis. Padding holds
 * what changes nothing. Typed errors: sizes that do not fit.
 * @example np.lax.reduceWindow([1, 5, 2, 4], "max", [2], [2], "VALID") // [5, 4]
 */
export function reduceWindow(
  x: Operand,
  operation: WindowOperation,
  window: readonly number[],
  strides: readonly number[] | null,
  padding: WindowPadding,
  options: ReduceWindowOptions = {},
): NDArray {
  const array = toArray(x);
  if (!Object.hasOwn(REDUCE, operation))
    raise({
      code: "argument",
      what: `operation is ${describe(operation)}`,
      where: "reduceWindow",
      fix: 'use "add", "max", "min" or "mul"',
    });
  if (window.length !== array.ndim)
    raise({
      code: "shape",
      what: `a window of ${window.length} axes for shape [${array.shape.join(", ")}]`,
      where: "reduceWindow",
      fix: "give the window a size for every axis, 1 where it does not reach out",
    });
  const ones = window.map(() => 1);
  const params = {
    window,
    strides: strides ?? ones,
    baseDilation: options.baseDilation ?? ones,
    windowDilation: options.windowDilation ?? ones,
  };
  const sliding = {
    base: dilatedSizes(array.shape, params.baseDilation),
    window: dilatedSizes(window, params.windowDilation),
    strides: params.strides,
  };
  return REDUCE[operation](array, { ...params, padding: windowPadding("reduceWindow", padding, sliding) });
}
