/** Reductions of computed elements: a temporary array for the elements would cost more than the rest. */
import {
  arrayType,
  broadcast,
  deviceArray,
  exp,
  jit,
  mul,
  reduceMax,
  reduceMin,
  sub,
  sum,
  type NDArray,
} from "fluxion";
import { arrayOf, noise } from "../data.js";
import { total } from "../formulas.js";
import * as plain from "../plain/fused-reductions.js";
import { elements, scalar, sumOf } from "../reference.js";
import { contenders, group, type Group, type Workload } from "../workload.js";

const everywhere = (row: NDArray, like: NDArray): NDArray => broadcast(row, { shape: like.shape, axes: [0] });

const sumOfExp = (x: NDArray): NDArray => total(exp(sub(x, everywhere(reduceMax(x, { axes: [0] }), x))));

function moments(x: NDArray): NDArray[] {
  const mean = mul(total(x), 1 / x.size);
  const centred = sub(x, everywhere(mean, x));
  return [mean, mul(total(mul(centred, centred)), 1 / x.size)];
}

function nearest(centroids: NDArray, points: NDArray): NDArray {
  const shape = [points.shape[0] as number, ...centroids.shape];
  const apart = sub(broadcast(points, { shape, axes: [1] }), broadcast(centroids, { shape, axes: [0] }));
  return total(reduceMin(sum(mul(apart, apart), { axes: [2] }), { axes: [1] }));
}

const lines = group("reductions of computed elements", { full: 1e6, small: 33 }, (n): Workload[] => {
  const data = noise(n);
  const x = arrayOf(data, [n]);
  const [compiledSum, compiledMoments] = [jit(sumOfExp), jit(moments)];
  const at = (i: number): number => data[i] as number;
  const mean = (): number => sumOf(n, at) / n;
  return [
    {
      name: "sum of exp(x − max), 10⁶",
      contenders: contenders({ jit: () => compiledSum(x), "plain JS": () => plain.sumOfExp(data) }),
      reference: () => {
        const most = data.reduce((a, b) => Math.max(a, b));
        return scalar(() => sumOf(n, (i) => Math.exp(at(i) - most)));
      },
      tolerance: 1e-5,
    },
    {
      name: "mean and variance, 10⁶",
      contenders: contenders({ jit: () => compiledMoments(x), "plain JS": () => plain.moments(data) }),
      reference: () =>
        elements(2, (i) => {
          const centre = mean();
          return i === 0 ? centre : sumOf(n, (k) => (at(k) - centre) ** 2) / n;
        }),
      tolerance: 1e-5,
    },
  ];
});

const kmeans = group("k-means", { full: [1000, 100, 16], small: [5, 3, 2] }, ([n = 0, k = 0, d = 0]): Workload[] => {
  const [points, centroids] = [Float64Array.from(noise(n * d)), Float64Array.from(noise(k * d, 2))];
  const doubles = (data: Float64Array, rows: number): NDArray =>
    deviceArray(data.slice(), arrayType("float64", [rows, d]));
  const [c, p] = [doubles(centroids, k), doubles(points, n)];
  const compiled = jit(nearest);
  const apart = (i: number, j: number): number =>
    sumOf(d, (l) => ((points[i * d + l] as number) - (centroids[j * d + l] as number)) ** 2);
  return [
    {
      name: "k-means cost, 1000×100×16, float64",
      contenders: contenders({
        jit: () => compiled(c, p),
        "plain JS": () => plain.nearest(centroids, points, d),
      }),
      reference: () => scalar(() => sumOf(n, (i) => Math.min(...Array.from({ length: k }, (_, j) => apart(i, j))))),
      tolerance: 1e-12,
    },
  ];
});

export const fusedReductions: readonly Group[] = [lines, kmeans];
