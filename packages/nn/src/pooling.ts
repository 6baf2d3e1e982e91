/** Pooling: a window slides over the axes between the first and the last, as in arrays [batch, …space, features]. */
import { div, fullLike, raise, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import type { Operand } from "@fluxion/numpy";
import { float } from "./operands.js";

type WindowPadding = Parameters<typeof np.lax.reduceWindow>[4];

export interface PoolOptions {
  /** Step of the window along each axis of space; 1 if not given. */
  readonly strides?: readonly number[];
  /** "VALID" (the default), "SAME", or how much is added before and after each axis of space. */
  readonly padding?: "VALID" | "SAME" | readonly (readonly [number, number])[];
}

export interface AvgPoolOptions extends PoolOptions {
  /** Whether padding counts as zeros; true if not given. */
  readonly countIncludePad?: boolean;
}

function pool(
  where: string,
  operation: "add" | "max" | "min",
  x: NDArray,
  window: readonly number[],
  { strides = window.map(() => 1), padding = "VALID" }: PoolOptions,
): NDArray {
  const lead = x.ndim - window.length - 1;
  const sizes = [window, strides, ...(typeof padding === "string" ? [] : [padding])].map(({ length }) => length);
  if (lead < 0 || sizes.some((n) => n !== window.length))
    raise({
      code: "shape",
      what: `a window [${window.join(", ")}] with strides [${strides.join(", ")}] for shape [${x.shape.join(", ")}]`,
      where: `nn.${where}`,
      fix: "give window, strides and padding one entry per axis of space; the array has these, then features, and may have batches first",
    });
  const around = <T>(neutral: T, inner: readonly T[]): T[] => [...Array<T>(lead).fill(neutral), ...inner, neutral];
  const padded: WindowPadding = typeof padding === "string" ? padding : around([0, 0], padding);
  return np.lax.reduceWindow(x, operation, around(1, window), around(1, strides), padded);
}

/**
 * The largest element of each window of `window`, for every batch and feature. Padding never wins.
 * A shape error if sizes do not fit.
 * @example maxPool([[[1], [5], [2], [4]]], [2], { strides: [2] }) // [[[5], [4]]]
 */
export const maxPool = (x: Operand, window: readonly number[], options: PoolOptions = {}): NDArray =>
  pool("maxPool", "max", np.asarray(x), window, options);

/**
 * The smallest element of each window; as `maxPool`.
 * @example minPool([[[1], [5], [2], [4]]], [2], { strides: [2] }) // [[[1], [2]]]
 */
export const minPool = (x: Operand, window: readonly number[], options: PoolOptions = {}): NDArray =>
  pool("minPool", "min", np.asarray(x), window, options);

/**
 * The mean of each window of `window`, in floats, for every batch and feature.
 * A shape error if sizes do not fit.
 * @example avgPool([[[1], [5], [2], [4]]], [2], { strides: [2] }) // [[[3], [3]]]
 */
export function avgPool(
  x: Operand,
  window: readonly number[],
  { countIncludePad = true, ...options }: AvgPoolOptions = {},
): NDArray {
  const array = float(x);
  const total = pool("avgPool", "add", array, window, options);
  if (countIncludePad)
    return div(
      total,
      window.reduce((n, size) => n * size, 1),
    );
  return div(total, pool("avgPool", "add", fullLike(array, 1), window, options));
}
