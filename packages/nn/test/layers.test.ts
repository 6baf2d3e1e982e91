/** Softmax, normalization, one-hot rows, attention, pooling and initializers, where the golden cases do not look. */
import { cpu } from "@fluxion/backend-cpu";
import { grad, setDefaultBackend, vmap, type NDArray } from "@fluxion/core";
import * as nn from "@fluxion/nn";
import * as np from "@fluxion/numpy";
import * as random from "@fluxion/random";
import { beforeAll, expect, test } from "vitest";

beforeAll(() => setDefaultBackend(cpu()));

const f64 = (x: unknown): NDArray => np.array(x as number[], { dtype: "float64" });
const attention = (q: NDArray, k: NDArray, v: NDArray): NDArray => nn.dotProductAttention(q, k, v);
const list = (x: NDArray): number[] => Array.from(x.dataSync());

test("softmax of large numbers, and of nothing that counts", () => {
  expect(nn.softmax([1e30, 1e30, 0]).tolist()).toEqual([0.5, 0.5, 0]);
  expect(nn.softmax([[1, 2]], { where: [[false, false]] }).tolist()).toEqual([[0, 0]]);
  expect(list(nn.logSoftmax([0, 0, 9], { where: [true, true, false] }))[2]).toBe(-Infinity);
  expect(list(np.abs(grad((x: NDArray) => np.sum(np.square(nn.softmax(x))))(f64([1e5, -1e5, 3]))))).toEqual([0, 0, 0]);
});

test("standardize keeps digits far from 0 and takes given statistics", () => {
  const y = list(nn.standardize(f64([1e6 + 1, 1e6 + 3]), { epsilon: 0 }));
  expect(y).toEqual([-1, 1]);
  expect(nn.standardize([3, 5], { mean: 1, variance: 4, epsilon: 0 }).tolist()).toEqual([1, 2]);
});

test("logmeanexp does not overflow", () => expect(nn.logmeanexp([1000, 1000]).item()).toBe(1000));

test("oneHot: what is out of range gives zeros, bytes too", () => {
  expect(nn.oneHot([-1, 3, 1], 3).tolist()).toEqual([
    [0, 0, 0],
    [0, 0, 0],
    [0, 1, 0],
  ]);
  expect(nn.oneHot(np.array([1, 200], { dtype: "uint8" }), 2, { dtype: "bool", axis: 0 }).tolist()).toEqual([
    [false, false],
    [true, false],
  ]);
});

test("glu wants an even axis", () => expect(() => nn.glu([1, 2, 3])).toThrow("odd size 3"));

test("attention without batches is that of one batch; groups of heads share keys", () => {
  const [q, k, v] = [0, 1, 2].map((i) => random.normal(random.key(i), { shape: [1, 3, i === 0 ? 4 : 2, 5] })) as [
    NDArray,
    NDArray,
    NDArray,
  ];
  const whole = nn.dotProductAttention(q, k, v, { isCausal: true });
  const one = nn.dotProductAttention(
    ...([q, k, v].map((x) => np.squeeze(x, { axis: 0 })) as [NDArray, NDArray, NDArray]),
    { isCausal: true },
  );
  expect(np.squeeze(whole, { axis: 0 }).tolist()).toEqual(one.tolist());
  const repeated = nn.dotProductAttention(q, np.repeat(k, 2, { axis: 2 }), np.repeat(v, 2, { axis: 2 }), {
    isCausal: true,
  });
  list(repeated).forEach((x, i) => expect(x).toBeCloseTo(list(whole)[i]!, 5));
  expect(vmap(attention)(np.expandDims(q, 1), np.expandDims(k, 1), np.expandDims(v, 1)).shape).toEqual([1, 1, 3, 4, 5]);
});

test("attention through a window of place 0 returns the values, and a query without keys the mean", () => {
  const x = random.normal(random.key(3), { shape: [1, 3, 1, 2] });
  expect(nn.dotProductAttention(x, x, x, { localWindowSize: 0 }).tolist()).toEqual(x.tolist());
  const none = nn.dotProductAttention(x, x, x, { mask: np.zeros([1, 1, 3, 3], { dtype: "bool" }) });
  list(none).forEach((y, i) => expect(y).toBeCloseTo(list(np.mean(x, { axis: 1 }))[i % 2]!, 5));
});

test("attention of operands that do not fit is a shape error", () =>
  expect(() => nn.dotProductAttention(np.zeros([1, 2, 3, 4]), np.zeros([1, 2, 2, 4]), np.zeros([1, 2, 2, 4]))).toThrow(
    "do not go together",
  ));

test("pooling: padding, gradients, and batches by vmap", () => {
  const x = f64([[[1], [5], [2], [4]]]);
  expect(nn.maxPool(x, [3], { padding: "SAME" }).tolist()).toEqual([[[5], [5], [5], [4]]]);
  expect(nn.minPool(x, [2]).tolist()).toEqual([[[1], [2], [2]]]);
  expect(nn.avgPool(x, [2], { padding: [[1, 0]], countIncludePad: false }).tolist()).toEqual([[[1], [3], [3.5], [3]]]);
  expect(nn.avgPool(x, [2], { padding: [[1, 0]] }).tolist()).toEqual([[[0.5], [3], [3.5], [3]]]);
  expect(list(grad((y: NDArray) => np.sum(nn.maxPool(y, [2])))(x))).toEqual([0, 2, 0, 1]);
  expect(vmap((y: NDArray) => nn.maxPool(y, [2]))(np.stack([x, x])).shape).toEqual([2, 1, 3, 1]);
  expect(() => nn.maxPool(x, [2, 2, 2])).toThrow("window");
});

test("initializers: variance, orthogonality, errors", () => {
  const key = random.key(0);
  const w = nn.initializers.heNormal()(key, [200, 300]);
  expect(np.var(w).item() as number).toBeCloseTo(2 / 200, 3);
  const q = nn.initializers.orthogonal({ scale: 2 })(key, [2, 3, 4], "float64");
  const rows = np.reshape(q, [-1, 4]);
  list(np.matmul(np.transpose(rows), rows)).forEach((x, i) => expect(x).toBeCloseTo(i % 5 === 0 ? 4 : 0, 12));
  expect(() => nn.initializers.glorotUniform()(key, [3])).toThrow("no axis");
  expect(() =>
    nn.initializers.varianceScaling({ scale: 1, mode: "fan" as "fan_in", distribution: "normal" })(key, [2, 2]),
  ).toThrow("mode");
});
