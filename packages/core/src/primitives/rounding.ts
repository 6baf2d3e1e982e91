/** Rounding to whole numbers. The derivative is zero everywhere. */
import { elementwise, type PointwiseOperation } from "./pointwise.js";

/** Down: toward −∞. */
export const floor: PointwiseOperation<object> = /* @__PURE__ */ elementwise("floor", {
  body: (s) => (x) => s.floor(x),
  jvp: [null],
});

/** Up: toward +∞. */
export const ceil: PointwiseOperation<object> = /* @__PURE__ */ elementwise("ceil", {
  body: (s) => (x) => s.ceil(x),
  jvp: [null],
});

/** To nearest, halves to even. */
export const round: PointwiseOperation<object> = /* @__PURE__ */ elementwise("round", {
  body: (s) => (x) => s.round(x),
  jvp: [null],
});

/** Toward zero. */
export const trunc: PointwiseOperation<object> = /* @__PURE__ */ elementwise("trunc", {
  body: (s) => (x) => s.trunc(x),
  jvp: [null],
});

/** The next representable number after `x` in the direction of `y`; `y` where they are equal. */
export const nextafter: PointwiseOperation<object> = /* @__PURE__ */ elementwise("nextafter", {
  body: (s) => (x, y) => s.nextafter(x, y),
  jvp: [null, null],
});
