/** Turns the text of a number into the scalar it denotes, keeping integers apart from floats. */
import { integer, WeakComplex, WeakFloat, type HostNumber } from "./weak.js";

/** `text` is a number token: underscores already removed. */
export function parseNumber(text: string): HostNumber {
  if (/^0[xXbBoO]/.test(text)) return integer(BigInt(text));
  if (/[jJ]$/.test(text)) return new WeakComplex(0, Number(text.slice(0, -1)));
  if (/[.eE]/.test(text)) return new WeakFloat(Number(text));
  return integer(BigInt(text));
}
