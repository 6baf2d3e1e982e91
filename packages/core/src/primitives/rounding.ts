/** Rounding to whole numbers. The derivative is zero everywhere. */
import { pointwise, type PointwiseOperation } from "./pointwise.js";

/** Down: toward −∞. */
export const floor: PointwiseOperation<object> = pointwise("floor", {
  body: (s) => (x) => s.floor(x),
  jvp: [null],
});

/** Up: toward +∞. */
export const ceil: PointwiseOperation<object> = pointwise("ceil", {
  body: (s) => (x) => s.ceil(x),
  jvp: [null],
});

/** To nearest, halves to even. */
export const round: PointwiseOperation<object> = pointwise("round", {
  body: (s) => (x) => s.round(x),
  jvp: [null],
});

/** Toward zero. */
export const trunc: PointwiseOperation<object> = pointwise("trunc", {
  body: (s) => (x) => s.trunc(x),
  jvp: [null],
});

/** The next representable number after `x` in the direction of `y`; `y` where they are equal. */
export const nextafter: PointwiseOperation<object> = pointwise("nextafter", {
  body: (s) => (x, y) => s.nextafter(x, y),
  jvp: [null, null],
});
