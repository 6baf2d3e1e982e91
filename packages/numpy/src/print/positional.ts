/** Digits written out as [whole, fraction] and as [whole, fraction, exponent]. */
import type { Digits } from "./decimal.js";

/** `[“12”, “5”]` for 12.5: without zeros at the end of the fraction, which may be empty. */
export function positional({ digits, exponent }: Digits): [whole: string, fraction: string] {
  if (exponent <= 0) return ["0", digits === "" ? "" : "0".repeat(-exponent) + digits];
  return [digits.slice(0, exponent).padEnd(exponent, "0"), digits.slice(exponent)];
}

/** `["1", "25", "e+01"]` for 12.5: the exponent has a sign and at least two digits. */
export function scientific({ digits, exponent }: Digits): [whole: string, fraction: string, power: string] {
  const power = digits === "" ? 0 : exponent - 1;
  return [digits[0] ?? "0", digits.slice(1), `e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`];
}
