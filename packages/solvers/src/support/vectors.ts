/** Vectors of one element type: what iterations work on, whatever the tree of the unknown. */
import { full, whileLoop, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";

export const norm = (x: NDArray): NDArray => np.sqrt(np.dot(x, x));

/** a + s·b, for a scalar s. */
export const axpy = (s: NDArray | number, b: NDArray, a: NDArray): NDArray => np.add(a, np.multiply(s, b));

/** a / b where it may be divided, else 0. */
export const ratio = (a: NDArray, b: NDArray, may: NDArray): NDArray =>
  np.where(may, np.divide(a, np.where(may, b, 1)), 0);

export const isFinite = (...xs: readonly NDArray[]): NDArray =>
  xs.map((x) => np.all(np.isfinite(x))).reduce((all, one) => np.logicalAnd(all, one));

/** One position of an axis (the first if not given), known when the program is recorded; negative ones count from the end. */
export const entry = (x: NDArray, position: number, axis = 0): NDArray => {
  const index = position < 0 ? position + (x.shape[axis] as number) : position;
  return np.lax.indexInDim(x, index, { axis, keepdims: false });
};

/** All of several boolean scalars. */
export const every = (...tests: readonly NDArray[]): NDArray => tests.reduce((all, one) => np.logicalAnd(all, one));

/** An int32 scalar, which belongs to the program that is being recorded. */
export const int = (value: number): NDArray => full([], value, "int32");

/** The same tree with values of the same types from one of two trees. */
export function choose<S extends object>(condition: NDArray, yes: S, no: S): S {
  const entries = Object.keys(yes).map((key) => [
    key,
    np.where(condition, yes[key as keyof S] as NDArray, no[key as keyof S] as NDArray),
  ]);
  return Object.fromEntries(entries) as S;
}

/** A loop over a state of named arrays. */
export const loop = <S extends object>(test: (state: S) => NDArray, body: (state: S) => S, start: S): S =>
  whileLoop<S>(test as never, body as never, start) as S;
