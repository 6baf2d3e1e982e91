/** k-means by hand: each centroid's direction is its distance to the mean of its points. */
import { asRows, flat, plainFunction, same } from "./plain.js";

interface Input {
  readonly points: readonly (readonly number[])[];
  readonly centroids: readonly (readonly number[])[];
}
interface Data {
  readonly points: Float64Array;
  readonly centroids: Float64Array;
  readonly d: number;
}
const read = ({ points, centroids }: Input): Data => ({
  points: flat(points),
  centroids: flat(centroids),
  d: points[0]?.length ?? 0,
});

/** Calls `visit` with each point's nearest centroid and the square of its distance. */
function overPoints({ points, centroids, d }: Data, visit: (i: number, j: number, square: number) => void): void {
  const [n, k] = [points.length / d, centroids.length / d];
  for (let i = 0; i < n; i++) {
    let best = Infinity;
    let chosen = 0;
    for (let j = 0; j < k; j++) {
      let square = 0;
      for (let l = 0; l < d; l++) {
        const distance = (centroids[j * d + l] as number) - (points[i * d + l] as number);
        square += distance * distance;
      }
      if (square < best) {
        best = square;
        chosen = j;
      }
    }
    visit(i, chosen, best);
  }
}

function cost(data: Data): number {
  let sum = 0;
  overPoints(data, (_, __, square) => {
    sum += square;
  });
  return sum;
}

function direction(data: Data): Float64Array {
  const { points, centroids, d } = data;
  const result = new Float64Array(centroids.length);
  const counts = new Float64Array(centroids.length / d);
  overPoints(data, (i, j) => {
    counts[j] = (counts[j] as number) + 1;
    for (let l = 0; l < d; l++)
      result[j * d + l] =
        (result[j * d + l] as number) + (centroids[j * d + l] as number) - (points[i * d + l] as number);
  });
  for (let at = 0; at < result.length; at++)
    result[at] = (result[at] as number) / (counts[Math.floor(at / d)] as number);
  return result;
}

export const kmeans = {
  cost: plainFunction(read, cost, same),
  dir: plainFunction(read, direction, (result: Float64Array, { d }) => asRows(result, d)),
};
