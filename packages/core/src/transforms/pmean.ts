/** The mean over the lanes of a vmap. */
import type { NDArray } from "../ir/value.js";
import { div } from "../primitives/arithmetic.js";
import { axisSize, psum, type AxisNames } from "../primitives/collectives.js";
import { flatten, unflatten } from "../trace/tree.js";
import type { Arrays } from "../trace/treetypes.js";

/** Mean over the lanes, the same in every lane; of each array of a tree. @example vmap((x) => x.sub(pmean(x, "i")), { axisName: "i" })(np.array([1, 3])) // [-1, 1] */
export function pmean<T>(x: T, axisName: AxisNames): Arrays<T> {
  const size = axisSize(axisName);
  const { leaves, structure } = flatten(psum(x, axisName));
  return unflatten(
    structure,
    leaves.map((leaf) => div(leaf as NDArray, size)),
  ) as Arrays<T>;
}
