/** The Threefry-2x32 function itself, for a key and any counters. */
import {
  asArray,
  concatenate,
  dtypeOfTypedArray,
  pad,
  raise,
  reshape,
  sliceAxis,
  threefry2x32 as cipher,
  broadcast,
  fullLike,
  type ArrayLike,
  type NDArray,
} from "@fluxion/core";
import { asKey } from "./key.js";
import { wordsOf } from "./words.js";

/**
 * Threefry-2x32 with 20 rounds of `count`, uint32 of any shape, under a uint32[2] key. The first half of the counters are the
 * first words of the blocks, the second half the second words, and so for the results; an odd count is filled up with a zero.
 * Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011).
 * @throws DTypeError unless key and count are uint32
 * @example threefry2x32(key(0), new Uint32Array([0, 0])).tolist() // [1797259609, 2579123966]
 */
export function threefry2x32(key: ArrayLike, count: ArrayLike): NDArray {
  const [high, low] = wordsOf(asKey("threefry2x32", key));
  const counts = dtypeOfTypedArray(count) === undefined ? asArray(count, "uint32") : asArray(count);
  if (counts.dtype !== "uint32")
    raise({
      code: "dtype",
      what: `counters are uint32, got ${counts.dtype}`,
      where: "random.threefry2x32",
      fix: "convert them to uint32",
    });
  const { size, shape } = counts;
  const half = Math.ceil(size / 2);
  const flat = reshape(counts, { shape: [size] });
  const even =
    size % 2 === 0 ? flat : pad(flat, fullLike(flat, 0, "uint32", []), { low: [0], high: [1], interior: [0] });
  const spread = (word: NDArray): NDArray => broadcast(word, { shape: [half], axes: [0] });
  const words = cipher(spread(high), spread(low), sliceAxis(even, 0, 0, half), sliceAxis(even, 0, half, 2 * half));
  return reshape(sliceAxis(concatenate(words, { axis: 0 }), 0, 0, size), { shape });
}
