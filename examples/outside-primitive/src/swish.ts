/** A pointwise primitive in one line: its value on every backend, its derivatives, batching and fusion follow from the body. */
import { pointwise } from "@fluxion/core";

export const swish = pointwise("swish", { body: (s) => (x) => s.div(x, s.add(s.lit(1), s.exp(s.neg(x)))) });
