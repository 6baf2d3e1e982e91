/** Functions under transforms: jit gives what eager mode gives, vmap what a loop gives, jvp what differences give. */
import { cpu } from "@fluxion/backend-cpu";
import { fromElements, jit, jvp, NDArray, setDefaultBackend, vjp, vmap, type DType } from "@fluxion/core";
import { describe, expect, test } from "vitest";
import * as np from "./index.js";

setDefaultBackend(cpu());

type F = (...xs: NDArray[]) => NDArray | readonly NDArray[];
interface Row {
  readonly f: F;
  /** Shapes of the operands. */
  readonly shapes: readonly (readonly number[])[];
  readonly dtype?: DType;
  /** Operands lie in this range. */
  readonly range?: readonly [number, number];
  /** Whether derivatives are checked; they are unless the function is piecewise constant or gives integers. */
  readonly smooth?: boolean;
}

const V = [[6]];
const M = [[3, 4]];
const MM = [[3, 4], [3, 4]];
const u = (f: (x: NDArray) => NDArray | readonly NDArray[], range: readonly [number, number] = [-2, 2], smooth = true): Row => ({ f: f as F, shapes: M, range, smooth });
const b = (f: (x: NDArray, y: NDArray) => NDArray | readonly NDArray[], range: readonly [number, number] = [-2, 2], smooth = true): Row => ({ f: f as F, shapes: MM, range, smooth });
const i2 = (f: (x: NDArray, y: NDArray) => NDArray | readonly NDArray[]): Row => ({ f: f as F, shapes: MM, dtype: "int32", range: [-20, 20], smooth: false });
const i1 = (f: (x: NDArray) => NDArray | readonly NDArray[]): Row => ({ f: f as F, shapes: M, dtype: "int32", range: [-20, 20], smooth: false });

const ROWS: Record<string, Row> = {
  add: b(np.add), subtract: b(np.subtract), multiply: b(np.multiply), divide: b(np.divide), reciprocal: u(np.reciprocal, [0.5, 2]), square: u(np.square),
  broadcasted: { f: (x, y) => np.multiply(np.add(x, y), 2.5), shapes: [[3, 1], [4]] }, mixed: { f: (x) => np.add(x, 2.5), shapes: M, dtype: "int32", range: [-9, 9], smooth: false },
  abs: u(np.abs), fabs: u(np.fabs), sign: u(np.sign, [-2, 2], false), copysign: b(np.copysign), heaviside: b(np.heaviside, [-2, 2], false),
  isnan: u(np.isnan, [-1, 1], false), signbit: u(np.signbit, [-1, 1], false),
  mod: b(np.mod, [1, 3]), fmod: b(np.fmod, [1, 3]), floorDivide: b(np.floorDivide, [1, 3], false), divmod: b(np.divmod, [1, 3]),
  intMod: i2(np.mod), intDivide: i2(np.floorDivide), intFmod: i2(np.fmod), trueDivide: i2(np.trueDivide),
  power: b(np.power, [0.5, 2]), power3: u((x) => np.power(x, 3)), powerMinus2: u((x) => np.power(x, -2), [0.5, 2]), power05: u((x) => np.power(x, 0.5), [0.5, 2]), power20: u((x) => np.power(x, 20), [0.8, 1.2]),
  intPower: i2((x, y) => np.power(x, np.abs(y))), floatPower: i1((x) => np.floatPower(x, 2)),
  exp: u(np.exp), log: u(np.log, [0.5, 2]), sqrt: u(np.sqrt, [0.5, 2]), cbrt: u(np.cbrt, [0.5, 2]), logaddexp: b(np.logaddexp), logaddexp2: b(np.logaddexp2), exp2: u(np.exp2), log2: u(np.log2, [0.5, 2]), log10: u(np.log10, [0.5, 2]), log1p: u(np.log1p, [0.5, 2]), expm1: u(np.expm1),
  sin: u(np.sin), arctan2: b(np.arctan2), deg2rad: u(np.deg2rad), sinc: u(np.sinc), i0: u(np.i0, [-10, 10]), hypot: b(np.hypot), tanh: u(np.tanh), arcsinh: u(np.arcsinh),
  floor: u(np.floor, [-2, 2], false), round: u((x) => np.round(x, { decimals: 1 }), [-2, 2], false), rint: i1(np.rint), intRound: i1((x) => np.round(x, { decimals: -1 })),
  maximum: b(np.maximum), fmin: b(np.fmin), clip: u((x) => np.clip(x, -1, 1)), clipArrays: b((x, y) => np.clip(x, np.negative(y), np.add(y, 3)), [0.5, 2]),
  less: b(np.less, [-1, 1], false), logicalAnd: b(np.logicalAnd, [-1, 1], false), isclose: b(np.isclose, [-1, 1], false), allclose: b(np.allclose, [-1, 1], false),
  bitwiseAnd: i2(np.bitwiseAnd), leftShift: i2(np.leftShift), rightShift: i2(np.rightShift), invert: i1(np.invert), bitwiseCount: i1(np.bitwiseCount), gcd: i2(np.gcd), lcm: i2(np.lcm),
  modf: u(np.modf), frexp: u((x) => np.frexp(x)[1], [-2, 2], false), ldexp: u((x) => np.ldexp(x, 3)), nextafter: b(np.nextafter, [-1, 1], false),
  where: { f: (x, y) => np.where(np.greater(x, y), x, np.multiply(y, y)), shapes: MM }, nanToNum: u((x) => np.nanToNum(x)), angle: u((x) => np.angle(x), [-2, 2], false),
  piecewise: u((x) => np.piecewise(x, [np.less(x, 0), np.greater(x, 1)], [0, (y) => np.multiply(y, y), -1])),
  astype: u((x) => np.astype(x, "int32"), [-3, 3], false), zerosLike: u((x) => np.zerosLike(x), [-1, 1], false), fullLike: u((x) => np.fullLike(x, 7.5), [-1, 1], false),
  linspace: { f: (x, y) => np.linspace(x, y, 5), shapes: [[3], [3]] }, linspaceAxis: { f: (x, y) => np.linspace(x, y, 5, { axis: -1, endpoint: false }), shapes: [[3], [3]] },
  logspace: { f: (x, y) => np.logspace(x, y, 4), shapes: [[2], [2]], range: [0, 1] }, geomspace: { f: (x, y) => np.geomspace(x, y, 4), shapes: [[2], [2]], range: [1, 3] },
  vander: { f: (x) => np.vander(x), shapes: [[4]] }, meshgrid: { f: (x, y) => np.meshgrid([x, y]), shapes: [[3], [4]] }, stack: { f: (x, y) => np.array([x, y, 1]), shapes: [[], []] }, arange: { f: (x) => np.multiply(x, np.arange(6)), shapes: V },
  eye: { f: (x) => np.multiply(x, np.eye(6)), shapes: V }, hanning: { f: (x) => np.multiply(x, np.hanning(6)), shapes: V },
  sum: u((x) => np.sum(x, { axis: 0 })), sumMask: { f: (x, y) => np.sum(x, { axis: 1, keepdims: true, initial: 2, where: np.greater(y, 0) }), shapes: MM }, prod: u((x) => np.prod(x, { axis: 1 })), mean: u((x) => np.mean(x, { axis: -1 })), var: u((x) => np.var(x, { axis: 0, ddof: 1 })), std: u((x) => np.std(x)),
  max: u((x) => np.max(x, { axis: 1 })), min: u((x) => np.min(x)), ptp: u((x) => np.ptp(x, { axis: 0, keepdims: true })), all: u((x) => np.all(np.greater(x, -1), { axis: 0 }), [-2, 2], false), any: i1((x) => np.any(x, { axis: 1 })), countNonzero: i1((x) => np.countNonzero(x, { axis: 1 })),
  argmax: u((x) => np.argmax(x, { axis: 1 }), [-2, 2], false), nanargmin: u((x) => np.nanargmin(x, { axis: 0 }), [-2, 2], false), nansum: u((x) => np.nansum(x, { axis: 0 })), nanmean: u((x) => np.nanmean(x, { axis: 0 })), nanstd: u((x) => np.nanstd(x, { axis: 0 })), nanmax: u((x) => np.nanmax(x)),
  median: u((x) => np.median(x, { axis: 1 })), quantile: u((x) => np.quantile(x, [0.2, 0.7], { axis: 0 })), quantileTraced: { f: (x, q) => np.quantile(x, q, { axis: 1, keepdims: true }), shapes: [[3, 4], [2]], range: [0.1, 0.4] }, nanquantile: u((x) => np.nanquantile(x, 0.3)), average: { f: (x, y) => np.average(x, { weights: y, axis: 1 }), shapes: MM, range: [0.5, 2] },
  cov: u((x) => np.cov(x)), corrcoef: u((x) => np.corrcoef(x)), logsumexp: u((x) => np.logsumexp(x, { axis: 1 })), logsumexpB: b((x, y) => np.logsumexp(x, { axis: 1, b: y }), [0.5, 2]),
  cumsum: u((x) => np.cumsum(x, { axis: 1 })), cumprod: u((x) => np.cumprod(x)), cummax: u((x) => np.cummax(x, { axis: 0 })), cumulativeSum: u((x) => np.cumulativeSum(x, { axis: 1, includeInitial: true })),
  diff: u((x) => np.diff(x, { n: 2 })), ediff1d: u((x) => np.ediff1d(x, { toEnd: [1] })), gradient: u((x) => np.gradient(x, 0.5)), gradientUneven: u((x) => np.gradient(x, [0, 1, 3, 4], { axis: 1 })), trapezoid: b((x, y) => np.trapezoid(x, { x: np.cumsum(np.abs(y), { axis: 1 }) })),
  interp: { f: (x, y) => np.interp(x, np.cumsum(np.abs(y)), np.square(y)), shapes: [[5], [6]], range: [0.5, 2] }, interpPeriod: { f: (x, y) => np.interp(x, [0, 1, 2, 3, 4, 5], y, { period: 6 }), shapes: [[5], [6]], range: [-7, 7] }, unwrap: { f: (x) => np.unwrap(np.multiply(x, 3)), shapes: V },
  sort: u((x) => np.sort(x)), sortDown: u((x) => np.sort(x, { axis: 0, descending: true })), argsort: u((x) => np.argsort(x), [-2, 2], false), lexsort: i2((x, y) => np.lexsort([x, y])), partition: u((x) => np.partition(x, 1)), topK: u((x) => np.topK(x, 2, { axis: 0 })[0]),
  searchsorted: { f: (x, y) => np.searchsorted(np.sort(x), y), shapes: [[7], [3, 2]], smooth: false }, digitize: { f: (x, y) => np.digitize(x, np.sort(y)), shapes: [[3, 2], [7]], smooth: false }, bincount: { f: (x, y) => np.bincount(np.abs(np.astype(x, "int32")), { weights: y, length: 4 }), shapes: [[6], [6]], range: [0, 3] },
  histogram: { f: (x) => np.histogram(x, { bins: 4 })[0], shapes: [[12]], smooth: false }, histogramDensity: { f: (x) => np.histogram(x, { bins: [-2, -1, 0, 1, 2], density: true }), shapes: [[12]], smooth: false },
  unique: i1((x) => np.unique(x, { size: 5, fillValue: 0, returnIndex: true, returnInverse: true, returnCounts: true })), uniqueRows: { f: (x) => np.unique(x, { axis: 0, size: 3 }), shapes: [[5, 2]], dtype: "int32", range: [0, 2], smooth: false },
  intersect1d: i2((x, y) => np.intersect1d(x, y, { size: 5, fillValue: -1 })), setdiff1d: i2((x, y) => np.setdiff1d(x, y, { size: 5 })), setxor1d: i2((x, y) => np.setxor1d(x, y, { size: 5, fillValue: 0 })), union1d: i2((x, y) => np.union1d(x, y, { size: 9 })), isin: i2(np.isin),
  nonzero: i1((x) => np.nonzero(x, { size: 5 })), argwhere: i1((x) => np.argwhere(np.greater(x, 0), { size: 4, fillValue: -1 })), segmentSum: { f: (x) => np.segmentSum(x, new Int32Array([0, 2, 1, 0, 2, 2]), { numSegments: 3 }), shapes: V }, segmentMax: { f: (x) => np.segmentMax(x, new Int32Array([0, 2, 1, 0, 2, 2]), { numSegments: 3 }), shapes: V },
};

/** A stream of numbers that is the same in every run. */
function stream(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
}

function sample(shape: readonly number[], { dtype = "float64", range: [low, high] = [-2, 2] }: Row, next: () => number): NDArray {
  const size = shape.reduce((product, n) => product * n, 1);
  const values = Array.from({ length: size }, () => low + (high - low) * next());
  return fromElements(dtype === "int32" ? values.map(Math.round) : values, shape, dtype);
}

const list = (result: NDArray | readonly NDArray[]): readonly NDArray[] => (result instanceof NDArray ? [result] : result);
const plain = (result: NDArray | readonly NDArray[]): unknown[] => list(result).map((x) => ({ dtype: x.dtype, shape: x.shape, values: Array.from(x.dataSync()) }));
const row = (x: NDArray, i: number): NDArray => {
  const size = x.size / (x.shape[0] as number);
  return fromElements(Array.from(x.dataSync().slice(i * size, (i + 1) * size)), x.shape.slice(1), x.dtype);
};
const near = (a: number, c: number, tolerance: number): boolean => Object.is(a, c) || Math.abs(a - c) <= tolerance * (1 + Math.abs(c));

describe.each(Object.entries(ROWS))("%s", (name, entry) => {
  const next = stream(name.length * 7919 + 17);
  const xs = entry.shapes.map((shape) => sample(shape, entry, next));

  test("jit gives the same bits as eager mode", () => {
    expect(plain(jit(entry.f as (...xs: unknown[]) => unknown)(...xs) as NDArray)).toEqual(plain(entry.f(...xs)));
  });

  test("vmap gives what a loop gives", () => {
    const stacked = entry.shapes.map((shape) => sample([3, ...shape], entry, next));
    const batched = list(vmap(entry.f as (...xs: unknown[]) => unknown)(...stacked) as NDArray);
    for (let i = 0; i < 3; i++) {
      const one = list(entry.f(...stacked.map((x) => row(x, i))));
      expect(batched.length).toBe(one.length);
      one.forEach((expected, k) => {
        const got = row(batched[k] as NDArray, i);
        expect([got.dtype, got.shape]).toEqual([expected.dtype, expected.shape]);
        const [a, c] = [got.dataSync(), expected.dataSync()];
        c.forEach((value, j) => expect(near(a[j] as number, value, 1e-12), `${name}: ${a[j]} for ${value}`).toBe(true));
      });
    }
  });

  if (entry.smooth === false || entry.dtype === "int32") return;
  const f = (...given: NDArray[]): NDArray[] => list(entry.f(...given)).filter((y) => y.dtype === "float64");
  const ts = xs.map((x) => sample(x.shape, { ...entry, range: [-1, 1] }, next));

  test("jvp gives what central differences give", () => {
    const step = 1e-6;
    const moved = (sign: number): NDArray[] => f(...xs.map((x, i) => np.add(x, np.multiply(ts[i] as NDArray, np.array(sign * step, { dtype: "float64" })))));
    const [plus, minus] = [moved(1), moved(-1)];
    const [, tangents] = jvp(f as (...xs: unknown[]) => NDArray[], xs, ts);
    tangents.forEach((t, k) => {
      const [p, m, got] = [(plus[k] as NDArray).dataSync(), (minus[k] as NDArray).dataSync(), t.dataSync()];
      got.forEach((value, j) => expect(near(value, ((p[j] as number) - (m[j] as number)) / (2 * step), 2e-5), `${name}[${j}]: ${value} for ${((p[j] as number) - (m[j] as number)) / (2 * step)}`).toBe(true));
    });
  });

  test("vjp is the transpose of jvp", () => {
    const [, tangents] = jvp(f as (...xs: unknown[]) => NDArray[], xs, ts);
    const [ys, pull] = vjp(f as (...xs: unknown[]) => NDArray[], xs);
    const cts = ys.map((y) => sample(y.shape, { ...entry, range: [-1, 1] }, next));
    const grads = pull(cts as never) as NDArray[];
    const dot = (a: readonly NDArray[], c: readonly NDArray[]): number => a.reduce((sum, x, i) => sum + Array.from(x.dataSync()).reduce((s, v, j) => s + v * ((c[i] as NDArray).dataSync()[j] as number), 0), 0);
    expect(dot(tangents, cts)).toBeCloseTo(dot(ts, grads), 9);
  });
});
