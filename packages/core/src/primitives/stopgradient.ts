/** Identity with a zero derivative. */
import { ANY, elementwise, type PointwiseOperation } from "./pointwise.js";

export const stopGradient: PointwiseOperation<object> = /* @__PURE__ */ elementwise("stopGradient", {
  kinds: ANY,
  body: () => (x) => x,
  jvp: [null],
  sameAs: () => 0,
});
