/** Whether all, or any, of some booleans hold. */
import { chain, map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { checkAxes, sizeOf, without } from "../ir/type.js";
import { elements, shift } from "./guard.js";
import type { LinearOperation } from "./linear.js";
import { nonlinear } from "./nonlinear.js";
import type { Axes } from "./reduce.js";

const logical = (name: string, by: "and" | "or"): LinearOperation<Axes> =>
  nonlinear<Axes>(name, {
    type: (x, { axes }) =>
      pipe(
        elements(name, [x], ["bool"]),
        chain(() => checkAxes(name, axes, x.shape.length)),
        map(() => ({ ...x, shape: without(x.shape, axes) })),
      ),
    batch: ({ axes }) => ({ axes: shift(axes) }),
    reduces: { by, axes: ({ axes }) => axes },
    flops: ([x]) => (x === undefined ? 0 : sizeOf(x.shape)),
  });

/** Over no elements: true. */
export const reduceAnd: LinearOperation<Axes> = logical("reduceAnd", "and");
/** Over no elements: false. */
export const reduceOr: LinearOperation<Axes> = logical("reduceOr", "or");
