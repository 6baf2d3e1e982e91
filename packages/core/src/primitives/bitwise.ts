/** Operations on bits: logical on booleans, bit by bit on integers. */
import { BITS, INTEGERS, elementwise, type PointwiseOperation } from "./pointwise.js";

export const and: PointwiseOperation<object> = /* @__PURE__ */ elementwise("and", {
  kinds: BITS,
  body: (s) => (x, y) => s.and(x, y),
  jvp: [null, null],
});

export const or: PointwiseOperation<object> = /* @__PURE__ */ elementwise("or", {
  kinds: BITS,
  body: (s) => (x, y) => s.or(x, y),
  jvp: [null, null],
});

export const xor: PointwiseOperation<object> = /* @__PURE__ */ elementwise("xor", {
  kinds: BITS,
  body: (s) => (x, y) => s.xor(x, y),
  jvp: [null, null],
});

export const not: PointwiseOperation<object> = /* @__PURE__ */ elementwise("not", {
  kinds: BITS,
  body: (s) => (x) => s.not(x),
  jvp: [null],
});

/** Left by the number of bits in the second operand; 0 for the width and beyond. Counts are unsigned: −1 is beyond. */
export const shiftLeft: PointwiseOperation<object> = /* @__PURE__ */ elementwise("shiftLeft", {
  kinds: INTEGERS,
  body: (s) => (x, y) => s.shiftLeft(x, y),
  jvp: [null, null],
});

/** Right, with copies of the highest bit coming in (for unsigned types too); nothing but copies for the width and beyond. */
export const shiftRightArithmetic: PointwiseOperation<object> = /* @__PURE__ */ elementwise("shiftRightArithmetic", {
  kinds: INTEGERS,
  body: (s) => (x, y) => s.shiftRightArithmetic(x, y),
  jvp: [null, null],
});

/** Right, with zeros coming in; 0 for the width and beyond. */
export const shiftRightLogical: PointwiseOperation<object> = /* @__PURE__ */ elementwise("shiftRightLogical", {
  kinds: INTEGERS,
  body: (s) => (x, y) => s.shiftRightLogical(x, y),
  jvp: [null, null],
});

/** How many bits are set. */
export const populationCount: PointwiseOperation<object> = /* @__PURE__ */ elementwise("populationCount", {
  kinds: INTEGERS,
  body: (s) => (x) => s.populationCount(x),
  jvp: [null],
});

/** How many zeros lead before the highest bit that is set; the width for 0. */
export const clz: PointwiseOperation<object> = /* @__PURE__ */ elementwise("clz", {
  kinds: INTEGERS,
  body: (s) => (x) => s.clz(x),
  jvp: [null],
});
