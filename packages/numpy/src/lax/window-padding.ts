/** Padding of sliding windows: by name, or amounts before and after each axis. */
import { dilated, raise } from "@fluxion/core";

/** "VALID": none. "SAME": as much as makes the result ⌈size / stride⌉ long; "SAME_LOWER" puts the odd one in front. */
export type WindowPadding = "VALID" | "SAME" | "SAME_LOWER" | readonly (readonly [number, number])[];

interface Sliding {
  /** Sizes of the (dilated) axes and of the (dilated) window. */
  readonly base: readonly number[];
  readonly window: readonly number[];
  readonly strides: readonly number[];
}

/** Amounts before and after each axis. */
export function windowPadding(
  where: string,
  padding: WindowPadding | string,
  { base, window, strides }: Sliding,
): (readonly [number, number])[] {
  if (typeof padding !== "string") return [...padding];
  const name = padding.toUpperCase();
  if (name === "VALID") return base.map(() => [0, 0]);
  if (name !== "SAME" && name !== "SAME_LOWER")
    return raise({
      code: "argument",
      what: `padding is ${JSON.stringify(padding)}`,
      where,
      fix: 'use "VALID", "SAME", "SAME_LOWER", or [low, high] for each axis',
    });
  return base.map((n, i) => {
    const stride = strides[i] as number;
    const total = Math.max(0, (Math.ceil(n / stride) - 1) * stride + (window[i] as number) - n);
    const less = Math.floor(total / 2);
    return name === "SAME" ? [less, total - less] : [total - less, less];
  });
}

export const dilatedSizes = (sizes: readonly number[], dilation: readonly number[]): number[] =>
  sizes.map((n, i) => dilated(n, dilation[i] as number));
