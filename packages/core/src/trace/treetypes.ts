/** Types of trees: results are typed like the inputs. Interfaces work as well as type aliases. */
import type { NDArray, TypedArray } from "../ir/value.js";
import type { ArrayLike } from "./asarray.js";

/** A leaf as users may pass it where an array is expected. */
export type LeafLike = NDArray | number | boolean | TypedArray;

/** What takes anything like an array (lists of lists included) is a leaf; without this, types of nested lists never end. */
type TakesAll<T> = [ArrayLike] extends [T] ? true : false;

/** The same tree with every leaf replaced. */
export type MapLeaves<T, R> =
  TakesAll<T> extends true ? R | (unknown extends T ? never : Extract<T, null | undefined>) : MapTree<T, R>;

type MapTree<T, R> = T extends LeafLike | string
  ? R
  : T extends null | undefined
    ? T
    : T extends ReadonlyMap<infer K, infer V>
      ? Map<K, MapLeaves<V, R>>
      : T extends (...args: never[]) => unknown
        ? R
        : T extends object
          ? { -readonly [K in keyof T]: MapLeaves<T[K], R> }
          : R;

/** The tree with arrays at its leaves: what gradients and batched results look like. */
export type Arrays<T> = MapLeaves<T, NDArray>;

/** What a transformed function accepts where `f` takes `T`: numbers and typed arrays are as good as arrays. */
export type Accepts<T> = TakesAll<T> extends true ? T : AcceptsTree<T>;

type AcceptsTree<T> = T extends NDArray
  ? LeafLike
  : T extends LeafLike | string | null | undefined | ((...args: never[]) => unknown)
    ? T
    : T extends ReadonlyMap<infer K, infer V>
      ? ReadonlyMap<K, Accepts<V>>
      : T extends object
        ? { [K in keyof T]: Accepts<T[K]> }
        : T;
