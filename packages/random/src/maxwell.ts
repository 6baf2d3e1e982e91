/** Lengths of random vectors. */
import { add, sqrt, square, type ArrayLike, type NDArray } from "@fluxion/core";
import { standardNormal } from "./normal.js";
import { floats, type FloatOptions } from "./sampler.js";

const draw = floats("maxwell", (key, type) => {
  const squared = (offset: number): NDArray => square(standardNormal(key, type, { stride: 3, offset }));
  return sqrt(add(add(squared(0), squared(1)), squared(2)));
});

/**
 * Lengths of vectors in space whose three coordinates are standard normal: a draw of shape [...shape, 3], without storing it.
 * Source: Maxwell, "Illustrations of the dynamical theory of gases" (1860).
 * @throws DTypeError for types that are not floats
 * @example maxwell(key(0), { shape: [4] })
 */
export const maxwell = (key: ArrayLike, options: FloatOptions = {}): NDArray => draw(key, options);
