/** k-means clustering: the cost of centroids, and Newton's direction from it. */
import { grad, jvp, np, type NDArray } from "fluxion";
import { inBlocks } from "../blocks.js";
import { evalFunction } from "../function.js";
import { readInput, some } from "../input.js";

/** Elements of the largest intermediate, which should stay in the caches. */
const BLOCK = 1 << 16;

/** For every point the number of its nearest centroid; a choice, which has no derivative. */
function nearest(points: NDArray, centroids: NDArray): NDArray {
  const distances = (some: NDArray): NDArray => np.sum(np.square(centroids.sub(np.expandDims(some, 1))), { axis: 2 });
  return inBlocks((some: NDArray) => distances(some).argmin({ axis: 1 }), points, Math.ceil(BLOCK / centroids.size));
}

/** Σ_i min_j |c_j − p_i|². */
function cost(points: NDArray, centroids: NDArray, choice: NDArray): NDArray {
  return np.sum(np.square(np.take(centroids, choice, { axis: 0, mode: "clip" }).sub(points)));
}

/** The Hessian is diagonal: its product with ones is its diagonal. */
function direction(points: NDArray, centroids: NDArray): NDArray {
  const choice = nearest(points, centroids);
  const gradient = grad((c: NDArray) => cost(points, c, choice));
  const [slope, diagonal] = jvp(gradient, [centroids], [np.onesLike(centroids)]) as [NDArray, NDArray];
  return slope.div(diagonal);
}

const read = (input: unknown): [NDArray, NDArray] => {
  const given = readInput("kmeans", input);
  const points = given.array("points", [some, some]);
  return [points, given.array("centroids", [some, points.shape[1] as number])];
};

export const kmeans = {
  cost: evalFunction({ read, compute: (points, centroids) => cost(points, centroids, nearest(points, centroids)) }),
  dir: evalFunction({ read, compute: direction }),
};
