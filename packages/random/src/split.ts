/** Makes new keys from a key. */
import { concatenate, reshape, type ArrayLike, type NDArray, type Shape } from "@fluxion/core";
import { shapeOfDraw } from "./broadcast-to.js";
import { program } from "./sampler.js";
import { randomWords } from "./words.js";

const draw = program<{ readonly shape: Shape }>("split", (key, { shape }) => {
  const words = randomWords(key, shape).map((word) => reshape(word, { shape: [...shape, 1] }));
  return concatenate(words, { axis: shape.length });
});

/**
 * Independent new keys: uint32[n, 2] for a number, uint32[...shape, 2] for a shape. Do not use the old key again.
 * Key i is Threefry-2x32 of counter i, whatever the number of keys. Source: JAX's documentation of `jax.random.split`.
 * @throws ShapeError for a negative number
 * @example split(key(0)).shape // [2, 2]
 */
export function split(key: ArrayLike, count: number | Shape = 2): NDArray {
  return draw(key, { shape: shapeOfDraw("split", typeof count === "number" ? [count] : count, []) });
}
