/** Convolutions with layouts and named padding, under lax's names. They do not flip the window. */
import { convGeneralDilated as conv, raise, reverse, type NDArray } from "@fluxion/core";
import { productOperands, shapesOf, type ProductOptions } from "../contract/operands.js";
import { permute } from "../shape/permute.js";
import type { Operand } from "../support/weak.js";
import { readLayouts, type ConvDimensionNumbers } from "./conv-dimensions.js";
import { dilatedSizes, windowPadding, type WindowPadding } from "./window-padding.js";

export interface ConvOptions extends ProductOptions {
  /** Steps of the window along each spatial axis; 1 if not given. */
  readonly windowStrides?: readonly number[] | null;
  /** "VALID" if not given. */
  readonly padding?: WindowPadding;
  /** Distance between neighbouring elements of the operand (with zeros between) and of the window. */
  readonly lhsDilation?: readonly number[] | null;
  readonly rhsDilation?: readonly number[] | null;
  /** Layouts; ["NCHW", "OIHW", "NCHW"] (for other ranks alike) if not given. */
  readonly dimensionNumbers?: ConvDimensionNumbers | null;
  readonly featureGroupCount?: number;
  readonly batchGroupCount?: number;
}

function ranks(where: string, lhs: NDArray, rhs: NDArray): number {
  if (lhs.ndim < 2 || lhs.ndim !== rhs.ndim)
    raise({
      code: "shape",
      what: `operands of shapes ${shapesOf(lhs, rhs)} cannot be convolved`,
      where,
      fix: "give both a batch (or output feature) axis, a feature axis and the same number of spatial axes",
    });
  return lhs.ndim;
}

/**
 * The window slid over the operand: sums of products over input features and the window. Results are in the layout asked for.
 * Typed errors: shapes, features or groups that do not fit.
 * @example np.lax.convGeneralDilated([[[1, 2, 3]]], [[[1, 1]]], { padding: "SAME" }) // [[[3, 5, 3]]]
 */
export function convGeneralDilated(lhs: Operand, rhs: Operand, options: ConvOptions = {}): NDArray {
  const { padding = "VALID", featureGroupCount = 1, batchGroupCount = 1 } = options;
  const where = "convGeneralDilated";
  const [x, w] = productOperands([lhs, rhs], options) as [NDArray, NDArray];
  const layouts = readLayouts(where, ranks(where, x, w), options.dimensionNumbers);
  const [base, window] = [layouts.lhs(x), layouts.rhs(w)];
  const each = (given: readonly number[] | null | undefined): readonly number[] =>
    given ?? base.shape.slice(2).map(() => 1);
  const [strides, lhsDilation, rhsDilation] = [
    each(options.windowStrides),
    each(options.lhsDilation),
    each(options.rhsDilation),
  ];
  const sliding = {
    base: dilatedSizes(base.shape.slice(2), lhsDilation),
    window: dilatedSizes(window.shape.slice(2), rhsDilation),
    strides,
  };
  return layouts.out(
    conv(base, window, {
      strides,
      padding: windowPadding(where, padding, sliding),
      lhsDilation,
      rhsDilation,
      featureGroupCount,
      batchGroupCount,
    }),
  );
}

export interface ConvTransposeOptions extends ProductOptions {
  /** How much larger the result becomes along each spatial axis; 1 if not given. */
  readonly strides?: readonly number[] | null;
  /** "VALID" if not given: names as the convolution has them whose transpose this is; amounts as for the dilated operand. */
  readonly padding?: WindowPadding;
  readonly rhsDilation?: readonly number[] | null;
  /** Layouts; features last ("NHWC", "HWIO", "NHWC", for other ranks alike) if not given. */
  readonly dimensionNumbers?: ConvDimensionNumbers | null;
  /** Flips the window and exchanges its features: the transpose of the convolution with that window. */
  readonly transposeKernel?: boolean;
}

/** Amounts around the dilated operand, so that a convolution with that padding (and stride) has this transpose. */
function transposedPads(window: number, stride: number, name: string): readonly [number, number] {
  if (name === "SAME") {
    const total = window + stride - 2;
    const before = stride > window - 1 ? window - 1 : Math.ceil(total / 2);
    return [before, total - before];
  }
  return [window - 1, stride - 1 + Math.max(window - stride, 0)];
}

function lastFeatures(rank: number): ConvDimensionNumbers {
  const space =
    rank - 2 <= 3 ? "DHW".slice(3 - (rank - 2)) : Array.from({ length: rank - 2 }, (_, i) => String(i)).join("");
  return [`N${space}C`, `${space}IO`, `N${space}C`];
}

/**
 * A convolution that makes spatial axes larger: the operand with `strides − 1` zeros between its elements, convolved.
 * @example np.lax.convTranspose([[[1], [2]]], [[[1]], [[1]]], { strides: [2] }) // [[[1], [1], [2], [2]]]
 */
export function convTranspose(lhs: Operand, rhs: Operand, options: ConvTransposeOptions = {}): NDArray {
  const { padding = "VALID", transposeKernel = false } = options;
  const where = "convTranspose";
  const [x, w] = productOperands([lhs, rhs], options) as [NDArray, NDArray];
  const layouts = readLayouts(where, ranks(where, x, w), options.dimensionNumbers ?? lastFeatures(x.ndim));
  const [base, given] = [layouts.lhs(x), layouts.rhs(w)];
  const spatial = given.shape.slice(2).map((_, i) => i + 2);
  const window = transposeKernel ? reverse(permute(given, [1, 0, ...spatial]), { axes: spatial }) : given;
  const ones = spatial.map(() => 1);
  const strides = options.strides ?? ones;
  const rhsDilation = options.rhsDilation ?? ones;
  const sizes = dilatedSizes(window.shape.slice(2), rhsDilation);
  const name = typeof padding === "string" ? padding.toUpperCase() : "";
  if (typeof padding === "string" && name !== "SAME" && name !== "VALID")
    raise({
      code: "argument",
      what: `padding is ${JSON.stringify(padding)}`,
      where,
      fix: 'use "SAME", "VALID", or [low, high] for each axis',
    });
  const pads =
    typeof padding === "string" ? sizes.map((size, i) => transposedPads(size, strides[i] as number, name)) : padding;
  return layouts.out(
    conv(base, window, {
      strides: ones,
      padding: pads,
      lhsDilation: strides,
      rhsDilation,
      featureGroupCount: 1,
      batchGroupCount: 1,
    }),
  );
}
