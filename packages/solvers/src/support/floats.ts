/** Trees of floats: integers and booleans become float32, as in a division. */
import { asArray, isComplex, isFloat, raise, tree, type Arrays, type DType } from "@fluxion/core";
import * as np from "@fluxion/numpy";

/**
 * The tree with float leaves, at least as wide as `beside`; plain numbers take its element type. Lists are trees here: an array is an
 * NDArray, a typed array or a number.
 */
export function floats<T>(where: string, given: T, beside: DType = "bool"): Arrays<T> {
  return tree.map((leaf: unknown) => {
    const array = asArray(leaf);
    const own = typeof leaf === "number" && isFloat(beside) ? beside : array.dtype;
    const dtype = np.promoteTypes(own, beside);
    if (isComplex(dtype))
      return raise({
        code: "dtype",
        what: `an array of ${dtype} was given, but the iteration is one of real numbers`,
        where,
        fix: "solve for real and imaginary parts",
      });
    return np.astype(array, isFloat(dtype) ? dtype : "float32");
  }, given) as Arrays<T>;
}
