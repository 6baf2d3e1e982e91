/** Equality of arrays, exact and within tolerances. */
import * as core from "@fluxion/core";
import { isFloat, sameShape, type NDArray } from "@fluxion/core";
import { alignAs, broadcastShapes, floatType, scalarLike, toArray, type Operand } from "../support/index.js";
import { equal } from "./compare.js";
import { isnan } from "./classify.js";

export interface Closeness {
  /** Relative to |y|; 1e-5 if not given. */
  rtol?: number;
  /** 1e-8 if not given. */
  atol?: number;
  /** Whether NaN equals NaN. */
  equalNan?: boolean;
}

const allOf = (x: NDArray): NDArray => core.reduceAnd(x, { axes: x.shape.map((_, axis) => axis) });

/**
 * |x − y| ≤ atol + rtol·|y|, as booleans; infinities are close to themselves.
 * @example np.isclose([1, 2], [1, 2.5]) // [true, false]
 */
export function isclose(
  x: Operand,
  y: Operand,
  { rtol = 1e-5, atol = 1e-8, equalNan = false }: Closeness = {},
): NDArray {
  const [a, b] = alignAs([x, y], floatType);
  const near = core.and(
    core.le(core.abs(core.sub(a, b)), core.add(core.mul(core.abs(b), rtol), atol)),
    core.isFinite(b),
  );
  const close = core.or(near, core.eq(a, b));
  return equalNan ? core.or(close, core.and(core.ne(a, a), core.ne(b, b))) : close;
}

/**
 * Whether all elements are close, as a boolean array of shape [].
 * @example np.allclose([1, 2], [1, 2]) // true
 */
export const allclose = (x: Operand, y: Operand, options: Closeness = {}): NDArray => allOf(isclose(x, y, options));

/** Equal elements of arrays whose shapes already fit. */
function elementsEqual(x: NDArray, y: NDArray, equalNan: boolean): NDArray {
  const same = equal(x, y);
  if (!equalNan || !isFloat(x.dtype) || !isFloat(y.dtype)) return allOf(same);
  const [a, b] = alignAs([isnan(x), isnan(y)], (dtype) => dtype);
  return allOf(core.or(same, core.and(a, b)));
}

/**
 * Whether shapes and all elements are equal, as a boolean array of shape [].
 * @example np.arrayEqual([1, 2], [1, 2]) // true
 */
export function arrayEqual(x: Operand, y: Operand, { equalNan = false }: { equalNan?: boolean } = {}): NDArray {
  const [a, b] = [toArray(x), toArray(y)];
  return sameShape(a.shape, b.shape) ? elementsEqual(a, b, equalNan) : scalarLike(a, 0, "bool", []);
}

/**
 * Whether shapes broadcast and all elements are equal, as a boolean array of shape [].
 * @example np.arrayEquiv([1, 1], 1) // true
 */
export function arrayEquiv(x: Operand, y: Operand): NDArray {
  const [a, b] = [toArray(x), toArray(y)];
  try {
    broadcastShapes(a.shape, b.shape);
  } catch {
    return scalarLike(a, 0, "bool", []);
  }
  return elementsEqual(a, b, false);
}
