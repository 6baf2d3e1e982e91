/** Shapes, indices and contractions under transforms: jit gives the same bits, vmap what a loop gives, derivatives what differences give. */
import { cpu } from "@fluxion/backend-cpu";
import { fromElements, jit, jvp, NDArray, setDefaultBackend, vjp, vmap } from "@fluxion/core";
import { describe, expect, test } from "vitest";
import * as np from "./index.js";

setDefaultBackend(cpu());

type Result = NDArray | readonly NDArray[];
type Row = readonly [
  shapes: readonly (readonly number[])[],
  f: (...xs: NDArray[]) => Result,
  kind?: "counts" | "rough",
];

const M = [[3, 4]];
const T = [[2, 3, 4]];
/** An array of floats as indices from −4 to 3. */
const places = (x: NDArray): NDArray => np.astype(np.floor(np.multiply(x, 2)), "int32");
const index = (x: NDArray): NDArray => places(np.getitem(x, "0, 0"));

const ROWS: Record<string, Row> = {
  reshape: [T, (x) => np.reshape(x, [4, -1], { order: "F" })],
  transpose: [T, (x) => np.transpose(x, [1, 2, 0])],
  moveaxis: [T, (x) => np.moveaxis(x, [0, 1], [-1, 0])],
  squeeze: [[[1, 3, 1]], (x) => np.expandDims(np.squeeze(x), [0, 2])],
  concatenate: [
    [
      [2, 3],
      [1, 3],
    ],
    (x, y) => np.concatenate([x, y, x]),
  ],
  stack: [
    [
      [2, 3],
      [2, 3],
    ],
    (x, y) => np.stack([x, y], { axis: -1 }),
  ],
  block: [
    [
      [2, 2],
      [2, 1],
    ],
    (x, y) =>
      np.block([
        [x, y],
        [y, x],
      ]),
  ],
  split: [[[6, 2]], (x) => np.split(x, [1, 4])],
  unstack: [M, (x) => np.unstack(x, { axis: 1 })],
  tile: [M, (x) => np.tile(x, [2, 1, 3])],
  repeat: [M, (x) => np.repeat(x, [2, 0, 3], { axis: 0 })],
  repeatTraced: [[[3, 2], [3]], (x, n) => np.repeat(x, np.abs(places(n)), { axis: 0, totalRepeatLength: 7 }), "rough"],
  roll: [M, (x) => np.roll(x, [1, -2], { axis: [0, 1] })],
  rollTraced: [M, (x) => np.roll(x, index(x), { axis: 1 }), "rough"],
  flip: [M, (x) => np.flip(x, { axis: 1 })],
  rot90: [M, (x) => np.rot90(x, { k: 3 })],
  padConstant: [
    [[3, 2], []],
    (x, v) =>
      np.pad(
        x,
        [
          [1, 2],
          [0, 3],
        ],
        { constantValues: v },
      ),
  ],
  padReflect: [
    M,
    (x) =>
      np.pad(
        x,
        [
          [5, 1],
          [2, 9],
        ],
        { mode: "reflect", reflectType: "odd" },
      ),
  ],
  padSymmetric: [M, (x) => np.pad(x, 4, { mode: "symmetric" })],
  padWrap: [
    M,
    (x) =>
      np.pad(
        x,
        [
          [5, 1],
          [2, 9],
        ],
        { mode: "wrap" },
      ),
  ],
  padEdge: [M, (x) => np.pad(x, 2, { mode: "edge" })],
  padRamp: [
    M,
    (x) =>
      np.pad(
        x,
        [
          [2, 1],
          [0, 3],
        ],
        { mode: "linear_ramp", endValues: [1, 2] },
      ),
  ],
  padMaximum: [M, (x) => np.pad(x, 2, { mode: "maximum", statLength: 2 })],
  padMedian: [M, (x) => np.pad(x, 2, { mode: "median" })],
  tril: [T, (x) => [np.tril(x, { k: 1 }), np.triu(x, { k: -1 })]],
  diagonal: [T, (x) => np.diagonal(x, { offset: 1, axis1: 2, axis2: 0 })],
  diag: [[[4]], (x) => np.diag(x, { k: -2 })],
  trace: [T, (x) => np.trace(x, { axis1: 1, axis2: 2 })],
  fillDiagonal: [[[4, 3], [2]], (x, v) => np.fillDiagonal(x, v, { wrap: true })],
  insert: [[[4, 2], [2]], (x, v) => np.insert(x, [1, 1], np.expandDims(v, 1), { axis: 0 })],
  delete: [M, (x) => np.delete(x, [0, 2], { axis: 1 })],
  resize: [M, (x) => np.resize(x, [5, 4])],
  select: [[[5], [5]], (x, y) => np.select([np.greater(x, 1), np.greater(y, 0)], [x, y], { default: 3 })],
  choose: [[[5], [5], [5]], (i, x, y) => np.choose(places(i), [x, y], { mode: "wrap" }), "rough"],
  compress: [M, (x) => np.compress([true, false, true], x, { axis: 0 })],
  extractSized: [M, (x) => np.extract(np.greater(x, 0), x, { size: 5, fillValue: -1 })],
  kron: [[[2, 2], [3]], (x, y) => np.kron(x, y)],
  unravel: [M, (x) => np.unravelIndex(places(x), [3, 5]), "counts"],
  slices: [T, (x) => np.getitem(x, "::-1, None, 1:3, ::2")],
  lists: [T, (x) => np.getitem(x, [[0, 1, 1], ":", [2, 0, -1]])],
  tracedPlace: [M, (x) => np.getitem(x, [index(x), "1:"]), "rough"],
  tracedList: [M, (x) => np.getitem(x, [":", places(np.getitem(x, [0]))]), "rough"],
  take: [[[5], [3, 2]], (x, i) => np.take(x, places(i), { mode: "wrap" }), "rough"],
  takeFill: [[[3, 4], [5]], (x, i) => np.take(x, places(i), { axis: 1, mode: "fill", fillValue: 0 }), "rough"],
  takeAlongAxis: [
    [
      [3, 4],
      [3, 2],
    ],
    (x, i) => np.takeAlongAxis(x, places(i), 1, { mode: "clip" }),
    "rough",
  ],
  putAlongAxis: [
    [
      [3, 4],
      [3, 1],
      [3, 1],
    ],
    (x, i, v) => np.putAlongAxis(x, places(i), v, 1),
    "rough",
  ],
  put: [[[3, 4], [2]], (x, v) => np.put(x, [1, 7, 9], v)],
  atSetBox: [[[3, 4], [2]], (x, v) => np.at(x, "1:, ::3").set(v)],
  atSetStrip: [
    [
      [3, 4],
      [2, 1],
    ],
    (x, v) => np.at(x, "1:, 1:3").set(v),
  ],
  atAddReversed: [[[3, 4], [4]], (x, v) => np.at(x, "::-2, ::-1").add(v)],
  atMultiply: [[[5], [3]], (x, v) => np.at(x, [1, 1, 4]).multiply(v)],
  atDivide: [[[5], [3]], (x, v) => np.at(x, [1, 1, 4]).divide(np.add(np.square(v), 1))],
  atPower: [[[5], [3]], (x, v) => np.at(np.add(np.square(x), 1), [0, 2, 4]).power(v)],
  atMax: [[[5], [3]], (x, v) => np.at(x, [1, 1, 4]).max(v)],
  atMin: [[[3, 4], [4]], (x, v) => np.at(x, "1:").min(v)],
  atApply: [[[5]], (x) => np.at(x, [0, 3]).apply((y) => np.sin(y))],
  atTraced: [[[4, 3], [3]], (x, v) => np.at(x, index(x)).set(v), "rough"],
  atMixed: [[[2, 3, 4], [2]], (x, v) => np.at(x, ":", [2, 0], "0:2").add(v)],
  dot: [
    [
      [2, 3],
      [4, 3, 2],
    ],
    (x, y) => np.dot(x, y),
  ],
  matmulStacks: [
    [
      [2, 1, 2, 3],
      [3, 3, 2],
    ],
    (x, y) => np.matmul(x, y),
  ],
  matmulVector: [[[3], [2, 3, 2]], (x, y) => np.matmul(x, y)],
  vecdot: [[[2, 3], [3]], (x, y) => np.vecdot(x, y)],
  outer: [[[3], [2]], (x, y) => np.outer(x, y)],
  tensordot: [
    [
      [2, 3, 4],
      [4, 3],
    ],
    (x, y) =>
      np.tensordot(x, y, {
        axes: [
          [1, 2],
          [1, 0],
        ],
      }),
  ],
  cross: [[[2, 3], [3]], (x, y) => np.cross(x, y)],
  convolve: [[[5], [3]], (x, y) => [np.convolve(x, y), np.correlate(y, x, { mode: "same" })]],
  einsumPair: [
    [
      [3, 2, 3],
      [3, 4],
    ],
    (x, y) => np.einsum("bij,jk->kib", x, y),
  ],
  einsumMany: [[[2, 3], [3, 4], [4], [2]], (a, b, c, d) => np.einsum("ij,jk,k,i->j", a, b, c, d)],
  einsumDiagonal: [[[3, 3, 2]], (x) => np.einsum("iij->ji", x)],
  einsumDots: [
    [
      [2, 1, 2, 3],
      [3, 3, 2],
    ],
    (x, y) => np.einsum("...ij,...jk->...ki", x, y),
  ],
  multiDot: [
    [
      [2, 3],
      [3, 4],
      [4, 2],
    ],
    (a, b, c) => np.linalg.multiDot([a, b, c]),
  ],
  matrixPower: [[[3, 3]], (x) => np.linalg.matrixPower(x, 3)],
  norms: [
    [[3, 4]],
    (x) => [
      np.linalg.norm(x),
      np.linalg.norm(x, { ord: 1 }),
      np.linalg.norm(x, { axis: 1, ord: 3 }),
      np.linalg.norm(x, { ord: -Infinity }),
    ],
  ],
  blockDiag: [
    [
      [2, 2],
      [1, 3],
    ],
    (x, y) => np.linalg.blockDiag([x, y]),
  ],
  toeplitz: [[[3], [4]], (c, r) => np.linalg.toeplitz(c, r)],
  polynomials: [
    [[4], [2]],
    (p, q) => [np.polymul(p, q), np.polyadd(p, q), np.polyder(p), np.polyint(p, { m: 2, k: 1 })],
  ],
  polyval: [[[4], [2, 3]], (p, x) => np.polyval(p, x)],
  vectorize: [
    [
      [2, 1, 3],
      [4, 3],
    ],
    (x, y) => np.vectorize((a, b) => np.dot(a, np.sin(b)), { signature: "(n),(n)->()" })(x, y),
  ],
  applyAlongAxis: [T, (x) => np.applyAlongAxis((row) => np.outer(row, row), 1, x)],
  laxConv: [
    [
      [1, 5, 4, 2],
      [3, 2, 2, 3],
    ],
    (x, w) =>
      np.lax.convGeneralDilated(x, w, {
        padding: "SAME",
        windowStrides: [2, 1],
        dimensionNumbers: ["NHWC", "HWIO", "NHWC"],
      }),
  ],
  laxConvTranspose: [
    [
      [1, 3, 3, 2],
      [3, 2, 2, 4],
    ],
    (x, w) => np.lax.convTranspose(x, w, { padding: "SAME", strides: [2, 1] }),
  ],
  laxReduceWindow: [
    M,
    (x) => [
      np.lax.reduceWindow(x, "max", [2, 2], null, "SAME"),
      np.lax.reduceWindow(x, "mul", [2, 3], [1, 1], "VALID"),
    ],
  ],
  laxDynamic: [
    [
      [4, 5],
      [2, 2],
    ],
    (x, u) => np.lax.dynamicUpdateSlice(x, u, [index(x), 1]),
    "rough",
  ],
  laxPad: [
    M,
    (x) =>
      np.lax.pad(x, 0, [
        [-1, 1, 0],
        [1, -2, 2],
      ]),
  ],
};

function stream(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
}
const sample = (shape: readonly number[], next: () => number, width = 2): NDArray =>
  fromElements(
    Array.from({ length: shape.reduce((product, n) => product * n, 1) }, () => width * (2 * next() - 1)),
    shape,
    "float64",
  );
const list = (result: Result): readonly NDArray[] => (result instanceof NDArray ? [result] : result);
const plain = (result: Result): unknown[] => list(result).map((x) => [x.dtype, x.shape, Array.from(x.dataSync())]);
const lane = (x: NDArray, i: number): NDArray => {
  const size = x.size / (x.shape[0] as number);
  return fromElements(Array.from(x.dataSync().slice(i * size, (i + 1) * size)), x.shape.slice(1), x.dtype);
};
const inner = (xs: readonly NDArray[], ys: readonly NDArray[]): number =>
  xs.reduce(
    (total, x, i) =>
      total +
      Array.from(x.dataSync()).reduce((sum, value, k) => sum + value * ((ys[i] as NDArray).dataSync()[k] as number), 0),
    0,
  );

describe.each(Object.entries(ROWS))("%s", (name, [shapes, f, kind]) => {
  const next = stream(name.length * 7919 + 5);
  const xs = shapes.map((shape) => sample(shape, next));
  const call = f as (...given: unknown[]) => unknown;

  test("jit gives the same bits as eager mode", () => {
    expect(plain(jit(call)(...xs) as Result)).toEqual(plain(f(...xs)));
  });

  test("vmap gives what a loop gives, for every choice of batched arguments", () => {
    for (let choice = 1; choice < 1 << shapes.length; choice++) {
      const batched = shapes.map((_, i) => ((choice >> i) & 1) === 1);
      const stacked = shapes.map((shape, i) => (batched[i] ? sample([3, ...shape], next) : (xs[i] as NDArray)));
      const got = list(vmap(call, { inAxes: batched.map((b) => (b ? 0 : null)) })(...stacked) as Result);
      for (let i = 0; i < 3; i++) {
        const one = list(f(...stacked.map((x, k) => (batched[k] ? lane(x, i) : x))));
        one.forEach((expected, k) => {
          const actual = lane(got[k] as NDArray, i);
          expect([actual.dtype, actual.shape]).toEqual([expected.dtype, expected.shape]);
          expect(
            Array.from(actual.dataSync()).every(
              (value, j) =>
                Object.is(value, expected.dataSync()[j]) ||
                Math.abs(value - (expected.dataSync()[j] as number)) < 1e-12,
            ),
          ).toBe(true);
        });
      }
    }
  });

  if (kind === "counts") return;
  const g = (...given: NDArray[]): NDArray[] => list(f(...given)).filter((y) => y.dtype === "float64");
  const along = xs.map((x) => sample(x.shape, next, 1));
  const [ys, tangents] = jvp(g as (...given: unknown[]) => NDArray[], xs, along);

  test("the derivative is what central differences give", () => {
    const step = 1e-6;
    const moved = (sign: number): NDArray[] =>
      g(...xs.map((x, i) => np.add(x, np.multiply(along[i] as NDArray, np.array(sign * step, { dtype: "float64" })))));
    const [plus, minus] = [moved(1), moved(-1)];
    tangents.forEach((t, k) =>
      t.dataSync().forEach((value, j) => {
        const expected =
          (((plus[k] as NDArray).dataSync()[j] as number) - ((minus[k] as NDArray).dataSync()[j] as number)) /
          (2 * step);
        expect(Math.abs(value - expected)).toBeLessThan(1e-5 * (1 + Math.abs(expected)));
      }),
    );
  });

  test("vjp is the transpose of jvp", () => {
    const [, pull] = vjp(g as (...given: unknown[]) => NDArray[], xs);
    const cts = ys.map((y) => sample(y.shape, next, 1));
    expect(inner(tangents, cts)).toBeCloseTo(inner(along, pull(cts as never) as NDArray[]), 9);
  });
});
