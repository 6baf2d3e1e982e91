/** Random orders. */
import { asArray, iota, raise, sizeOf, sort, type ArrayLike, type NDArray } from "@fluxion/core";
import { bits32 } from "./bits.js";
import { frontAxis } from "./front-axis.js";
import { program } from "./sampler.js";
import { take } from "./take.js";
import { childOf, type Words } from "./words.js";

/** How many sorts by 32-bit keys it takes until equal keys no longer matter: the number of elements, cubed, in base 2³². */
const roundsFor = (size: number): number => Math.ceil((3 * Math.log(Math.max(1, size))) / Math.log(2 ** 32 - 1));

/** Shuffles along an axis, every line of its own, by sorting with random keys. */
export function shuffle(key: Words, x: NDArray, axis: number): NDArray {
  let shuffled = x;
  let rest = key;
  for (let round = roundsFor(sizeOf(x.shape)); round > 0; round--) {
    const keys = bits32(childOf(rest, 1), x.shape);
    rest = childOf(rest, 0);
    shuffled = sort([keys, shuffled], { axis, keys: 1 })[1] as NDArray;
  }
  return shuffled;
}

/** A random order of 0 … count − 1, as int32. */
export const shuffledIndices = (key: Words, count: number): NDArray =>
  shuffle(key, iota({ dtype: "int32", shape: [count], axis: 0 }), 0);

export interface PermutationOptions {
  /** The axis to reorder, from the end if negative; 0 if not given. */
  readonly axis?: number;
  /** Whether every line along the axis gets an order of its own; otherwise lines stay together. */
  readonly independent?: boolean;
}

const drawIndices = program<{ readonly count: number }>("permutation", (key, { count }) => shuffledIndices(key, count));
const drawOrder = program<Required<PermutationOptions>>("permutation", (key, { axis, independent }, x) => {
  const array = x as NDArray;
  if (independent || array.ndim === 1) return shuffle(key, array, axis);
  return take(array, shuffledIndices(key, array.shape[axis] as number), axis);
});

/**
 * An array in random order along an axis, or (for a number n) the integers 0 … n − 1 in random order, int32[n].
 * By repeated sorting with random keys: JAX's documentation of `jax.random.permutation`; the rounds make the probability that
 * equal keys leave a trace about 1/n.
 * @throws ArgumentError for a number that is not a count; ShapeError for an axis that x does not have
 * @example permutation(key(1), 8).tolist() // [7, 6, 3, 2, 0, 1, 5, 4]
 */
export function permutation(
  key: ArrayLike,
  x: ArrayLike,
  { axis = 0, independent = false }: PermutationOptions = {},
): NDArray {
  if (typeof x !== "number") {
    const array = asArray(x);
    return drawOrder(key, { axis: frontAxis("permutation", axis, array), independent }, array);
  }
  if (Number.isInteger(x) && x >= 0) return drawIndices(key, { count: x });
  return raise({
    code: "argument",
    what: `${x} things cannot be put in order`,
    where: "random.permutation",
    fix: "pass a count, or an array",
  });
}
