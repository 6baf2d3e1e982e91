/** Random numbers with a triangle for a density. */
import { add, div, lt, mul, select, sqrt, sub, type ArrayLike, type NDArray } from "@fluxion/core";
import { broadcastTo } from "./broadcast-to.js";
import { floats, type FloatOptions } from "./sampler.js";
import { unit } from "./uniform.js";

const draw = floats("triangular", (key, type, ...parameters) => {
  const [left, mode, right] = parameters as [NDArray, NDArray, NDArray];
  const wide = (x: NDArray): NDArray => broadcastTo(x, type.shape);
  const u = unit(key, type);
  const width = sub(right, left);
  const rising = add(sqrt(mul(mul(u, wide(width)), wide(sub(mode, left)))), wide(left));
  const falling = sub(wide(right), sqrt(mul(mul(sub(1, u), wide(width)), wide(sub(right, mode)))));
  return select(lt(u, wide(div(sub(mode, left), width))), rising, falling);
});

/**
 * Numbers in [left, right] whose density rises linearly up to `mode` and falls from there. Of `shape`, or the shape that the
 * parameters broadcast to. By inversion: Devroye, "Non-Uniform Random Variate Generation" (1986), II.2, table of inverses.
 * @throws ShapeError if the parameters do not broadcast to the shape
 * @example triangular(key(0), 0, 0.3, 1, { shape: [4] })
 */
export const triangular = (
  key: ArrayLike,
  left: ArrayLike,
  mode: ArrayLike,
  right: ArrayLike,
  options: FloatOptions = {},
): NDArray => draw(key, options, left, mode, right);
