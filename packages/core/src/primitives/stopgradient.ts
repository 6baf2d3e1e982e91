/** Identity with a zero derivative. */
import { ANY, pointwise, type PointwiseOperation } from "./pointwise.js";

export const stopGradient: PointwiseOperation<object> = pointwise("stopGradient", {
  kinds: ANY,
  body: () => (x) => x,
  jvp: [null],
  sameAs: () => 0,
});
