/** k-means clustering: the cost of centroids, and Newton's direction from it. */
import { grad, jvp, mapSlices, np, scan, type NDArray } from "fluxion";
import { evalFunction } from "../function.js";
import { readInput, some } from "../input.js";

/** Coordinates whose distances are written one after another, in place of a loop. */
const WIDTH = 16;

/** Rows as groups of at most WIDTH coordinates: for each place in a group an array [rows, groups], filled up with zeros. */
function inGroups(rows: NDArray): NDArray[] {
  const [n = 0, d = 0] = rows.shape;
  const width = Math.min(d, WIDTH);
  const groups = Math.ceil(d / width);
  const filled = np
    .pad(rows, [
      [0, 0],
      [0, groups * width - d],
    ])
    .reshape([n, groups, width]);
  return Array.from({ length: width }, (_, place) => filled.get(":", ":", place));
}

const squareDistance = (a: NDArray[], b: NDArray[]): NDArray =>
  scan(
    (sum: NDArray, [x, y]: [NDArray[], NDArray[]]) => [
      x.reduce((total, value, i) => total.add(np.square(value.sub(y[i] as NDArray))), sum),
      null,
    ],
    np.array(0, { dtype: "float64" }),
    [a, b] as [NDArray[], NDArray[]],
  )[0];

type Nearest = [distance: NDArray, choice: NDArray];

/** For every point the number of its nearest centroid, the first of equals: a choice, which has no derivative. */
function nearest(points: NDArray, centroids: NDArray): NDArray {
  const candidates = inGroups(centroids);
  const numbers = np.arange(centroids.shape[0] as number);
  const none: Nearest = [np.array(Infinity, { dtype: "float64" }), np.array(0, { dtype: "int32" })];
  const choose = (point: NDArray[]): NDArray => {
    const compare = ([least, choice]: Nearest, [centroid, number]: [NDArray[], NDArray]): [Nearest, null] => {
      const distance = squareDistance(centroid, point);
      const isNearer = distance.less(least);
      return [[np.where(isNearer, distance, least), np.where(isNearer, number, choice)], null];
    };
    return scan(compare, none, [candidates, numbers] as [NDArray[], NDArray])[0][1];
  };
  return mapSlices(choose, inGroups(points)) as NDArray;
}

/** Σ_i |c − p_i|², with the centroid chosen for each point. */
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
