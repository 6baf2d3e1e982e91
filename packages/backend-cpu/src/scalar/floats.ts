/** The operations of float64 and float32. The latter compute in double precision and round once. */
import { COMPARISONS } from "./compare.js";
import type { Rows } from "./names.js";
import { after, helper, native, row, type Row } from "./row.js";
import { WRAP } from "./wrap.js";

/** Results that are float32 where the operands are. */
const EXACT = {
  neg: row(
    (x) => `-${x}`,
    (x) => -x,
  ),
  abs: native("abs"),
  sign: native("sign"),
  floor: native("floor"),
  ceil: native("ceil"),
  trunc: native("trunc"),
  round: helper("roundEven"),
  max: native("max"),
  min: native("min"),
  rem: row(
    (x, y) => `${x} % ${y}`,
    (x, y) => x % y,
  ),
  isFinite: row(
    (x) => `${x} - ${x} === 0 ? 1 : 0`,
    (x) => (x - x === 0 ? 1 : 0),
  ),
  ...COMPARISONS,
} satisfies Rows;

const ROUNDED = {
  add: row(
    (x, y) => `${x} + ${y}`,
    (x, y) => x + y,
  ),
  sub: row(
    (x, y) => `${x} - ${y}`,
    (x, y) => x - y,
  ),
  mul: row(
    (x, y) => `${x} * ${y}`,
    (x, y) => x * y,
  ),
  div: row(
    (x, y) => `${x} / ${y}`,
    (x, y) => x / y,
  ),
  sqrt: native("sqrt"),
  rsqrt: row(
    (x) => `1 / Math.sqrt(${x})`,
    (x) => 1 / Math.sqrt(x),
  ),
  cbrt: native("cbrt"),
  pow: helper("pow"),
  exp: native("exp"),
  exp2: row(
    (x) => `Math.pow(2, ${x})`,
    (x) => Math.pow(2, x),
  ),
  expm1: native("expm1"),
  log: native("log"),
  log2: native("log2"),
  log10: native("log10"),
  log1p: native("log1p"),
  sin: native("sin"),
  cos: native("cos"),
  tan: native("tan"),
  asin: native("asin"),
  acos: native("acos"),
  atan: native("atan"),
  atan2: native("atan2"),
  sinh: native("sinh"),
  cosh: native("cosh"),
  tanh: native("tanh"),
  asinh: native("asinh"),
  acosh: native("acosh"),
  atanh: native("atanh"),
} satisfies Rows;

const toFloat32 = ([name, of]: [string, Row]): [string, Row] => [name, after(WRAP.float32, of)];

export const FLOAT64: Rows = { ...EXACT, ...ROUNDED, nextafter: helper("nextafter64") };
export const FLOAT32: Rows = {
  ...EXACT,
  ...Object.fromEntries(Object.entries(ROUNDED).map(toFloat32)),
  nextafter: helper("nextafter32"),
};
