/** Mixes a number into a key. */
import {
  asArray,
  concatenate,
  convert,
  full,
  isInteger,
  raise,
  reshape,
  threefry2x32,
  type ArrayLike,
  type NDArray,
} from "@fluxion/core";
import { asKey } from "./key.js";
import { program, scalarLike } from "./sampler.js";

const draw = program<object>("foldIn", ([high, low], _, data) => {
  const count = convert(data as NDArray, { dtype: "uint32" });
  const words = threefry2x32(high, low, full([], 0, "uint32"), count);
  return concatenate(
    words.map((word) => reshape(word, { shape: [1] })),
    { axis: 0 },
  );
});

function dataArray(key: NDArray, data: ArrayLike): NDArray {
  if (typeof data !== "number") return asArray(data, "int32");
  if (Number.isInteger(data) && data >= -(2 ** 31) && data < 2 ** 32) return scalarLike(key, data >>> 0, "uint32");
  return raise({
    code: "argument",
    what: `${data} is not an integer of 32 bits`,
    where: "random.foldIn",
    fix: "fold in parts: foldIn(foldIn(key, high), low)",
  });
}

/**
 * A new key, uint32[2], for a key and an integer of 32 bits (which may be traced): a stream per step, layer or worker, without
 * keeping a list of keys. It is the key that `split` has at that place.
 * Source: JAX's documentation of `jax.random.fold_in`.
 * @throws ArgumentError for a number that is not an integer of 32 bits; DTypeError or ShapeError for an array that is no integer scalar
 * @example foldIn(key(0), 7).tolist() // [2716826189, 292468403]
 */
export function foldIn(key: ArrayLike, data: ArrayLike): NDArray {
  const from = asKey("foldIn", key);
  const array = dataArray(from, data);
  if (array.ndim !== 0 || !isInteger(array.dtype))
    raise({
      code: array.ndim === 0 ? "dtype" : "shape",
      what: `${array.dtype}[${array.shape.join(", ")}] cannot be folded into a key`,
      where: "random.foldIn",
      fix: "pass one integer; vmap over many",
    });
  return draw(from, {}, array);
}
