/** Convolution (cross-correlation) over any number of spatial axes, with strides, padding, dilations and groups. */
import { chain, map, type Either } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type { Failure } from "../errors.js";
import { showType, sizeOf, type ArrayType, type Shape } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { bilinear, type BilinearOperation } from "./bilinear.js";
import { zeros } from "./constant.js";
import { elements, ensure } from "./guard.js";
import { NUMBERS } from "./pointwise.js";
import { reshape } from "./reshape.js";
import { reverse } from "./reverse.js";
import { moveAxis, transpose } from "./transpose.js";
import { checkGeometry, dilated, places, transposedPadding, type Geometry, type Padding } from "./window-geometry.js";

export interface ConvParams {
  readonly strides: readonly number[];
  /** Zeros before and after every spatial axis; negative amounts cut off. */
  readonly padding: Padding;
  readonly lhsDilation: readonly number[];
  readonly rhsDilation: readonly number[];
  /** Groups of input features, each with its own group of output features. */
  readonly featureGroupCount: number;
  /** Groups of the batch, each with its own group of output features. */
  readonly batchGroupCount: number;
}

const geometry = ({ strides, padding, lhsDilation, rhsDilation }: ConvParams): Geometry => ({
  strides,
  padding,
  baseDilation: lhsDilation,
  windowDilation: rhsDilation,
});

function typeOfConv(x: ArrayType, w: ArrayType, params: ConvParams): Either<Failure, ArrayType> {
  const where = "convGeneralDilated";
  const { featureGroupCount: groups, batchGroupCount: batches } = params;
  const [n = 0, c = 0, ...space] = x.shape;
  const [o = 0, i = 0, ...window] = w.shape;
  return pipe(
    elements(where, [x, w], NUMBERS),
    chain(() =>
      ensure(x.shape.length >= 2 && x.shape.length === w.shape.length, () => ({
        code: "shape",
        what: `operands are ${showType(x)} and ${showType(w)}, but they must have the same number of axes: [N, C, …space] and [O, I, …window]`,
        where,
        fix: "transpose or reshape them to these layouts",
      })),
    ),
    chain(() => checkGeometry(where, space.length, window, geometry(params))),
    chain(() =>
      ensure(
        groups >= 1 &&
          batches >= 1 &&
          Math.min(groups, batches) === 1 &&
          n % batches === 0 &&
          o % (groups * batches) === 0,
        () => ({
          code: "argument",
          what: `featureGroupCount ${groups} and batchGroupCount ${batches} do not divide batch size ${n} and ${o} output features (and one of them must be 1)`,
          where,
          fix: "make the output features a multiple of the groups, and the batch a multiple of batchGroupCount",
        }),
      ),
    ),
    chain(() =>
      ensure(i * groups === c, () => ({
        code: "shape",
        what: `${showType(x)} has ${c} input features, but ${showType(w)} takes ${i}${groups > 1 ? ` in each of ${groups} groups` : ""}`,
        where,
        fix: "make the second axis of the window the input features divided by featureGroupCount",
      })),
    ),
    map(() => ({ dtype: x.dtype, shape: [n / batches, o, ...places(space, window, geometry(params))] })),
  );
}

const spatial = (x: { shape: Shape }): Shape => x.shape.slice(2);
const swap = (x: NDArray): NDArray => transpose(x, { permutation: [1, 0, ...spatial(x).map((_, i) => i + 2)] });

/** Splits axis 0 in two: [a, b, …]. */
const split = (x: NDArray, first: number): NDArray =>
  reshape(x, { shape: [first, (x.shape[0] as number) / first, ...x.shape.slice(1)] });
/** Joins axes `axis` and `axis + 1`. */
const join = (x: NDArray, axis: number): NDArray =>
  reshape(x, {
    shape: [
      ...x.shape.slice(0, axis),
      (x.shape[axis] as number) * (x.shape[axis + 1] as number),
      ...x.shape.slice(axis + 2),
    ],
  });
/** Exchanges neighbouring axes. */
const exchange = (x: NDArray, axis: number): NDArray => moveAxis(x, axis, axis + 1);

/** [g·o, i, …] → [g·i, o, …], flipped: the window that carries cotangents back. */
function backwardWindow(w: NDArray, groups: number): NDArray {
  const turned = groups === 1 ? swap(w) : join(exchange(split(w, groups), 1), 0);
  return reverse(turned, { axes: spatial(w).map((_, i) => i + 2) });
}

function leftCotangent(ct: NDArray, w: NDArray, x: ArrayType, params: ConvParams): NDArray {
  const { batchGroupCount: batches, featureGroupCount } = params;
  const groups = featureGroupCount * batches;
  const back = convGeneralDilated(ct, backwardWindow(w, groups), {
    strides: params.lhsDilation,
    padding: transposedPadding(spatial(x), spatial(w), spatial(ct), geometry(params)),
    lhsDilation: params.strides,
    rhsDilation: params.rhsDilation,
    featureGroupCount: groups,
    batchGroupCount: 1,
  });
  if (batches === 1) return back;
  const apart = reshape(back, { shape: [back.shape[0] as number, batches, x.shape[1] as number, ...spatial(x)] });
  return join(exchange(apart, 0), 0);
}

/** The batch and the features exchange roles, and so do their groups. */
function rightCotangent(ct: NDArray, x: NDArray, w: ArrayType, params: ConvParams): NDArray {
  const { strides, lhsDilation, rhsDilation } = params;
  if (sizeOf(x.shape) === 0 || sizeOf(ct.shape) === 0) return zeros(w);
  const padding = spatial(w).map((k, i) => {
    const [low] = params.padding[i] as readonly [number, number];
    const room =
      dilated(ct.shape[i + 2] as number, strides[i] as number) -
      dilated(x.shape[i + 2] as number, lhsDilation[i] as number);
    return [low, room + dilated(k, rhsDilation[i] as number) - low - 1] as const;
  });
  return swap(
    convGeneralDilated(swap(x), swap(ct), {
      strides: rhsDilation,
      padding,
      lhsDilation,
      rhsDilation: strides,
      featureGroupCount: params.batchGroupCount,
      batchGroupCount: params.featureGroupCount,
    }),
  );
}

/** [B·o-groups …]: takes the lanes out of the output features, where they lie inside each of `groups`, to the front. */
function lanesFromFeatures(result: NDArray, groups: number, size: number): NDArray {
  const [n = 0, o = 0, ...space] = result.shape;
  const apart = reshape(result, { shape: [n, groups, size, o / (groups * size), ...space] });
  return join(moveAxis(apart, 2, 0), 2);
}

/** `x`: [N, C, …space], `w`: [O, I, …window] → [N, O, …places]. */
export const convGeneralDilated: BilinearOperation<ConvParams> = /* @__PURE__ */ bilinear<ConvParams>(
  "convGeneralDilated",
  {
    type: typeOfConv,
    left: leftCotangent,
    right: rightCotangent,
    batch: {
      both(x, w, params) {
        const size = x.shape[0] as number;
        const { batchGroupCount: batches, featureGroupCount: groups } = params;
        const lanes = batches > 1 ? { batchGroupCount: size * batches } : { featureGroupCount: size * groups };
        const lhs = batches > 1 ? join(x, 0) : join(exchange(x, 0), 1);
        const result = convGeneralDilated(lhs, join(w, 0), { ...params, ...lanes });
        return lanesFromFeatures(result, 1, size);
      },
      left(x, w, params) {
        const [size = 0] = x.shape;
        const { batchGroupCount: batches } = params;
        const apart =
          batches === 1
            ? x
            : join(
                exchange(
                  reshape(x, { shape: [size, batches, (x.shape[1] as number) / batches, ...x.shape.slice(2)] }),
                  0,
                ),
                1,
              );
        const result = convGeneralDilated(batches === 1 ? join(x, 0) : join(apart, 0), w, params);
        return split(result, size);
      },
      right(x, w, params) {
        const size = w.shape[0] as number;
        const groups = params.featureGroupCount * params.batchGroupCount;
        const [, o = 0, ...rest] = w.shape;
        const inside = exchange(reshape(w, { shape: [size, groups, o / groups, ...rest] }), 0);
        const result = convGeneralDilated(x, join(join(inside, 1), 0), params);
        return lanesFromFeatures(result, groups, size);
      },
    },
    flops: (_, w, __, { shape }) => 2 * sizeOf(shape) * sizeOf(w.shape.slice(1)),
  },
);
