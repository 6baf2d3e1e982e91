/** Normal random numbers between two bounds. */
import {
  div,
  erf,
  erfInv,
  max,
  min,
  mul,
  nextafter,
  stopGradient,
  sub,
  type ArrayLike,
  type NDArray,
} from "@fluxion/core";
import { broadcastTo } from "./broadcast-to.js";
import { floats, type FloatOptions } from "./sampler.js";
import { above } from "./uniform.js";

const inside = (bound: NDArray, direction: number): NDArray => nextafter(stopGradient(bound), direction);

const draw = floats("truncatedNormal", (key, type, ...bounds) => {
  const [lower, upper] = bounds as [NDArray, NDArray];
  const [low, high] = [erf(div(lower, Math.SQRT2)), erf(div(upper, Math.SQRT2))];
  const [least, largest] = [inside(lower, Infinity), inside(upper, -Infinity)].map((x) =>
    broadcastTo(x, type.shape),
  ) as [NDArray, NDArray];
  return min(max(mul(erfInv(above(key, type, low, sub(high, low))), Math.SQRT2), least), largest);
});

/**
 * Numbers of the standard normal distribution restricted to (lower, upper); of `shape`, or the shape the bounds broadcast to.
 * Differentiable in the bounds. By inversion: Devroye, "Non-Uniform Random Variate Generation" (1986), II.2.2.
 * @throws ShapeError if the bounds do not broadcast to the shape
 * @example truncatedNormal(key(0), -2, 2, { shape: [3] })
 */
export const truncatedNormal = (
  key: ArrayLike,
  lower: ArrayLike,
  upper: ArrayLike,
  options: FloatOptions = {},
): NDArray => draw(key, options, lower, upper);
