/** Elements along one axis, at positions of their own for every place on the other axes. */
import { gather, raise, type NDArray } from "@fluxion/core";
import { reshapeTo } from "../shape/reshape-to.js";
import { normalizeAxis } from "../support/axes.js";
import { broadcastFitting } from "../support/broadcast.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { alongShape, indicesAlongAxis } from "./along-axis.js";
import { positions } from "./lookup.js";
import { lookupMode, type IndexMode } from "./modes.js";

export interface TakeAlongOptions {
  /** What happens to indices beyond the ends: `fill` if not given. */
  readonly mode?: IndexMode;
  /** What they give in mode `fill`: NaN, or for integers the smallest (unsigned: largest) value, if not given. */
  readonly fillValue?: number;
}

/**
 * For every place on the other axes, the elements of `x` at `indices` along the axis (of the flattened array, if it is null).
 * Shapes broadcast but for the axis; negative indices count from the end. As `np.argsort` gives them, indices of this kind sort.
 * @example np.takeAlongAxis([[3, 1, 2]], [[1, 2, 0]], 1) // [[1, 2, 3]]
 */
export function takeAlongAxis(
  x: Operand,
  indices: Operand,
  axis: number | null,
  { mode = "fill", fillValue }: TakeAlongOptions = {},
): NDArray {
  const where = "takeAlongAxis";
  const array = toArray(x);
  const list = indicesAlongAxis(where, array, indices);
  if (axis === null)
    return takeAlongAxis(reshapeTo(array, [array.size]), reshapeTo(list, [list.size]), 0, {
      mode,
      ...(fillValue !== undefined && { fillValue }),
    });
  if (array.ndim === 0)
    return raise({
      code: "shape",
      what: "there is no axis to take along in a scalar",
      where,
      fix: "pass an array with at least one dimension",
    });
  const along = normalizeAxis(where, axis, array.ndim);
  const how = lookupMode(where, mode);
  const shape = alongShape(where, array, list, along);
  const wide = broadcastFitting(
    array,
    shape.map((n, i) => (i === along ? (array.shape[along] as number) : n)),
  );
  // An axis along which the indices are all the same is read whole.
  const whole = shape.flatMap((n, i) => (i !== along && list.shape[i] === 1 && n !== 1 ? [i] : []));
  const paired = shape.flatMap((_, i) => (i === along || whole.includes(i) ? [] : [i]));
  const kept = list.shape.filter((_, i) => !whole.includes(i));
  const axisOfKept = (i: number): number => i - whole.filter((w) => w < i).length;
  return gather(wide, reshapeTo(positions(list, array.shape[along] as number, how.negative), [...kept, 1]), {
    offsetDims: whole,
    collapsedSliceDims: [along],
    startIndexMap: [along],
    operandBatchingDims: paired,
    startIndicesBatchingDims: paired.map(axisOfKept),
    sliceSizes: wide.shape.map((n, i) => (whole.includes(i) ? n : Math.min(n, 1))),
    mode: how.mode,
    ...(fillValue !== undefined && { fill: fillValue }),
  });
}
