/** How the floats of an array are written so that they line up: positional, or scientific where they differ much in size. */
import type { DType } from "@fluxion/core";
import { finfo } from "../creation/limits.js";
import { atMostDecimals, atMostSignificant, significant, type Digits } from "./decimal.js";
import { positional, scientific } from "./positional.js";

export interface FloatStyle {
  /** The most digits after the point. */
  precision: number;
  /** Whether small numbers do not make the form scientific. */
  suppressSmall: boolean;
}

export type Format = (x: number) => string;

const ZERO: Digits = { digits: "", exponent: 0 };
const isNegative = (x: number): boolean => x < 0 || Object.is(x, -0);

/** In the type of the elements, as the comparisons are made. */
const rounding = (dtype: DType): ((x: number) => number) => (dtype === "float32" ? Math.fround : (x) => x);

function isScientific(sizes: readonly number[], dtype: DType, { suppressSmall }: FloatStyle): boolean {
  if (sizes.length === 0) return false;
  const round = rounding(dtype);
  const largest = sizes.reduce((a, b) => Math.max(a, b));
  const smallest = sizes.reduce((a, b) => Math.min(a, b));
  if (largest >= 10 ** Math.min(8, finfo(dtype).precision)) return true;
  return !suppressSmall && (smallest < round(0.0001) || round(largest / smallest) > 1000);
}

const longest = (texts: readonly string[]): number => texts.reduce((length, text) => Math.max(length, text.length), 0);

/** Widths that finite numbers take before and after the point. */
interface Layout {
  readonly left: number;
  readonly right: number;
  write(x: number): [whole: string, rest: string];
}

const signed = (x: number, whole: string): string => (isNegative(x) ? `-${whole}` : whole);

function positionalLayout(finite: readonly number[], dtype: DType, { precision }: FloatStyle): Layout {
  const write = (x: number): [string, string] => {
    const [whole, fraction] = positional(x === 0 ? ZERO : atMostDecimals(Math.abs(x), dtype, precision));
    return [signed(x, whole), fraction];
  };
  const parts = finite.map(write);
  return { left: longest(parts.map(([whole]) => whole)), right: longest(parts.map(([, fraction]) => fraction)), write };
}

function scientificLayout(finite: readonly number[], dtype: DType, { precision }: FloatStyle): Layout {
  const split = (x: number, digitsOf: (size: number) => Digits): [string, string, string] => {
    const [whole, fraction, power] = scientific(x === 0 ? ZERO : digitsOf(Math.abs(x)));
    return [signed(x, whole), fraction, power];
  };
  const parts = finite.map((x) => split(x, (size) => atMostSignificant(size, dtype, precision)));
  const decimals = longest(parts.map(([, fraction]) => fraction));
  const digits = longest(parts.map(([, , power]) => power)) - 2;
  const write = (x: number): [string, string] => {
    // Numbers with fewer digits are not padded with zeros: they show more of their exact value.
    const [whole, fraction, power] = split(x, (size) => significant(size, decimals));
    return [whole, `${fraction.padEnd(decimals, "0")}${power.slice(0, 2)}${power.slice(2).padStart(digits, "0")}`];
  };
  return { left: longest(parts.map(([whole]) => whole)), right: decimals + digits + 2, write };
}

/** The format that suits all numbers given: every text has the same width. */
export function floatFormat(values: readonly number[], dtype: DType, style: FloatStyle): Format {
  const finite = values.filter(Number.isFinite);
  const sizes = finite.map(Math.abs).filter((x) => x !== 0);
  const layout = isScientific(sizes, dtype, style)
    ? scientificLayout(finite, dtype, style)
    : positionalLayout(finite, dtype, style);
  const special = (x: number): string => (Number.isNaN(x) ? "nan" : x < 0 ? "-inf" : "inf");
  const right = finite.length === 0 ? 0 : layout.right;
  const specials = longest(values.filter((x) => !Number.isFinite(x)).map(special));
  const left = Math.max(finite.length === 0 ? 0 : layout.left, specials - right - 1);
  return (x) => {
    if (!Number.isFinite(x)) return special(x).padStart(left + right + 1);
    const [whole, rest] = layout.write(x);
    return `${whole.padStart(left)}.${rest.padEnd(right)}`;
  };
}

/** A single float, as Python writes it. */
export function floatScalar(x: number, dtype: DType): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? "nan" : x < 0 ? "-inf" : "inf";
  const size = Math.abs(x);
  const digits = size === 0 ? ZERO : atMostDecimals(size, dtype, 400);
  const limit = dtype === "float32" ? 1e6 : 1e16;
  if (size === 0 || (size >= 1e-4 && size < limit)) {
    const [whole, fraction] = positional(digits);
    return `${signed(x, whole)}.${fraction === "" ? "0" : fraction}`;
  }
  const [whole, fraction, power] = scientific(digits);
  return `${signed(x, whole)}${fraction === "" ? "" : `.${fraction}`}${power}`;
}
