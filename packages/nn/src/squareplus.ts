/** A smooth relu without exponentials. */
import type { NDArray } from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import { activationWith } from "./activation.js";

/** From here on √(x² + b) is |x| for every b of use, while x² would overflow in float32. */
const LARGE = 1e18;

const squareplusWith = /* @__PURE__ */ activationWith("squareplus", (s, x, b) => {
  const size = s.abs(x);
  const root = s.select(s.lt(size, s.lit(LARGE)), s.sqrt(s.add(s.mul(x, x), b)), size);
  // Where x is negative, x + root cancels; b/(root − x) is the same without that.
  const below = s.div(b, s.sub(root, x));
  return s.mul(s.lit(0.5), s.select(s.lt(x, s.lit(0)), below, s.add(x, root)));
});

/**
 * ½(x + √(x² + b)), in floats. `b` (4 if not given) may be an array that broadcasts, and is differentiable.
 * Source: Barron, "Squareplus: a softplus-like algebraic rectifier" (2021).
 * @example squareplus([-1e30, 0, 1e30]) // [0, 1, 1e30]
 */
export const squareplus = (x: Operand, { b = 4 }: { readonly b?: Operand } = {}): NDArray => squareplusWith(x, b);
