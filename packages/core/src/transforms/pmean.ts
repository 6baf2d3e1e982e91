/** The mean over the lanes of a vmap. */
import type { NDArray } from "../ir/value.js";
import { div } from "../primitives/arithmetic.js";
import { axisSize, psum } from "../primitives/collectives.js";
import type { ArrayLike } from "../trace/asarray.js";

/** Mean over the lanes, the same in every lane. @example vmap((x) => x.sub(pmean(x, "i")), { axisName: "i" })(np.array([1, 3])) // [-1, 1] */
export const pmean = (x: ArrayLike, axisName: string): NDArray => div(psum(x, axisName), axisSize(axisName));
