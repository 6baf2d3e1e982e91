/** Makes keys: two words of 32 bits that stand for a whole stream of random numbers. */
import {
  asArray,
  concatenate,
  convert,
  describe,
  dtypeOfTypedArray,
  fullLike,
  isInteger,
  NDArray,
  raise,
  reshape,
  type ArrayLike,
} from "@fluxion/core";

const INT32_MIN = -(2 ** 31);

/** Seeds from −2³¹ on fill the low word, as JAX's 32-bit seeds do; others both words, in two's complement. */
function wordsOfSeed(seed: number | bigint): readonly [number, number] {
  if (typeof seed !== "bigint" && !Number.isSafeInteger(seed))
    return raise({
      code: "argument",
      what: `the seed, ${typeof seed === "number" ? seed : describe(seed)}, is not an exact integer`,
      where: "random.key",
      fix: "pass an integer; beyond 2⁵³ a bigint",
    });
  const bits = BigInt.asUintN(64, BigInt(seed));
  const low = Number(bits & 0xffffffffn);
  return [seed < 0 && seed >= INT32_MIN ? 0 : Number(bits >> 32n), low];
}

function keyOfArray(seed: NDArray): NDArray {
  if (seed.ndim !== 0 || !isInteger(seed.dtype))
    return raise({
      code: seed.ndim === 0 ? "dtype" : "shape",
      what: `the seed is ${seed.dtype}[${seed.shape.join(", ")}], but must be one integer`,
      where: "random.key",
      fix: "pass an int32 or uint32 scalar; vmap key over many seeds",
    });
  const low = reshape(convert(seed, { dtype: "uint32" }), { shape: [1] });
  return concatenate([fullLike(low, 0), low], { axis: 0 });
}

/**
 * The key of a seed: uint32[2]. The same key always gives the same numbers: make new ones with `split` or `foldIn`.
 * Seeds of more than 32 bits (numbers up to 2⁵³, bigints up to 64 bits) fill the high word as well; an integer scalar array
 * may be traced.
 * @throws ArgumentError for numbers that are not integers; ShapeError and DTypeError for arrays that are not integer scalars
 * @example key(42).tolist() // [0, 42]
 */
export function key(seed: number | bigint | NDArray): NDArray {
  return seed instanceof NDArray ? keyOfArray(seed) : asArray(Uint32Array.from(wordsOfSeed(seed)));
}

/** The older name of `key`. */
export const PRNGKey: typeof key = key;

/** What users may pass for a key, as uint32[2]. */
export function asKey(where: string, value: ArrayLike): NDArray {
  const array = dtypeOfTypedArray(value) === undefined ? asArray(value, "uint32") : asArray(value);
  if (array.dtype === "uint32" && array.ndim === 1 && array.shape[0] === 2) return array;
  return raise({
    code: array.dtype === "uint32" ? "shape" : "dtype",
    what: `a key is uint32[2], got ${array.dtype}[${array.shape.join(", ")}]`,
    where: `random.${where}`,
    fix: "make a key with random.key(seed), and use vmap for many keys at once",
  });
}
