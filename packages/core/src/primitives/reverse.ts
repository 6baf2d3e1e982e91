/** The elements in opposite order along some axes. */
import { map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { checkAxes } from "../ir/type.js";
import { shift } from "./guard.js";
import { linear, type LinearOperation } from "./linear.js";
import type { Axes } from "./reduce.js";

export const reverse: LinearOperation<Axes> = /* @__PURE__ */ linear<Axes>("reverse", {
  type: (x, { axes }) =>
    pipe(
      checkAxes("reverse", axes, x.shape.length),
      map(() => x),
    ),
  transpose: (ct, _, params) => reverse(ct, params),
  batch: ({ axes }) => ({ axes: shift(axes) }),
  flops: () => 0,
  movesElements: true,
});
