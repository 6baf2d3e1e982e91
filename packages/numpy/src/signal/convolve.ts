/** Convolution and correlation of arrays of any rank, as scipy.signal has them. */
import { convGeneralDilated, raise, reverse, type NDArray } from "@fluxion/core";
import { productOperands, shapesOf, type ProductOptions } from "../contract/operands.js";
import type { OverlapMode, OverlapOptions } from "../contract/convolve.js";
import { reshapeTo } from "../shape/reshape-to.js";
import { conj } from "../ufunc/complex.js";
import type { Operand } from "../support/weak.js";

/** Padding around the first operand, for a window of `n` elements along an axis. */
const PADDING: Readonly<Record<OverlapMode, (n: number) => readonly [number, number]>> = {
  full: (n) => [n - 1, n - 1],
  same: (n) => [Math.floor(n / 2), n - Math.floor(n / 2) - 1],
  valid: () => [0, 0],
};

const flipped = (x: NDArray): NDArray => reverse(x, { axes: x.shape.map((_, axis) => axis) });

/** Slides `window` over `x` without flipping it. */
function slide(where: string, x: NDArray, window: NDArray, mode: OverlapMode): NDArray {
  if (!Object.hasOwn(PADDING, mode))
    raise({ code: "argument", what: `mode is ${JSON.stringify(mode)}`, where, fix: 'use "full", "same" or "valid"' });
  const ones = x.shape.map(() => 1);
  const padding = window.shape.map((n) => PADDING[mode](n));
  const params = {
    strides: ones,
    padding,
    lhsDilation: ones,
    rhsDilation: ones,
    featureGroupCount: 1,
    batchGroupCount: 1,
  };
  const result = convGeneralDilated(
    reshapeTo(x, [1, 1, ...x.shape]),
    reshapeTo(window, [1, 1, ...window.shape]),
    params,
  );
  return reshapeTo(result, result.shape.slice(2));
}

function operandsOf(where: string, x: Operand, y: Operand, options: ProductOptions, rank?: number): [NDArray, NDArray] {
  const [a, b] = productOperands([x, y], options) as [NDArray, NDArray];
  if (a.ndim !== b.ndim || (rank !== undefined && a.ndim !== rank) || a.ndim === 0 || a.size === 0 || b.size === 0)
    raise({
      code: "shape",
      what: `shapes ${shapesOf(a, b)} cannot be convolved`,
      where,
      fix: rank === 2 ? "pass two matrices" : "pass arrays of the same number of dimensions, with elements",
    });
  return [a, b];
}

/** In mode "valid" the smaller operand is the window, whichever it is. */
function convolveArrays(where: string, [a, b]: readonly [NDArray, NDArray], mode: OverlapMode): NDArray {
  const exchange =
    mode === "valid" &&
    a.shape.every((n, axis) => n <= (b.shape[axis] as number)) &&
    a.shape.some((n, axis) => n < (b.shape[axis] as number));
  if (mode === "valid" && !exchange && a.shape.some((n, axis) => n < (b.shape[axis] as number)))
    raise({
      code: "shape",
      what: `neither of shapes ${shapesOf(a, b)} lies within the other`,
      where,
      fix: 'use mode "full" or "same"',
    });
  return exchange ? slide(where, b, flipped(a), mode) : slide(where, a, flipped(b), mode);
}

/**
 * Sums of products of `x` and the flipped `y` at every place where they meet ("full", if no mode is given), as large as `x` ("same"), or
 * only where one lies within the other ("valid"). Computed directly. A shape error if ranks differ.
 * @example np.signal.convolve([[1, 2], [3, 4]], [[1, 1]]) // [[1, 3, 2], [3, 7, 4]]
 */
export const convolve = (x: Operand, y: Operand, { mode = "full", ...options }: OverlapOptions = {}): NDArray =>
  convolveArrays("signal.convolve", operandsOf("signal.convolve", x, y, options), mode);

/**
 * The same as `convolve`; transforms are not used yet.
 * @example np.signal.fftconvolve([1, 2, 3], [1, 1]) // [1, 3, 5, 3]
 */
export const fftconvolve = (x: Operand, y: Operand, { mode = "full", ...options }: OverlapOptions = {}): NDArray =>
  convolveArrays("signal.fftconvolve", operandsOf("signal.fftconvolve", x, y, options), mode);

/**
 * Sums of products of `x` and `y` (conjugated, not flipped) at every place where they meet; modes as for `convolve`.
 * @example np.signal.correlate([1, 2, 3], [0, 1]) // [1, 2, 3, 0]
 */
export function correlate(x: Operand, y: Operand, { mode = "full", ...options }: OverlapOptions = {}): NDArray {
  const [a, b] = operandsOf("signal.correlate", x, y, options);
  return convolveArrays("signal.correlate", [a, flipped(conj(b))], mode);
}

/**
 * `convolve` for matrices.
 * @example np.signal.convolve2d([[1, 2]], [[1], [1]]) // [[1, 2], [1, 2]]
 */
export const convolve2d = (x: Operand, y: Operand, { mode = "full", ...options }: OverlapOptions = {}): NDArray =>
  convolveArrays("signal.convolve2d", operandsOf("signal.convolve2d", x, y, options, 2), mode);

/**
 * `correlate` for matrices.
 * @example np.signal.correlate2d([[1, 2]], [[1], [1]]) // [[1, 2], [1, 2]]
 */
export function correlate2d(x: Operand, y: Operand, { mode = "full", ...options }: OverlapOptions = {}): NDArray {
  const [a, b] = operandsOf("signal.correlate2d", x, y, options, 2);
  return convolveArrays("signal.correlate2d", [a, flipped(conj(b))], mode);
}
