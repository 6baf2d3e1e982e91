/** The nearest whole number, halves to even; −0 is kept. */
export function roundEven(x: number): number {
  const a = Math.abs(x);
  if (!(a < TWO_52)) return x;
  // Adding 2⁵² leaves no bits for a fraction, so the addition itself rounds.
  const whole = a + TWO_52 - TWO_52;
  return x > 0 ? whole : x < 0 ? -whole : x;
}
const TWO_52 = 4503599627370496;
