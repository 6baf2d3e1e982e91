import { describe, expect, test } from "vitest";
import {
  array,
  at,
  build,
  callOne,
  cases,
  expectSame,
  FLOATS,
  indices,
  NUMBERS,
  type Data,
  type Random,
} from "../../test/kernel-harness.js";

function dot(
  x: Data,
  y: Data,
  lhsContract: number[],
  rhsContract: number[],
  lhsBatch: number[],
  rhsBatch: number[],
): Data {
  const free = ({ shape }: Data, used: number[]): number[] =>
    shape.map((_, axis) => axis).filter((axis) => !used.includes(axis));
  const lhsFree = free(x, [...lhsContract, ...lhsBatch]);
  const rhsFree = free(y, [...rhsContract, ...rhsBatch]);
  const shape = [
    ...lhsBatch.map((axis) => x.shape[axis]),
    ...lhsFree.map((axis) => x.shape[axis]),
    ...rhsFree.map((axis) => y.shape[axis]),
  ];
  const depth = indices(lhsContract.map((axis) => x.shape[axis]));
  return build(x.dtype, shape, (index) => {
    const p: number[] = [];
    const q: number[] = [];
    lhsBatch.forEach((axis, i) => (p[axis] = index[i]));
    rhsBatch.forEach((axis, i) => (q[axis] = index[i]));
    lhsFree.forEach((axis, i) => (p[axis] = index[lhsBatch.length + i]));
    rhsFree.forEach((axis, i) => (q[axis] = index[lhsBatch.length + lhsFree.length + i]));
    let sum = 0;
    for (const k of depth) {
      lhsContract.forEach((axis, i) => (p[axis] = k[i]));
      rhsContract.forEach((axis, i) => (q[axis] = k[i]));
      sum += at(x, p) * at(y, q);
    }
    return sum;
  });
}

describe("dotGeneral", () => {
  test("any axes contracted, batched and free", () => {
    cases(300, (random) => {
      const dtype = random.pick(NUMBERS);
      const sizes = (n: number): number[] => random.shape(n, random.pick([3, 5, 9]));
      const batch = sizes(random.pick([0, 0, 1, 2]));
      const contract = sizes(random.pick([0, 1, 1, 2]));
      const operand = () => {
        const free = sizes(random.pick([0, 1, 1, 2]));
        const all = [...batch, ...contract, ...free];
        const order = random.permutation(all.length);
        const place = (from: number, n: number): number[] =>
          Array.from({ length: n }, (_, i) => order.indexOf(from + i));
        const x = random.array(
          dtype,
          order.map((i) => all[i]),
          0,
          4,
        );
        return { x, batch: place(0, batch.length), contract: place(batch.length, contract.length) };
      };
      const a = operand();
      const b = operand();
      const expected = dot(a.x, b.x, a.contract, b.contract, a.batch, b.batch);
      const params = { lhsContract: a.contract, rhsContract: b.contract, lhsBatch: a.batch, rhsBatch: b.batch };
      expectSame(callOne("dotGeneral", [a.x, b.x], expected, params), expected);
    });
  });

  const matmul = { lhsContract: [1], rhsContract: [0], lhsBatch: [], rhsBatch: [] };

  test("matrices larger than a block", () => {
    cases(6, (random) => {
      const dtype = random.pick(["float32", "float64", "int32"] as const);
      const [m, k, n] = random.pick([
        [37, 4200, 5],
        [70, 65, 66],
        [5, 9000, 6],
        [33, 5000, 3],
      ]);
      const x = random.array(dtype, [m, k], 0, 3);
      const y = random.array(dtype, [k, n], 0, 3);
      const expected = build(dtype, [m, n], ([i, j]) => {
        let sum = 0;
        for (let p = 0; p < k; p++) sum += x.data[i * k + p] * y.data[p * n + j];
        return sum;
      });
      expectSame(callOne("dotGeneral", [x, y], expected, matmul), expected);
    });
  });

  test("sums run from left to right in doubles, whatever the tile", () => {
    for (const dtype of FLOATS) {
      cases(20, (random) => {
        const [m, k, n] = [random.int(1, 9), random.int(1, 40), random.int(2, 9)];
        const x = array(
          dtype,
          [m, k],
          Array.from({ length: m * k }, () => random.unit() - 0.5),
        );
        const y = array(
          dtype,
          [k, n],
          Array.from({ length: k * n }, () => random.unit() - 0.5),
        );
        expectSame(callOne("dotGeneral", [x, y], { dtype, shape: [m, n] }, matmul), dot(x, y, [1], [0], [], []));
      });
    }
  });

  test("a long product of vectors is precise, and integers wrap", () => {
    const n = 1e6;
    const x: Data = { dtype: "float32", shape: [n], data: new Float32Array(n).fill(0.1) };
    const vectors = { lhsContract: [0], rhsContract: [0], lhsBatch: [], rhsBatch: [] };
    const { data } = callOne("dotGeneral", [x, x], { dtype: "float32", shape: [] }, vectors);
    expect(Math.abs(data[0] / (n * Math.fround(0.1) ** 2) - 1)).toBeLessThan(1e-7);
    const y = array("int32", [2], [123456789, 987654321]);
    expect(callOne("dotGeneral", [y, y], { dtype: "int32", shape: [] }, vectors).data[0]).toBe(
      (Math.imul(123456789, 123456789) + Math.imul(987654321, 987654321)) | 0,
    );
  });

  test("0 · ∞ is NaN also at the edges, and does not spread", () => {
    const x = array("float32", [2, 2], [0, 1, 2, 3]);
    const y = array("float32", [2, 3], [Infinity, 1, 2, 3, 4, 5]);
    expect([...callOne("dotGeneral", [x, y], { dtype: "float32", shape: [2, 3] }, matmul).data]).toEqual([
      NaN,
      4,
      5,
      Infinity,
      14,
      19,
    ]);
  });
});

interface Conv {
  strides: number[];
  padding: [number, number][];
  lhsDilation: number[];
  rhsDilation: number[];
  featureGroupCount: number;
  batchGroupCount: number;
}

function conv(x: Data, w: Data, shape: number[], p: Conv): Data {
  const [, inputs, ...window] = w.shape;
  const perGroup = w.shape[0] / (p.featureGroupCount * p.batchGroupCount);
  return build(x.dtype, shape, ([n, o, ...place]) => {
    const group = Math.floor(o / perGroup);
    let sum = 0;
    for (const [i, ...tap] of indices([inputs, ...window])) {
      const from = place.map(
        (at, d) => (at * p.strides[d] + tap[d] * p.rhsDilation[d] - p.padding[d][0]) / p.lhsDilation[d],
      );
      if (!from.every((at, d) => Number.isInteger(at) && at >= 0 && at < x.shape[d + 2])) continue;
      const image = p.batchGroupCount > 1 ? group * shape[0] + n : n;
      const channel = p.featureGroupCount > 1 ? group * inputs + i : i;
      sum += at(x, [image, channel, ...from]) * at(w, [o, i, ...tap]);
    }
    return sum;
  });
}

function anyConv(random: Random, rank: number): { lhs: number[]; rhs: number[]; shape: number[]; params: Conv } {
  const featureGroupCount = random.pick([1, 1, 2, 3]);
  const batchGroupCount = featureGroupCount === 1 ? random.pick([1, 1, 2]) : 1;
  const inputs = random.int(1, 3);
  const filters = featureGroupCount * batchGroupCount * random.int(1, 5);
  const images = random.int(1, 2);
  const spatial = random.list(rank, 1, rank > 2 ? 3 : 7);
  const window = random.list(rank, 1, 3);
  const lhsDilation = random.list(rank, 1, random.pick([1, 3]));
  const rhsDilation = random.list(rank, 1, random.pick([1, 3]));
  const strides = random.list(rank, 1, 3);
  const padding = spatial.map((): [number, number] => [random.int(-1, 3), random.int(-1, 3)]);
  const places = spatial.map((n, d) => {
    const length =
      (n - 1) * lhsDilation[d] + 1 + padding[d][0] + padding[d][1] - ((window[d] - 1) * rhsDilation[d] + 1);
    return Math.max(0, Math.floor(length / strides[d]) + 1);
  });
  return {
    lhs: [images * batchGroupCount, inputs * featureGroupCount, ...spatial],
    rhs: [filters, inputs, ...window],
    shape: [images, filters, ...places],
    params: { strides, padding, lhsDilation, rhsDilation, featureGroupCount, batchGroupCount },
  };
}

describe("convGeneralDilated", () => {
  test("any groups, dilations, strides, padding and 0 to 3 spatial axes", () => {
    cases(400, (random) => {
      const { lhs, rhs, shape, params } = anyConv(random, random.int(0, 3));
      const dtype = random.pick(["float32", "float64", "int32", "uint8"] as const);
      const x = random.array(dtype, lhs, 0, 3);
      const w = random.array(dtype, rhs, 0, 3);
      const expected = conv(x, w, shape, params);
      expectSame(callOne("convGeneralDilated", [x, w], expected, params), expected);
    });
  });

  test("enough places that every image has products of its own", () => {
    cases(4, (random) => {
      const groups = random.pick([1, 2]);
      const params = {
        strides: [1, 1],
        padding: [
          [1, 1],
          [1, 0],
        ] as [number, number][],
        lhsDilation: [1, 1],
        rhsDilation: [1, 1],
        featureGroupCount: groups,
        batchGroupCount: 1,
      };
      const x = random.array("float32", [2, 2 * groups, 17, 18], 0, 3);
      const w = random.array("float32", [3 * groups, 2, 3, 3], 0, 3);
      const expected = conv(x, w, [2, 3 * groups, 17, 17], params);
      expectSame(callOne("convGeneralDilated", [x, w], expected, params), expected);
    });
  });

  test("no channels, no images, no places", () => {
    const params = {
      strides: [1],
      padding: [[0, 0]],
      lhsDilation: [1],
      rhsDilation: [1],
      featureGroupCount: 1,
      batchGroupCount: 1,
    };
    const run = (lhs: number[], rhs: number[], shape: number[]) => [
      ...callOne(
        "convGeneralDilated",
        [
          array("float32", lhs, new Array(lhs.reduce((a, b) => a * b)).fill(1)),
          array("float32", rhs, new Array(rhs.reduce((a, b) => a * b)).fill(1)),
        ],
        { dtype: "float32", shape },
        params,
      ).data,
    ];
    expect(run([1, 0, 3], [2, 0, 2], [1, 2, 2])).toEqual([0, 0, 0, 0]);
    expect(run([0, 1, 3], [2, 1, 2], [0, 2, 2])).toEqual([]);
    expect(run([1, 1, 1], [2, 1, 2], [1, 2, 0])).toEqual([]);
  });
});
