/** Where along an axis the largest or smallest element stands: the first of equals, and the first NaN before all others. */
import { chain, map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { checkAxes, showType, sizeOf, without } from "../ir/type.js";
import { elements, ensure } from "./guard.js";
import type { LinearOperation } from "./linear.js";
import { nonlinear } from "./nonlinear.js";

export interface Axis {
  readonly axis: number;
}

const argument = (name: string): LinearOperation<Axis> =>
  nonlinear<Axis>(name, {
    type: (x, { axis }) =>
      pipe(
        elements(name, [x], ["bool", "int", "uint", "float"]),
        chain(() => checkAxes(name, [axis], x.shape.length)),
        chain(() =>
          ensure(x.shape[axis] !== 0, () => ({
            code: "shape",
            what: `axis ${axis} of ${showType(x)} is empty, so no element is the ${name === "argmax" ? "largest" : "smallest"}`,
            where: name,
            fix: "pass an array with at least one element along the axis",
          })),
        ),
        map(() => ({ dtype: "int32", shape: without(x.shape, [axis]) })),
      ),
    batch: ({ axis }) => ({ axis: axis + 1 }),
    flops: ([x]) => (x === undefined ? 0 : sizeOf(x.shape)),
  });

export const argmax: LinearOperation<Axis> = argument("argmax");
export const argmin: LinearOperation<Axis> = argument("argmin");
