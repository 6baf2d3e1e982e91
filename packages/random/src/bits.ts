/** Uniform random bits. */
import { convert, raise, xor, type ArrayLike, type NDArray, type Shape } from "@fluxion/core";
import { shapeOfDraw } from "./broadcast-to.js";
import { program } from "./sampler.js";
import { randomWords, type Part, type Words } from "./words.js";

/** 32 random bits per element. */
export function bits32(key: Words, shape: Shape, part?: Part): NDArray {
  const [high, low] = randomWords(key, shape, part);
  return xor(high, low);
}

export interface BitsOptions {
  /** [] if not given. */
  readonly shape?: Shape;
  /** uint32 if not given. */
  readonly dtype?: "uint8" | "uint32";
}

/** Narrow bits are the lowest of 32. */
const draw = program<Required<BitsOptions>>("bits", (key, { shape, dtype }) => {
  const wide = bits32(key, shape);
  return dtype === "uint32" ? wide : convert(wide, { dtype });
});

/**
 * Integers of 8 or 32 bits, every value equally likely: the words of Threefry-2x32, xored.
 * @throws DTypeError unless the type is uint8 or uint32
 * @example bits(key(0), { shape: [2] }).tolist() // [4070199207, 4202968722]
 */
export function bits(key: ArrayLike, { shape, dtype = "uint32" }: BitsOptions = {}): NDArray {
  if (dtype !== "uint8" && dtype !== "uint32")
    raise({
      code: "dtype",
      what: `random bits are unsigned, not ${String(dtype)}`,
      where: "random.bits",
      fix: "choose uint32 or uint8",
    });
  return draw(key, { shape: shapeOfDraw("bits", shape, []), dtype });
}
