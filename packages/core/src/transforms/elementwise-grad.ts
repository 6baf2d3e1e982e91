/** Derivatives of functions that treat elements apart, all at once. */
import type { NDArray } from "../ir/value.js";
import { raise } from "../errors.js";
import { isFloat } from "../ir/type.js";
import { add } from "../primitives/arithmetic.js";
import { sum } from "../primitives/reduce.js";
import { flattenArrays, type AnyFunction } from "./call.js";
import { grad, type GradOptions } from "./grad.js";

const totalOf = (result: unknown): NDArray => {
  const floats = flattenArrays("elementwiseGrad", result).leaves.filter(({ dtype }) => isFloat(dtype));
  if (floats.length === 0)
    raise({
      code: "dtype",
      what: "the function has no result of floats",
      where: "elementwiseGrad",
      fix: "return at least one array of floats",
    });
  return floats.map((y) => sum(y, { axes: y.shape.map((_, axis) => axis) })).reduce((total, y) => add(total, y));
};

/**
 * The derivative of each element of the result by the element in its place: the column sums of the Jacobian, which is the
 * derivative of an elementwise function. As Autograd's elementwise_grad; it accepts `argnums` and `hasAux` as `grad` does.
 * @example elementwiseGrad((x) => np.square(x))([1, 2, 3]) // [2, 4, 6]
 */
export const elementwiseGrad: typeof grad = ((f: AnyFunction, options: GradOptions = {}) =>
  grad(
    ((...args: never[]): unknown => {
      const result = f(...args);
      if (options.hasAux !== true) return totalOf(result);
      const [main, aux] = result as [unknown, unknown];
      return [totalOf(main), aux];
    }) as never,
    options as never,
  )) as unknown as typeof grad;
