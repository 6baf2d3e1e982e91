/** Sums and extremes over windows that slide over all axes. */
import { chain, map, type Either } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type { Failure } from "../errors.js";
import type { Primitive } from "../ir/primitive.js";
import { sizeOf, type ArrayType, type Kind } from "../ir/type.js";
import { elements } from "./guard.js";
import { linear, type LinearOperation } from "./linear.js";
import { nonlinear } from "./nonlinear.js";
import { NUMBERS, REAL } from "./pointwise.js";
import { checkGeometry, places, transposedPadding, type WindowParams } from "./window-geometry.js";
import { takeWinners } from "./window-winners.js";

const typeOfWindow = (
  where: string,
  x: ArrayType,
  kinds: readonly Kind[],
  params: WindowParams,
): Either<Failure, ArrayType> =>
  pipe(
    elements(where, [x], kinds),
    chain(() => checkGeometry(where, x.shape.length, params.window, params)),
    map(() => ({ ...x, shape: places(x.shape, params.window, params) })),
  );

const inFront = ({ window, strides, padding, baseDilation, windowDilation }: WindowParams): WindowParams => ({
  window: [1, ...window],
  strides: [1, ...strides],
  padding: [[0, 0], ...padding],
  baseDilation: [1, ...baseDilation],
  windowDilation: [1, ...windowDilation],
});

const flops: Primitive<WindowParams>["flops"] = (_, { window }, [result]) =>
  result === undefined ? 0 : sizeOf(result.shape) * sizeOf(window);

/** Sum of every window. The transpose sums windows over the cotangent, with strides and dilation of the base exchanged. */
export const reduceWindowSum: LinearOperation<WindowParams> = /* @__PURE__ */ linear<WindowParams>("reduceWindowSum", {
  type: (x, params) => typeOfWindow("reduceWindowSum", x, NUMBERS, params),
  transpose: (ct, x, params) =>
    reduceWindowSum(ct, {
      window: params.window,
      strides: params.baseDilation,
      padding: transposedPadding(x.shape, params.window, ct.shape, params),
      baseDilation: params.strides,
      windowDilation: params.windowDilation,
    }),
  batch: inFront,
  flops,
});

const windowExtreme = (name: string, direction: "max" | "min"): LinearOperation<WindowParams> =>
  nonlinear<WindowParams>(name, {
    type: (x, params) => typeOfWindow(name, x, REAL, params),
    jvp: (t, x, ans, { params }) => (x.size === 0 || ans.size === 0 ? null : takeWinners(t, x, params, direction)),
    batch: inFront,
    flops,
  });

/** The largest of every window; the first of equals (in row-major order) gets the derivative. */
export const reduceWindowMax: LinearOperation<WindowParams> = windowExtreme("reduceWindowMax", "max");
/** The smallest of every window; the first of equals (in row-major order) gets the derivative. */
export const reduceWindowMin: LinearOperation<WindowParams> = windowExtreme("reduceWindowMin", "min");
