/** Decimal digits of floats: the shortest that tell them apart, and exact ones rounded half to even. */
import type { DType } from "@fluxion/core";

/** A positive number as digits d₁d₂… and exponent: 0.d₁d₂… · 10^exponent. */
export interface Digits {
  readonly digits: string;
  readonly exponent: number;
}

/** Reads what `toExponential` writes. */
function parse(text: string): Digits {
  const [mantissa = "", power = "0"] = text.split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const all = whole + fraction;
  const leading = /^0*/.exec(all)?.[0].length ?? 0;
  return { digits: all.slice(leading).replace(/0+$/, ""), exponent: whole.length - leading + Number(power) };
}

const view = new DataView(new ArrayBuffer(8));

/** A positive number as integer · 2^power. */
function exact(x: number): { integer: bigint; power: number } {
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const exponent = Number(bits >> 52n);
  const fraction = bits & 0xfffffffffffffn;
  return exponent === 0
    ? { integer: fraction, power: -1074 }
    : { integer: fraction | 0x10000000000000n, power: exponent - 1075 };
}

/** x · 10^places as a whole number, halves to even. */
function rounded(x: number, places: number): bigint {
  const { integer, power } = exact(x);
  const numerator = integer * (places > 0 ? 10n ** BigInt(places) : 1n) * (power > 0 ? 1n << BigInt(power) : 1n);
  const denominator = (places < 0 ? 10n ** BigInt(-places) : 1n) * (power < 0 ? 1n << BigInt(-power) : 1n);
  const whole = numerator / denominator;
  const twice = 2n * (numerator % denominator);
  const up = twice > denominator || (twice === denominator && whole % 2n === 1n);
  return up ? whole + 1n : whole;
}

/** n · 10^−places. */
function asDigits(n: bigint, places: number): Digits {
  const text = n.toString();
  return text === "0"
    ? { digits: "", exponent: 0 }
    : { digits: text.replace(/0+$/, ""), exponent: text.length - places };
}

/** The number rounded to `places` decimals. */
const roundedDigits = (x: number, places: number): Digits => asDigits(rounded(x, places), places);

/** Tries ever more digits: the nearest decimal, and its neighbours, which the uneven spacing at powers of two may need. */
function shortestSingle(x: number): Digits {
  const first = Number(x.toExponential().split("e")[1]);
  for (let length = 1; length < 9; length++) {
    const places = length - 1 - first;
    const nearest = rounded(x, places);
    const fits = [nearest, nearest + 1n, nearest - 1n].find((n) => Math.fround(Number(`${n}e${-places}`)) === x);
    if (fits !== undefined) return asDigits(fits, places);
  }
  return roundedDigits(x, 8 - first);
}

/** The fewest digits that give the number back in its type. */
export const shortest = (x: number, dtype: DType): Digits =>
  dtype === "float32" ? shortestSingle(x) : parse(x.toExponential());

/** The shortest digits, or if more than `places` decimals were needed, the number rounded to them. */
export function atMostDecimals(x: number, dtype: DType, places: number): Digits {
  const unique = shortest(x, dtype);
  return unique.digits.length - unique.exponent <= places ? unique : roundedDigits(x, places);
}

/** The number rounded to `places` digits after the first of its exact value: float32 0.0001 is 9.9999997e-05. */
export const significant = (x: number, places: number): Digits =>
  roundedDigits(x, places + 1 - parse(x.toExponential()).exponent);

/** The shortest digits, or if there are more than `places` after the first, the number rounded to so many. */
export function atMostSignificant(x: number, dtype: DType, places: number): Digits {
  const unique = shortest(x, dtype);
  return unique.digits.length <= places + 1 ? unique : significant(x, places);
}
