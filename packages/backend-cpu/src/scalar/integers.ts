/** The operations of integers and booleans. Results wrap; division by zero gives −1, and the dividend as the remainder. */
import { COMPARISONS } from "./compare.js";
import type { Rows } from "./names.js";
import { after, native, helper, row, type Row } from "./row.js";
import { WRAP, type CpuDType } from "./wrap.js";

/** Before wrapping, the same for all integers. */
const ARITHMETIC = {
  neg: row(
    (x) => `0 - ${x}`,
    (x) => 0 - x,
  ),
  abs: native("abs"),
  sign: native("sign"),
  add: row(
    (x, y) => `${x} + ${y}`,
    (x, y) => x + y,
  ),
  sub: row(
    (x, y) => `${x} - ${y}`,
    (x, y) => x - y,
  ),
  mul: native("imul"),
  div: row(
    (x, y) => `${y} === 0 ? -1 : ${x} / ${y}`,
    (x, y) => (y === 0 ? -1 : x / y),
  ),
  rem: row(
    (x, y) => `${y} === 0 ? ${x} : ${x} % ${y}`,
    (x, y) => (y === 0 ? x : x % y),
  ),
  max: native("max"),
  min: native("min"),
  not: row(
    (x) => `~${x}`,
    (x) => ~x,
  ),
  and: row(
    (x, y) => `${x} & ${y}`,
    (x, y) => x & y,
  ),
  or: row(
    (x, y) => `${x} | ${y}`,
    (x, y) => x | y,
  ),
  xor: row(
    (x, y) => `${x} ^ ${y}`,
    (x, y) => x ^ y,
  ),
} satisfies Rows;

/** Operations on the bits of a word of 32 or 8 bits. Counts are unsigned. */
function bits(width: 32 | 8): Rows {
  const idle = 32 - width;
  return {
    shiftLeft: row(
      (x, y) => `${y} >>> 0 < ${width} ? ${x} << ${y} : 0`,
      (x, y) => (y >>> 0 < width ? x << y : 0),
    ),
    shiftRightArithmetic: row(
      (x, y) => `${x} << ${idle} >> ${idle} >> (${y} >>> 0 < ${width} ? ${y} : ${width - 1})`,
      (x, y) => ((x << idle) >> idle) >> (y >>> 0 < width ? y : width - 1),
    ),
    shiftRightLogical: row(
      (x, y) => `${y} >>> 0 < ${width} ? ${x} << ${idle} >>> ${idle} >>> ${y} : 0`,
      (x, y) => (y >>> 0 < width ? ((x << idle) >>> idle) >>> y : 0),
    ),
    populationCount: row(
      (x) => `h.populationCount(${x} << ${idle})`,
      (x) => populationCount(x << idle),
    ),
    clz: row(
      (x) => `Math.clz32(${x} << ${idle} >>> ${idle}) - ${idle}`,
      (x) => Math.clz32((x << idle) >>> idle) - idle,
    ),
  };
}

function integers(dtype: CpuDType, width: 32 | 8): Rows {
  const wrapped = ([name, of]: [string, Row]): [string, Row] => [name, after(WRAP[dtype], of)];
  return { ...Object.fromEntries(Object.entries({ ...ARITHMETIC, ...bits(width) }).map(wrapped)), ...COMPARISONS };
}

const { at: populationCount } = helper("populationCount");

export const INT32: Rows = integers("int32", 32);
export const UINT32: Rows = integers("uint32", 32);
export const INT8: Rows = integers("int8", 8);
export const UINT8: Rows = integers("uint8", 8);

/** Booleans are 0 and 1. */
export const BOOL: Rows = {
  and: ARITHMETIC.and,
  or: ARITHMETIC.or,
  xor: ARITHMETIC.xor,
  not: row(
    (x) => `1 - ${x}`,
    (x) => 1 - x,
  ),
  ...COMPARISONS,
};
