/** Convolution and correlation of lists. */
import { convGeneralDilated, raise, reverse, type NDArray } from "@fluxion/core";
import { reshapeTo } from "../shape/reshape-to.js";
import { conj } from "../ufunc/complex.js";
import type { Operand } from "../support/weak.js";
import { productOperands, shapesOf, type ProductOptions } from "./operands.js";

/** "full": wherever the lists meet; "same": as long as the longer list; "valid": where the shorter lies within the longer. */
export type OverlapMode = "full" | "same" | "valid";

const PADDING: Readonly<Record<OverlapMode, (n: number) => readonly [number, number]>> = {
  full: (n) => [n - 1, n - 1],
  same: (n) => [Math.floor(n / 2), n - Math.floor(n / 2) - 1],
  valid: () => [0, 0],
};

function slide(where: string, long: NDArray, short: NDArray, mode: OverlapMode): NDArray {
  if (!Object.hasOwn(PADDING, mode))
    raise({ code: "argument", what: `mode is ${JSON.stringify(mode)}`, where, fix: 'use "full", "same" or "valid"' });
  const result = convGeneralDilated(reshapeTo(long, [1, 1, long.size]), reshapeTo(short, [1, 1, short.size]), {
    strides: [1],
    padding: [PADDING[mode](short.size)],
    lhsDilation: [1],
    rhsDilation: [1],
    featureGroupCount: 1,
    batchGroupCount: 1,
  });
  return reshapeTo(result, [result.size]);
}

function lists(where: string, x: Operand, y: Operand, options: ProductOptions): [NDArray, NDArray] {
  const [a, b] = productOperands([x, y], options) as [NDArray, NDArray];
  if (a.ndim !== 1 || b.ndim !== 1 || a.size === 0 || b.size === 0)
    raise({
      code: "shape",
      what: `two lists of at least one element are needed, got shapes ${shapesOf(a, b)}`,
      where,
      fix: "pass arrays of one dimension",
    });
  return [a, b];
}

const backwards = (x: NDArray): NDArray => reverse(x, { axes: [0] });

export interface OverlapOptions extends ProductOptions {
  readonly mode?: OverlapMode;
}

/**
 * Sums over k of x[k] · y[n − k]; [n] and [m] give n + m − 1 elements in mode "full" (if not given). A shape error for other
 * than non-empty lists.
 * @example np.convolve([1, 2, 3], [1, 1]) // [1, 3, 5, 3]
 */
export function convolve(x: Operand, y: Operand, { mode = "full", ...options }: OverlapOptions = {}): NDArray {
  const [a, b] = lists("convolve", x, y, options);
  const [long, short] = a.size >= b.size ? [a, b] : [b, a];
  return slide("convolve", long, backwards(short), mode);
}

/**
 * Sums over k of x[n + k] · conj(y[k]), in mode "valid" if not given. A shape error for other than non-empty lists.
 * @example np.correlate([1, 2, 3], [1, 1]) // [3, 5]
 */
export function correlate(x: Operand, y: Operand, { mode = "valid", ...options }: OverlapOptions = {}): NDArray {
  const [a, b] = lists("correlate", x, y, options);
  return a.size >= b.size ? slide("correlate", a, conj(b), mode) : backwards(slide("correlate", conj(b), a, mode));
}
