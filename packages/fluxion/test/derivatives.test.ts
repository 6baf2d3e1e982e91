/**
 * Derivatives of NumPy's functions, which are composites and so not covered by the laws of primitives: the gradient against central
 * differences, the Hessian against central differences of the gradient, and the same under jit, vmap and jvp.
 */
import { grad, hessian, jit, jvp, lax, np, vmap, type NDArray } from "fluxion";
import { describe, expect, test } from "vitest";
import { f64, i32 } from "./support.js";

const v = f64([0.72, -1.3, 2.13, 0.4, -0.6, 1.9]);
const w = f64([1, -2, 3, 0.5, -1, 2]);
const table = (x: NDArray): NDArray => np.reshape(x, [2, 3]);
const gram = (x: NDArray): NDArray => np.matmul(table(x), table(x).T);
/** A scalar that weighs every element differently, and not linearly. */
const weigh = (y: NDArray): NDArray =>
  np.sum(np.sin(y.mul(1.7)).mul(np.reshape(np.arange(y.size).add(1).div(3), y.shape)));
const mask = [true, false, true, true, false, true];
const some = (x: NDArray): NDArray => x.get(":3");

type Scalar = (x: NDArray) => NDArray;
/** Functions of an array, whose result is weighed. */
const arrays: Record<string, Scalar> = {
  quantile: (x) => np.quantile(x, f64([0.1, 0.35, 0.8])),
  "quantile, hazen": (x) => np.quantile(x, 0.37, { method: "hazen" }),
  median: (x) => np.median(table(x), { axis: 1 }),
  nanmedian: (x) => np.nanmedian(x),
  "interp at x": (x) => np.interp(x, f64([-2, 0, 1, 3]), f64([1, 4, 2, 8])),
  "interp of values": (x) => np.interp(f64([-1.5, 0.5, 2.5]), f64([-2, -1, 0, 1, 2, 3]), x),
  "interp of places": (x) => np.interp(f64([1.5, 2.5, 4]), np.cumsum(np.exp(x)), f64([1, 4, 2, 8, 3, 1])),
  var: (x) => np.var(table(x), { axis: 1 }),
  std: (x) => np.std(x, { ddof: 1 }),
  "var where": (x) => np.var(x, { where: mask }),
  cov: (x) => np.cov(table(x)),
  corrcoef: (x) => np.corrcoef(table(x)),
  average: (x) => np.average(w, { weights: np.exp(x) }),
  "einsum product": (x) => np.einsum("ij,kj->ik", table(x), table(x).mul(table(w))),
  "einsum diagonal": (x) => np.einsum("ii->i", gram(x)),
  "einsum of three": (x) => np.einsum("i,j,k->", x, x, w),
  "einsum ellipsis": (x) => np.einsum("...j->...", table(x)),
  convolve: (x) => np.convolve(x, f64([1, -2, 0.5])),
  "convolve, kernel": (x) => np.convolve(w, x, { mode: "same" }),
  correlate: (x) => np.correlate(x, some(w), { mode: "valid" }),
  ...Object.fromEntries(
    (["edge", "reflect", "symmetric", "wrap", "linear_ramp", "mean", "maximum", "median"] as const).map((mode) => [
      `pad ${mode}`,
      (x: NDArray) => np.pad(x, 3, { mode }),
    ]),
  ),
  "pad constant": (x) => np.pad(table(x), 1),
  roll: (x) => np.roll(x, 2),
  repeat: (x) => np.repeat(x, [1, 0, 2, 3, 1, 1]),
  tile: (x) => np.tile(x, 2),
  trapezoid: (x) => np.trapezoid(np.square(x), { x: np.cumsum(np.exp(x)) }),
  gradient: (x) => np.gradient(x, np.cumsum(np.exp(w))) as NDArray,
  diff: (x) => np.diff(x, { n: 2 }),
  unwrap: (x) => np.unwrap(x.mul(3)),
  sinc: (x) => np.sinc(x),
  "sinc at 0": (x) => np.sinc(x.sub(v)),
  hypot: (x) => np.hypot(x, w),
  arctan2: (x) => np.arctan2(x, w),
  logaddexp2: (x) => np.logaddexp2(x, w),
  "logaddexp of equals": (x) => np.logaddexp(x, x.mul(1)),
  "power, base": (x) => np.power(np.exp(x.div(3)), w),
  "power, exponent": (x) => np.power(np.exp(w.div(3)), x),
  "power, whole": (x) => np.power(x, 3),
  "power, negative": (x) => np.power(x, -2),
  "power, half": (x) => np.power(np.square(x), 0.5),
  mod: (x) => np.mod(x, 0.7),
  "mod, divisor": (x) => np.mod(w, np.exp(x)),
  fmod: (x) => np.fmod(w, np.exp(x)),
  clip: (x) => np.clip(w, x.sub(1), x.add(1)),
  nanmean: (x) => np.nanmean(np.where(mask, x, NaN)),
  nanvar: (x) => np.nanvar(np.where(mask, x, NaN)),
  nansum: (x) => np.nansum(np.where(np.less(x, 0), NaN, x.mul(x))),
  nancumsum: (x) => np.nancumsum(np.where(mask, x, NaN)),
  sort: (x) => np.sort(x),
  "sort, descending": (x) => np.sort(x, { descending: true }),
  "argsort and take": (x) => np.take(x, np.argsort(x)),
  topK: (x) => np.topK(x, 3)[0],
  partition: (x) => some(np.sort(np.partition(x, 2))),
  unique: (x) => np.unique(x, { size: 6 }),
  ...Object.fromEntries(
    [1, 2, 3, Infinity, -Infinity].map((ord) => [`norm ${ord}`, (x: NDArray) => np.linalg.norm(x, { ord })]),
  ),
  "norm, matrix": (x) => np.linalg.norm(table(x), { ord: 1 }),
  kron: (x) => np.kron(table(x), f64([[1, 2]])),
  cross: (x) => np.cross(table(x).get(0), table(x).get(1)),
  polyval: (x) => np.polyval(x, f64([0.5, 1.2])),
  segmentSum: (x) => np.segmentSum(x, i32([0, 1, 0, 2, 2, 1])),
  segmentMax: (x) => np.segmentMax(x, i32([0, 1, 0, 2, 2, 1])),
  segmentProd: (x) => np.segmentProd(x, i32([0, 1, 0, 2, 2, 1])),
  takeAlongAxis: (x) =>
    np.takeAlongAxis(
      table(x),
      i32([
        [2, 0],
        [1, 1],
      ]),
      1,
    ),
  putAlongAxis: (x) => np.putAlongAxis(table(w), i32([[2], [1]]), table(x).get(":, :1"), 1),
  put: (x) => np.put(w, i32([0, 3]), x.get(":2")),
  "at add, twice": (x) => w.at(i32([0, 0, 3])).add(some(x)),
  "at multiply, twice": (x) => w.at(i32([0, 0, 3])).multiply(some(x)),
  "at multiply, array": (x) => x.at(i32([0, 0, 3])).multiply(some(w)),
  "at divide": (x) => w.at(i32([0, 0, 3])).divide(some(x)),
  "at min": (x) => w.at(i32([0, 1, 3])).min(some(x)),
  "at max": (x) => x.at(i32([0, 1, 3])).max(some(w)),
  "at set, slice": (x) => x.at("::2").set(x.get("1::2").mul(x.get("::2"))),
  "at subtract": (x) => x.at(-1).subtract(x.get(0)),
  "at apply": (x) => x.at(1).apply((y) => np.exp(y)),
  ...Object.fromEntries(
    (["cumsum", "cumprod", "cummax", "cummin"] as const).map((name) => [name, (x: NDArray) => np[name](x)]),
  ),
  cumlogsumexp: (x) => lax.cumlogsumexp(x),
  logsumexp: (x) => np.logsumexp(table(x), { axis: 0 }),
  "logsumexp, weights": (x) => np.logsumexp(w, { b: np.exp(x) }),
  "sum where": (x) => np.sum(np.exp(x), { where: mask }),
  prod: (x) => np.prod(table(x), { axis: 0 }),
  ptp: (x) => np.ptp(x),
  i0: (x) => np.i0(x),
  vander: (x) => np.vander(x, { N: 3 }),
  toeplitz: (x) => np.linalg.toeplitz(x, w),
  matrixPower: (x) => np.linalg.matrixPower(gram(x.div(2)), 3),
  multiDot: (x) => np.linalg.multiDot([table(x), table(w).T, table(x)]),
  tensordot: (x) => np.tensordot(table(x), table(w), { axes: [[1], [1]] }),
  outer: (x) => np.outer(x, w),
  vdot: (x) => np.vdot(x, x),
  trace: (x) => np.trace(gram(x)),
  diag: (x) => np.diag(gram(x)),
  triu: (x) => np.triu(gram(x)),
  rot90: (x) => np.rot90(table(x)),
  block: (x) =>
    np.block([
      [table(x), table(w)],
      [table(w), table(x)],
    ]),
  stack: (x) => np.stack([x, w, x], { axis: 1 }),
  insert: (x) => np.insert(x, 2, x.get(0)),
  delete: (x) => np.delete(x, 2),
  where: (x) => np.where(np.greater(x, 0), np.exp(x), x.mul(x)),
  select: (x) => np.select([np.less(x, 0), np.less(x, 1)], [x.mul(x), np.exp(x)], { default: x }),
  piecewise: (x) => np.piecewise(x, [np.less(x, 0), np.greaterEqual(x, 0)], [(y) => y.mul(y), (y) => np.exp(y)]),
  choose: (x) => np.choose(i32([0, 1, 0, 1, 1, 0]), [x, np.exp(x)]),
  copysign: (x) => np.copysign(x, w),
  frexp: (x) => np.frexp(x)[0],
  ldexp: (x) => np.ldexp(x, i32([1, 2, 3, 0, -1, 2])),
  modf: (x) => np.modf(x)[0],
  fmax: (x) => np.fmax(x, w),
  lgamma: (x) => lax.lgamma(np.exp(x)),
  digamma: (x) => lax.digamma(np.exp(x)),
  erfInv: (x) => lax.erfInv(np.tanh(x)),
  "reduceWindow max": (x) => lax.reduceWindow(x, "max", [3], [1], "SAME"),
  "reduceWindow mul": (x) => lax.reduceWindow(x, "mul", [3], [1], "VALID"),
  "convolution, kernel": (x) =>
    lax.convGeneralDilated(np.reshape(w, [1, 2, 3]), np.reshape(x.get(":4"), [1, 2, 2]), {
      windowStrides: [1],
      padding: [[1, 2]],
      lhsDilation: [2],
    }),
  dynamicUpdateSlice: (x) => lax.dynamicUpdateSlice(x, x.get(":2").mul(2), [3]),
  applyAlongAxis: (x) => np.applyAlongAxis((row) => np.cumsum(row), 1, table(x)),
  vectorize: (x) => np.vectorize((a, b) => np.multiply(a, b))(x, w),
  fillDiagonal: (x) => np.fillDiagonal(gram(x), np.sum(x)),
  resize: (x) => np.resize(x, [2, 4]),
  linspace: (x) => np.linspace(x.get(0), x.get(1), 5),
  geomspace: (x) => np.geomspace(np.exp(x.get(0)), np.exp(x.get(1)), 4),
  cumulativeSum: (x) => np.cumulativeSum(x, { includeInitial: true }),
};

const numbers = (x: NDArray): number[] => Array.from(x.dataSync());
const direction = [0.3, -0.2, 0.9, 1.1, -0.5, 0.7];

/** Central differences of fourth order, of numbers along every element. */
function differences(f: (x: NDArray) => readonly number[]): number[] {
  const step = 1e-4;
  const at = numbers(v);
  const rows = at.map((_, i) => {
    const moved = (steps: number): readonly number[] => f(f64(at.map((x, k) => (k === i ? x + steps * step : x))));
    const [far, near, back, farBack] = [moved(2), moved(1), moved(-1), moved(-2)] as const;
    return near.map(
      (y, k) => (8 * (y - (back[k] as number)) - ((far[k] as number) - (farBack[k] as number))) / (12 * step),
    );
  });
  return rows.flat();
}

/** The largest error relative to the larger of 1 and the largest number wanted. */
const error = (actual: readonly number[], wanted: readonly number[]): number => {
  expect(actual.length).toBe(wanted.length);
  const scale = Math.max(1, ...wanted.map(Math.abs));
  return Math.max(...actual.map((x, i) => Math.abs(x - (wanted[i] as number)) / scale));
};

describe("derivatives of NumPy's functions", () => {
  test.each(Object.entries(arrays))("%s", (_, make) => {
    const f: Scalar = (x) => weigh(make(x));
    const gradient = numbers(grad(f)(v));
    expect(
      error(
        gradient,
        differences((x) => [f(x).item()]),
      ),
    ).toBeLessThan(1e-9);
    expect(
      error(
        numbers(hessian(f)(v)),
        differences((x) => numbers(grad(f)(x))),
      ),
    ).toBeLessThan(1e-9);
    expect(error(numbers(jit(grad(f))(v)), gradient)).toBeLessThan(1e-14);
    expect(
      error(
        [jvp(f, [v], [f64(direction)])[1].item()],
        [gradient.reduce((sum, g, i) => sum + g * (direction[i] as number), 0)],
      ),
    ).toBeLessThan(1e-12);
    const lanes = [v, v.mul(0.9), v.add(0.05)];
    expect(
      error(
        numbers(vmap(grad(f))(np.stack(lanes))),
        lanes.flatMap((x) => numbers(grad(f)(x))),
      ),
    ).toBeLessThan(1e-12);
  });
});
