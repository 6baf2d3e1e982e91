/** The functions that JavaScript's own `Math` does not have. A bundle that needs none of them may leave them out. */
import { digamma } from "./digamma.js";
import { erf, erfc } from "./erf.js";
import { erfInv } from "./erfinv.js";
import { lgamma } from "./lgamma.js";

export const specialFunctions = { digamma, erf, erfc, erfInv, lgamma } as const;

/** Some of them, by the name of the scalar operation. */
export type SpecialFunctions = Partial<typeof specialFunctions>;
