/** Norms of the elements along axes. */
import { abs, convert, mul, ne, reduceMax, reduceMin, sqrt, sum, type NDArray } from "@fluxion/core";
import { reshapeTo } from "../shape/reshape-to.js";
import { keptShape } from "../support/axes.js";
import { power } from "../ufunc/power.js";

type Reduce = (x: NDArray, params: { axes: readonly number[] }) => NDArray;

/** Reduces axes, which stay with size 1 if they are to be kept. */
export function over(reduce: Reduce, x: NDArray, axes: readonly number[], keepdims: boolean): NDArray {
  const reduced = reduce(x, { axes });
  return keepdims ? reshapeTo(reduced, keptShape(x.shape, axes)) : reduced;
}

/** The derivative at the zero vector is NaN, as in JAX: there is none. */
export const euclidean = (x: NDArray, axes: readonly number[], keepdims: boolean): NDArray =>
  sqrt(over(sum, mul(x, x), axes, keepdims));

/** (Σ |x|ᵖ)^(1/p), its limits at ±Infinity, and the number of elements that are not zero for p = 0. */
export function vectorNormOf(x: NDArray, axes: readonly number[], ord: number, keepdims: boolean): NDArray {
  if (ord === 2) return euclidean(x, axes, keepdims);
  if (ord === 0) return over(sum, convert(ne(x, 0), { dtype: x.dtype }), axes, keepdims);
  const sizes = abs(x);
  if (ord === Infinity) return over(reduceMax, sizes, axes, keepdims);
  if (ord === -Infinity) return over(reduceMin, sizes, axes, keepdims);
  if (ord === 1) return over(sum, sizes, axes, keepdims);
  return power(over(sum, power(sizes, ord), axes, keepdims), 1 / ord);
}
