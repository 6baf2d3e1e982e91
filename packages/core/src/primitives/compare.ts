/** Comparisons, which give booleans. Every comparison with NaN is false, except `ne`. Order on booleans: false < true. */
import type { Kind } from "../ir/type.js";
import { ANY, elementwise, type PointwiseOperation } from "./pointwise.js";

const ORDERED: readonly Kind[] = ["bool", "int", "uint", "float"];
const bool = (): "bool" => "bool";

export const eq: PointwiseOperation<object> = /* @__PURE__ */ elementwise("eq", {
  kinds: ANY,
  result: bool,
  body: (s) => (x, y) => s.eq(x, y),
  jvp: [null, null],
});

export const ne: PointwiseOperation<object> = /* @__PURE__ */ elementwise("ne", {
  kinds: ANY,
  result: bool,
  body: (s) => (x, y) => s.ne(x, y),
  jvp: [null, null],
});

export const lt: PointwiseOperation<object> = /* @__PURE__ */ elementwise("lt", {
  kinds: ORDERED,
  result: bool,
  body: (s) => (x, y) => (s.dtype === "bool" ? s.and(s.not(x), y) : s.lt(x, y)),
  jvp: [null, null],
});

export const le: PointwiseOperation<object> = /* @__PURE__ */ elementwise("le", {
  kinds: ORDERED,
  result: bool,
  body: (s) => (x, y) => (s.dtype === "bool" ? s.or(s.not(x), y) : s.le(x, y)),
  jvp: [null, null],
});

export const gt: PointwiseOperation<object> = /* @__PURE__ */ elementwise("gt", {
  kinds: ORDERED,
  result: bool,
  body: (s) => (x, y) => (s.dtype === "bool" ? s.and(x, s.not(y)) : s.gt(x, y)),
  jvp: [null, null],
});

export const ge: PointwiseOperation<object> = /* @__PURE__ */ elementwise("ge", {
  kinds: ORDERED,
  result: bool,
  body: (s) => (x, y) => (s.dtype === "bool" ? s.or(x, s.not(y)) : s.ge(x, y)),
  jvp: [null, null],
});

/** Whether a float is neither infinite nor NaN. */
export const isFinite: PointwiseOperation<object> = /* @__PURE__ */ elementwise("isFinite", {
  result: bool,
  body: (s) => (x) => s.isFinite(x),
  jvp: [null],
});
