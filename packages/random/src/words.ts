/** The words behind every draw: Threefry of a key and of one counter per element. */
import {
  add,
  broadcast,
  full,
  iota,
  mul,
  raise,
  reshape,
  sizeOf,
  slice,
  stridesOf,
  threefry2x32,
  type NDArray,
  type Shape,
} from "@fluxion/core";

/** A key's words, high and low, as uint32 scalars. */
export type Words = readonly [NDArray, NDArray];

/** Draws that belong to one larger draw: element i has counter offset + stride · i. */
export interface Part {
  readonly stride: number;
  readonly offset: number;
}
const WHOLE: Part = { stride: 1, offset: 0 };

/** The words of a uint32[2] key. */
export function wordsOf(key: NDArray): Words {
  const word = (i: number): NDArray =>
    reshape(slice(key, { starts: [i], limits: [i + 1], strides: [1] }), { shape: [] });
  return [word(0), word(1)];
}

/** Row-major positions, without leaving the shape: so that counters, bits and samples are one loop. */
function counters(shape: Shape, { stride, offset }: Part): NDArray {
  if (sizeOf(shape) * stride + offset > 2 ** 32)
    raise({
      code: "shape",
      what: `${sizeOf(shape)} elements need more than 2³² counters`,
      where: "random",
      fix: "split the key, and draw in parts",
    });
  const steps = stridesOf(shape);
  let total: NDArray | undefined = offset === 0 ? undefined : full(shape, offset, "uint32");
  shape.forEach((size, axis) => {
    if (size < 2) return;
    const index = iota({ dtype: "uint32", shape, axis });
    const step = (steps[axis] as number) * stride;
    const term = step === 1 ? index : mul(index, step);
    total = total === undefined ? term : add(total, term);
  });
  return total ?? full(shape, 0, "uint32");
}

/**
 * Two random words per element: Threefry-2x32 of the element's 64-bit row-major position, whose high word is 0 here. No element
 * depends on how many others there are, so a draw can be cut into parts.
 * Sources: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011); JAX's documentation of
 * `jax_threefry_partitionable` for the counters.
 */
export function randomWords([high, low]: Words, shape: Shape, part: Part = WHOLE): Words {
  const axes = shape.map((_, axis) => axis);
  const spread = (word: NDArray): NDArray => (axes.length === 0 ? word : broadcast(word, { shape, axes }));
  return threefry2x32(spread(high), spread(low), full(shape, 0, "uint32"), counters(shape, part));
}

/** The i-th of the keys that `split` makes. */
export const childOf = ([high, low]: Words, i: number): Words =>
  threefry2x32(high, low, full([], 0, "uint32"), full([], i, "uint32"));
