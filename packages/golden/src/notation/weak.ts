/**
 * The scalars of the notation, as Python has them: `2` is an integer, `2.0` is a float, and arrays promote differently with each.
 *
 * JavaScript has one number type, so the rarer and more consequential of the two is boxed: an integer is a plain `number` (or a
 * `bigint` beyond 2^53), which shapes, axes and loop counters use as they are, and a float is a `WeakFloat`, complex a `WeakComplex`.
 * A vocabulary therefore sees from the value alone how the source was written. A plain non-integer `number` that comes back
 * from a function counts as a float.
 */

export class WeakFloat {
  constructor(readonly value: number) {}
}

export class WeakComplex {
  constructor(
    readonly re: number,
    readonly im: number,
  ) {}
}

/** Everything Python would compute without arrays. */
export type HostNumber = boolean | number | bigint | WeakFloat | WeakComplex;

export const isHostNumber = (x: unknown): x is HostNumber =>
  typeof x === "number" ||
  typeof x === "boolean" ||
  typeof x === "bigint" ||
  x instanceof WeakFloat ||
  x instanceof WeakComplex;

export const isHostInteger = (x: unknown): x is number | bigint | boolean =>
  typeof x === "boolean" || typeof x === "bigint" || (typeof x === "number" && Number.isInteger(x));

/** An integer result in its smallest form; `+ 0` because integers have no negative zero. */
export function integer(x: bigint): number | bigint {
  const asNumber = Number(x);
  return Number.isSafeInteger(asNumber) ? asNumber + 0 : x;
}

/** The real value as a double. Complex values have none. */
export function toDouble(x: Exclude<HostNumber, WeakComplex>): number {
  return x instanceof WeakFloat ? x.value : Number(x);
}

export function toComplex(x: HostNumber): WeakComplex {
  return x instanceof WeakComplex ? x : new WeakComplex(toDouble(x), 0);
}
