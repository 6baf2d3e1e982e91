/** Comparisons, which give booleans. Every comparison with NaN is false, except `ne`. Order on booleans: false < true. */
import { ANY, pointwise, type Kind, type PointwiseOperation } from "./pointwise.js";

const ORDERED: readonly Kind[] = ["bool", "int", "uint", "float"];
const bool = (): "bool" => "bool";

export const eq: PointwiseOperation<object> = pointwise("eq", {
  kinds: ANY,
  result: bool,
  body: (s) => (x, y) => s.eq(x, y),
  jvp: [null, null],
});

export const ne: PointwiseOperation<object> = pointwise("ne", {
  kinds: ANY,
  result: bool,
  body: (s) => (x, y) => s.ne(x, y),
  jvp: [null, null],
});

export const lt: PointwiseOperation<object> = pointwise("lt", {
  kinds: ORDERED,
  result: bool,
  body: (s) => (x, y) => (s.dtype === "bool" ? s.and(s.not(x), y) : s.lt(x, y)),
  jvp: [null, null],
});

export const le: PointwiseOperation<object> = pointwise("le", {
  kinds: ORDERED,
  result: bool,
  body: (s) => (x, y) => (s.dtype === "bool" ? s.or(s.not(x), y) : s.le(x, y)),
  jvp: [null, null],
});

export const gt: PointwiseOperation<object> = pointwise("gt", {
  kinds: ORDERED,
  result: bool,
  body: (s) => (x, y) => (s.dtype === "bool" ? s.and(x, s.not(y)) : s.gt(x, y)),
  jvp: [null, null],
});

export const ge: PointwiseOperation<object> = pointwise("ge", {
  kinds: ORDERED,
  result: bool,
  body: (s) => (x, y) => (s.dtype === "bool" ? s.or(x, s.not(y)) : s.ge(x, y)),
  jvp: [null, null],
});

/** Whether a float is neither infinite nor NaN. */
export const isFinite: PointwiseOperation<object> = pointwise("isFinite", {
  result: bool,
  body: (s) => (x) => s.isFinite(x),
  jvp: [null],
});
