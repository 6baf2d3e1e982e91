/** A backend runs whole programs: any wiring of inputs and outputs, long ones, large ones, again and again. */
import {
  add,
  full,
  iota,
  jit,
  mul,
  neg,
  reshape,
  sin,
  sum,
  transpose,
  vmap,
  withDefaultBackend,
  type NDArray,
} from "@fluxion/core";
import { requireSame } from "../compare.js";
import { put, read, type ArrayFunction } from "../run.js";
import { f32, requireResults, type BackendCheck } from "./check.js";

const one = f32([3], [1, 2, 3]);
const two = f32([3], [10, 20, 30]);

/** Jitted functions whose results are known, with their operands. */
const WIRINGS: readonly (readonly [
  name: string,
  f: ArrayFunction,
  inputs: readonly ReturnType<typeof f32>[],
  expected: readonly ReturnType<typeof f32>[],
])[] = [
  ["an input is returned", (x) => [x as NDArray], [one], [one]],
  ["an input is returned twice", (x) => [x as NDArray, x as NDArray], [one], [one, one]],
  ["inputs are exchanged", (x, y) => [y as NDArray, x as NDArray], [one, two], [two, one]],
  [
    "a result is returned twice",
    (x) => [neg(x as NDArray), neg(x as NDArray)],
    [one],
    [f32([3], [-1, -2, -3]), f32([3], [-1, -2, -3])],
  ],
  ["a reshaped input is returned", (x) => [reshape(x as NDArray, { shape: [3, 1] })], [one], [f32([3, 1], [1, 2, 3])]],
  [
    "an intermediate result and its shape are returned",
    (x) => [neg(x as NDArray), reshape(neg(x as NDArray), { shape: [1, 3] })],
    [one],
    [f32([3], [-1, -2, -3]), f32([1, 3], [-1, -2, -3])],
  ],
  ["an input is not used", (x) => [neg(x as NDArray)], [one, two], [f32([3], [-1, -2, -3])]],
  ["a constant is returned", () => [full([2], 7)], [], [f32([2], [7])]],
  ["nothing is returned", () => [], [one], []],
  ["the same operand stands on both sides", (x) => [add(x as NDArray, x as NDArray)], [one], [f32([3], [2, 4, 6])]],
  [
    "a scalar meets an array",
    (x, y) => [sum(x as NDArray, { axes: [0] }), y as NDArray],
    [one, two],
    [f32([], [6]), two],
  ],
];

const wirings: readonly BackendCheck[] = WIRINGS.map(([name, f, inputs, expected]) => ({
  name: `programs: ${name}`,
  run: (backend) => requireResults(name, backend, jit(f), inputs, expected),
}));

const again: BackendCheck = {
  name: "programs: later runs leave earlier results alone",
  async run(backend) {
    const f = jit((x: NDArray) =>
      sum(mul(transpose(add(x, x), { permutation: [1, 0] }), full([3, 2], 2)), { axes: [0] }),
    );
    const xs = [0, 1, 2, 3].map((k) =>
      put(
        backend,
        f32([2, 3], (i) => i + k),
      ),
    );
    const results = withDefaultBackend(backend, () => xs.map((x) => f(x)));
    requireSame(
      "results",
      await Promise.all(results.map(read)),
      [0, 1, 2, 3].map((k) => f32([2], [12 + 12 * k, 48 + 12 * k])),
    );
    requireSame(
      "operands",
      await Promise.all(xs.map(read)),
      [0, 1, 2, 3].map((k) => f32([2, 3], (i) => i + k)),
    );
  },
};

const long: BackendCheck = {
  name: "programs: 600 equations one after the other",
  run: (backend) =>
    requireResults(
      "a chain",
      backend,
      jit((x: NDArray) => [
        Array.from({ length: 600 }).reduce<NDArray>((y, _, i) => (i % 2 === 0 ? add(y, x) : neg(y)), x),
      ]),
      [one],
      // x → 2x → −2x → −x → x → …: every four steps lead back.
      [one],
    ),
};

const wide: BackendCheck = {
  name: "programs: 40 operands and 40 results",
  run: (backend) =>
    requireResults(
      "many",
      backend,
      jit((...xs: NDArray[]) => [
        xs.reduce((total, x) => add(total, x)),
        ...xs.slice(1).map((x, i) => add(x, xs[i] as NDArray)),
      ]),
      Array.from({ length: 40 }, (_, i) => f32([2], [i, 2 * i])),
      [f32([2], [780, 1560]), ...Array.from({ length: 39 }, (_, i) => f32([2], [2 * i + 1, 4 * i + 2]))],
    ),
};

const LARGE = 2 ** 20 + 3;
const large: BackendCheck = {
  name: "programs: a million elements",
  run: (backend) =>
    requireResults(
      "a million",
      backend,
      jit(() => {
        const i = iota({ dtype: "int32", shape: [LARGE], axis: 0 });
        const ones = full([LARGE], 1);
        return [
          add(i, i),
          sum(ones, { axes: [0] }),
          sum(reshape(add(ones, ones), { shape: [1, LARGE] }), { axes: [0] }),
        ];
      }),
      [],
      [
        { type: { dtype: "int32", shape: [LARGE] }, data: Int32Array.from({ length: LARGE }, (_, i) => 2 * i) },
        f32([], [LARGE]),
        f32([LARGE], [2]),
      ],
    ),
};

const nothing: BackendCheck = {
  name: "programs: empty arrays all the way",
  run: (backend) =>
    requireResults(
      "empty",
      backend,
      jit((x: NDArray) => [sin(x), sum(x, { axes: [0] }), transpose(x, { permutation: [1, 0] })]),
      [f32([0, 2], [])],
      [f32([0, 2], []), f32([2], [0]), f32([2, 0], [])],
    ),
};

const lanes: BackendCheck = {
  name: "programs: a call within a call within lanes",
  run: (backend) =>
    requireResults(
      "nested",
      backend,
      jit(vmap((x: NDArray) => [jit((y: NDArray) => jit((z: NDArray) => add(z, y))(neg(y)))(x), add(x, x)])),
      [one],
      [f32([3], [0]), f32([3], [2, 4, 6])],
    ),
};

export const execution: readonly BackendCheck[] = [...wirings, again, long, wide, large, nothing, lanes];
