/** Products with dimension numbers, under lax's names. */
import { dotGeneral as product, type NDArray } from "@fluxion/core";
import { productOperands, type ProductOptions } from "../contract/operands.js";
import { overBooleans } from "../contract/pair.js";
import { requireList } from "../support/list.js";
import type { Operand } from "../support/weak.js";

type Axes = readonly [lhs: readonly number[], rhs: readonly number[]];

export interface DotGeneralOptions extends ProductOptions {
  /** Axes that are summed over and axes that go along, each in pairs. */
  readonly dimensionNumbers: readonly [contracting: Axes, batch: Axes];
}

/**
 * Sums of products over pairs of axes. The result has the batch axes, then the other axes of `x`, then those of `y`. Typed errors:
 * axes that do not fit.
 * @example np.lax.dotGeneral([[1, 2]], [[3], [4]], { dimensionNumbers: [[[1], [0]], [[], []]] }) // [[11]]
 */
export function dotGeneral(x: Operand, y: Operand, options: DotGeneralOptions): NDArray {
  const [contract, batch] = requireList("dotGeneral", "dimensionNumbers", options.dimensionNumbers);
  const [lhsContract, rhsContract] = requireList("dotGeneral", "contracting axes", contract as Axes) as Axes;
  const [lhsBatch, rhsBatch] = requireList("dotGeneral", "batch axes", batch as Axes) as Axes;
  return overBooleans(productOperands([x, y], options) as [NDArray, NDArray], ([a, b]) =>
    product(a as NDArray, b as NDArray, { lhsContract, rhsContract, lhsBatch, rhsBatch }),
  );
}
