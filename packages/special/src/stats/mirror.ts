/** What symmetry gives: functions of the distribution of −X from those of X. */
import * as np from "@fluxion/numpy";
import type { Standard } from "./location-scale.js";

/** The function at −x. */
export const negated =
  (f: Standard): Standard =>
  (x, ...shapes) =>
    f(np.negative(x), ...shapes);

/** The negated result. */
export const opposite =
  (f: Standard): Standard =>
  (...operands) =>
    np.negative(f(...operands));
