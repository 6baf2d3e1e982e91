/** The next representable number after `x` in the direction of `y`, in float64 and in float32. */
const wide = new Float64Array(1);
const wideBits = new BigInt64Array(wide.buffer);
const narrow = new Float32Array(1);
const narrowBits = new Int32Array(narrow.buffer);

/** Away from zero when `y` is on that side. Same signs: the bits of a float count upward as its magnitude does. */
const grows = (x: number, y: number): boolean => x > 0 === y > x;

export function nextafter64(x: number, y: number): number {
  if (x !== x || y !== y) return NaN;
  if (x === y) return y;
  if (x === 0) return y > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE;
  wide[0] = x;
  wideBits[0] = (wideBits[0] as bigint) + (grows(x, y) ? 1n : -1n);
  return wide[0] as number;
}

export function nextafter32(x: number, y: number): number {
  if (x !== x || y !== y) return NaN;
  if (x === y) return y;
  if (x === 0) return y > 0 ? SMALLEST : -SMALLEST;
  narrow[0] = x;
  narrowBits[0] = (narrowBits[0] as number) + (grows(x, y) ? 1 : -1);
  return narrow[0] as number;
}
const SMALLEST = 2 ** -149;
