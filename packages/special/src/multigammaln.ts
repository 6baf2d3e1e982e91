/** The logarithm of the multivariate gamma function. */
import { raise, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import type { Operand } from "@fluxion/numpy";
import { gammaln } from "./gamma.js";
import { float } from "./operands.js";

/**
 * log Γ_d(a) = d(d − 1)/4·log π + Σ_{j < d} log Γ(a − j/2) for a whole d ≥ 1 and a > (d − 1)/2, in floats. An argument error for
 * other d. Source: DLMF 35.3.4.
 * @example multigammaln(3, 2) // 1.5501949
 */
export function multigammaln(a: Operand, d: number): NDArray {
  if (!Number.isInteger(d) || d < 1)
    raise({
      code: "argument",
      what: `the dimension is ${d}`,
      where: "special.multigammaln",
      fix: "give a whole number from 1 upwards",
    });
  const array = float(a);
  const terms = Array.from({ length: d }, (_, j) => gammaln(np.subtract(array, j / 2)));
  return np.add(
    terms.reduce((sum, term) => np.add(sum, term)),
    (d * (d - 1) * Math.log(Math.PI)) / 4,
  );
}
