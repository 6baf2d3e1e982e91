/** Where the largest and smallest elements stand. */
import * as core from "@fluxion/core";
import { isFloat, reshape, type NDArray } from "@fluxion/core";
import { keptShape, normalizeAxis, scalarLike, toArray, type Operand } from "../support/index.js";

export interface ArgOptions {
  /** The axis searched; the flattened array if not given (or null). */
  axis?: number | null;
  /** Whether the axis (without one: every axis) stays, with size 1. */
  keepdims?: boolean;
}

type Search = (x: NDArray, params: { readonly axis: number }) => NDArray;

function search(where: string, op: Search, x: NDArray, { axis = null, keepdims = false }: ArgOptions): NDArray {
  const along = axis === null ? 0 : normalizeAxis(where, axis, x.ndim);
  const found = op(axis === null ? reshape(x, { shape: [x.size] }) : x, { axis: along });
  if (!keepdims) return found;
  return reshape(found, { shape: keptShape(x.shape, axis === null ? x.shape.map((_, i) => i) : [along]) });
}

/**
 * The index of the first largest element, as int32; that of the first NaN if there is one. A shape error if there are no elements.
 * @example np.argmax([[1, 5], [4, 2]], { axis: 1 }) // [1, 0]
 */
export const argmax = (x: Operand, options: ArgOptions = {}): NDArray =>
  search("argmax", core.argmax, toArray(x), options);

/**
 * The index of the first smallest element, as int32; that of the first NaN if there is one. A shape error if there are no elements.
 * @example np.argmin([[1, 5], [4, 2]], { axis: 1 }) // [0, 1]
 */
export const argmin = (x: Operand, options: ArgOptions = {}): NDArray =>
  search("argmin", core.argmin, toArray(x), options);

/** Only NaN: −1. Otherwise NaN gives way to the worst value, and an element of just that value is found by itself. */
function nanSearch(op: Search, worst: number, x: NDArray, axis: number): NDArray {
  const isNumber = core.eq(x, x);
  const best = op(core.select(isNumber, x, scalarLike(x, worst)), { axis });
  const first = core.argmax(isNumber, { axis });
  const usable = core.and(isNumber, core.ne(x, worst));
  const anyUsable = core.reduceOr(usable, { axes: [axis] });
  const anyNumber = core.reduceOr(isNumber, { axes: [axis] });
  return core.select(anyUsable, best, core.select(anyNumber, first, scalarLike(first, -1)));
}

function nanArg(where: string, op: Search, worst: number, x: Operand, options: ArgOptions): NDArray {
  const array = toArray(x);
  return search(where, isFloat(array.dtype) ? (y, { axis }) => nanSearch(op, worst, y, axis) : op, array, options);
}

/**
 * The index of the first largest element that is not NaN; −1 if there is none.
 * @example np.nanargmax([1, NaN, 2]) // 2
 */
export const nanargmax = (x: Operand, options: ArgOptions = {}): NDArray =>
  nanArg("nanargmax", core.argmax, -Infinity, x, options);

/**
 * The index of the first smallest element that is not NaN; −1 if there is none.
 * @example np.nanargmin([NaN, 3, 2]) // 2
 */
export const nanargmin = (x: Operand, options: ArgOptions = {}): NDArray =>
  nanArg("nanargmin", core.argmin, Infinity, x, options);
