/** How windows slide: sizes of dilated, padded and strided axes, shared by convolutions and window reductions. */
import { chain, map, type Either } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type { Failure } from "../errors.js";
import type { Shape } from "../ir/type.js";
import { ensure, integers, list, perAxis } from "./guard.js";

/** Amounts before and after an axis; negative ones cut off. */
export type Padding = readonly (readonly [low: number, high: number])[];

export interface Geometry {
  readonly strides: readonly number[];
  readonly padding: Padding;
  /** Distance between neighbouring elements of the operand, with zeros (or nothing) between. */
  readonly baseDilation: readonly number[];
  /** Distance between neighbouring elements of the window. */
  readonly windowDilation: readonly number[];
}

export interface WindowParams extends Geometry {
  /** Size of the window along every axis. */
  readonly window: readonly number[];
}

/** The length of `n` elements at a distance. */
export const dilated = (n: number, dilation: number): number => (n === 0 ? 0 : (n - 1) * dilation + 1);

/** How many places a window has along every axis. */
export function places(
  base: Shape,
  window: Shape,
  { strides, padding, baseDilation, windowDilation }: Geometry,
): number[] {
  return base.map((n, i) => {
    const [low, high] = padding[i] as readonly [number, number];
    const room =
      dilated(n, baseDilation[i] as number) + low + high - dilated(window[i] as number, windowDilation[i] as number);
    return room < 0 ? 0 : Math.floor(room / (strides[i] as number)) + 1;
  });
}

/** Guards the geometry of `rank` axes. */
export function checkGeometry(
  where: string,
  rank: number,
  window: Shape,
  { strides, padding, baseDilation, windowDilation }: Geometry,
): Either<Failure, void> {
  return pipe(
    perAxis(where, rank, { window, strides, padding, baseDilation, windowDilation }),
    chain(() => integers(where, 1, { window, strides, baseDilation, windowDilation })),
    chain(() =>
      ensure(
        padding.every((pair) => pair.length === 2 && pair.every(Number.isInteger)),
        () => ({
          code: "argument",
          what: `padding is [${padding.map((pair) => list(pair)).join(", ")}], but it must hold two integers per axis`,
          where,
          fix: "give [low, high] for every axis",
        }),
      ),
    ),
    map(() => undefined),
  );
}

/**
 * The padding with which windows slide over the cotangent (dilated by the strides) to give the operand's cotangent:
 * every element of the operand meets each place whose window covered it.
 */
export function transposedPadding(
  base: Shape,
  window: Shape,
  result: Shape,
  { strides, padding, baseDilation, windowDilation }: Geometry,
): Padding {
  return base.map((n, i) => {
    const reach = dilated(window[i] as number, windowDilation[i] as number) - 1;
    const low = reach - (padding[i] as readonly [number, number])[0];
    const high =
      dilated(n, baseDilation[i] as number) + reach - dilated(result[i] as number, strides[i] as number) - low;
    return [low, high] as const;
  });
}
