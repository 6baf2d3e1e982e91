/** The same elements in row-major order under another shape. */
import { chain, map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { sameShape, sizeOf, type Shape } from "../ir/type.js";
import { ensure, integers, list } from "./guard.js";
import { linear, type LinearOperation } from "./linear.js";

export interface ReshapeParams {
  readonly shape: Shape;
}

export const reshape: LinearOperation<ReshapeParams> = /* @__PURE__ */ linear<ReshapeParams>("reshape", {
  type: (x, { shape }) =>
    pipe(
      integers("reshape", 0, { shape }),
      chain(() =>
        ensure(sizeOf(shape) === sizeOf(x.shape), () => ({
          code: "shape",
          what: `cannot reshape ${list(x.shape)} (${sizeOf(x.shape)} elements) to ${list(shape)} (${sizeOf(shape)} elements)`,
          where: "reshape",
          fix: "choose a shape with the same number of elements",
        })),
      ),
      map(() => ({ ...x, shape })),
    ),
  transpose: (ct, x) => reshape(ct, { shape: x.shape }),
  batch: ({ shape }, size) => ({ shape: [size, ...shape] }),
  flops: () => 0,
  movesElements: true,
  keepsOrder: true,
  compose: (_, second) => second,
  sameAs: ({ types: [x], params }) => (x !== undefined && sameShape(x.shape, params.shape) ? 0 : undefined),
});
