/** Weighted means. */
import * as core from "@fluxion/core";
import { raise, sameShape, type NDArray } from "@fluxion/core";
import { alignAs, broadcastFitting, floatType, normalizeAxes, toArray, type Operand } from "../support/index.js";
import { mean } from "./mean.js";
import { collapse, countOver, type ReduceOptions } from "./over.js";

export interface AverageOptions extends ReduceOptions {
  /** Weights: of the array's shape, or one per element along the one axis. */
  weights?: Operand;
}

/** Weights along one axis, as an array that broadcasts. */
function spread(weights: NDArray, x: NDArray, axes: readonly number[]): NDArray {
  if (sameShape(weights.shape, x.shape)) return weights;
  const [axis] = axes;
  if (axis === undefined || axes.length > 1 || weights.ndim !== 1 || weights.size !== x.shape[axis])
    return raise({
      code: "shape",
      what: `weights of shape [${weights.shape.join(", ")}] do not fit shape [${x.shape.join(", ")}] over axes [${axes.join(", ")}]`,
      where: "average",
      fix: "give weights of the array's shape, or one weight per element along the one axis",
    });
  return core.reshape(weights, { shape: x.shape.map((size, i) => (i === axis ? size : 1)) });
}

/**
 * The mean of elements in proportion to their weights; with `returned` the result is [mean, sum of weights].
 * @example np.average([1, 2, 4], { weights: [2, 1, 1] }) // 2
 */
export function average(x: Operand, options?: AverageOptions & { returned?: false }): NDArray;
export function average(x: Operand, options: AverageOptions & { returned: true }): [NDArray, NDArray];
export function average(
  x: Operand,
  { axis, keepdims, weights, returned = false }: AverageOptions & { returned?: boolean } = {},
): NDArray | [NDArray, NDArray] {
  const array = toArray(x);
  const axes = normalizeAxes("average", axis, array.ndim);
  if (weights === undefined) {
    const result = mean(array, { axis: axes, keepdims });
    return returned ? [result, core.fullLike(result, countOver(array, axes))] : result;
  }
  const [values, factors] = alignAs([array, spread(toArray(weights), array, axes)], floatType);
  const total = collapse(core.sum, factors, axes, keepdims);
  const result = core.div(collapse(core.sum, core.mul(values, factors), axes, keepdims), total);
  return returned ? [result, broadcastFitting(total, result.shape)] : result;
}
