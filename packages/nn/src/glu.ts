/** Gated linear units: one half of an axis gates the other. */
import { mul, raise, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import type { Operand } from "@fluxion/numpy";
import { float } from "./operands.js";
import { sigmoid } from "./sigmoid.js";

/**
 * a·sigmoid(b), where a and b are the first and second half of x along `axis` (the last, if not given), in floats. The size of
 * that axis is halved. A shape error if it is odd.
 * Source: Dauphin, Fan, Auli and Grangier, "Language modeling with gated convolutional networks" (2017).
 * @example glu([4, 0]) // [2]
 */
export function glu(x: Operand, { axis = -1 }: { readonly axis?: number } = {}): NDArray {
  const array = float(x);
  const size = array.shape.at(axis);
  if (size !== undefined && size % 2 === 1)
    raise({
      code: "shape",
      what: `axis ${axis} of shape [${array.shape.join(", ")}] has odd size ${size}`,
      where: "nn.glu",
      fix: "give an axis of even size: its halves are the values and the gates",
    });
  const [values, gates] = np.split(array, 2, { axis }) as [NDArray, NDArray];
  return mul(values, sigmoid(gates));
}
