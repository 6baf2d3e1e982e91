/** Sum over axes, and its transpose: repeating along new axes. */
import { map, right, chain } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { fail } from "../errors.js";
import { checkAxes, sameShape, sizeOf, without, type Shape } from "../ir/type.js";
import { integers } from "./guard.js";
import { linear, type LinearOperation } from "./linear.js";

export interface Axes {
  readonly axes: readonly number[];
}
export interface Repeat extends Axes {
  /** Shape of the result. */
  readonly shape: Shape;
}

/** Sum over `axes`, pairwise or better. Booleans are not summed: convert them first. */
export const sum: LinearOperation<Axes> = /* @__PURE__ */ linear<Axes>("sum", {
  type: (x, { axes }) =>
    x.dtype === "bool"
      ? fail({ code: "dtype", what: "sum of booleans", where: "sum", fix: "convert them to int32 first" })
      : pipe(
          checkAxes("sum", axes, x.shape.length),
          map(() => ({ ...x, shape: without(x.shape, axes) })),
        ),
  transpose: (ct, x, { axes }) => broadcast(ct, { shape: x.shape, axes }),
  batch: ({ axes }) => ({ axes: axes.map((axis) => axis + 1) }),
  reduces: { by: "add", axes: ({ axes }) => axes },
  flops: ([x]) => (x === undefined ? 0 : sizeOf(x.shape)),
});

/** Repeats the operand along new axes: `axes` are those of the result that the operand does not have. */
export const broadcast: LinearOperation<Repeat> = /* @__PURE__ */ linear<Repeat>("broadcast", {
  type: (x, { shape, axes }) =>
    pipe(
      integers("broadcast", 0, { shape }),
      chain(() => checkAxes("broadcast", axes, shape.length)),
      chain(() =>
        sameShape(x.shape, without(shape, axes))
          ? right({ ...x, shape })
          : fail({
              code: "shape",
              what: `cannot broadcast shape [${x.shape.join(", ")}] to [${shape.join(", ")}] along new axes [${axes.join(", ")}]`,
              where: "broadcast",
              fix: "reshape first, or name other axes",
            }),
      ),
    ),
  transpose: (ct, _, { axes }) => sum(ct, { axes }),
  batch: ({ shape, axes }, size) => ({ shape: [size, ...shape], axes: axes.map((axis) => axis + 1) }),
  movesElements: true,
  freeInLoop: true,
  repeats: ({ axes }) => axes,
  sameAs: ({ params }) => (params.axes.length === 0 ? 0 : undefined),
  flops: () => 0,
});
