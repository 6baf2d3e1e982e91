/** A few elements move by assignments, and everything else by kernels, with the same results. */
import {
  concatenate,
  deviceArray,
  dynamicSlice,
  executableOf,
  jit,
  pad,
  placeSlices,
  reverse,
  scan,
  slice,
  transpose,
  add,
  arrayType,
  mul,
  reshape,
  type Backend,
  type DType,
  type NDArray,
} from "@fluxion/core";
import { describe, expect, test } from "vitest";
import { cpu } from "../src/index.js";

const generated = cpu({ generateCode: true });
const closures = cpu({ generateCode: false });
const SPECIAL = [-0, 0, NaN, -Infinity, 1.5, 3, -7, 0.1];

const array = (backend: Backend, shape: readonly number[], dtype: DType): NDArray => {
  const make = { float32: Float32Array, float64: Float64Array, int32: Int32Array, bool: Uint8Array }[
    dtype as "float32"
  ];
  const size = shape.reduce((a, b) => a * b, 1);
  const values = Array.from({ length: size }, (_, i) => SPECIAL[i % SPECIAL.length] as number);
  return deviceArray(
    make.from(dtype === "bool" ? values.map((x) => Number(x > 0)) : values),
    arrayType(dtype, shape),
    backend,
  );
};

type Case = readonly [name: string, shapes: readonly (readonly number[])[], f: (...xs: NDArray[]) => NDArray];
const whole = { starts: [1], limits: [4], strides: [1] };
const cases: readonly Case[] = [
  ["slice", [[6]], (x) => slice(x, { starts: [1], limits: [6], strides: [2] })],
  ["slice of a matrix", [[3, 4]], (x) => slice(x, { starts: [1, 0], limits: [3, 4], strides: [1, 3] })],
  ["one element", [[3]], (x) => slice(x, { starts: [2], limits: [3], strides: [1] })],
  ["nothing", [[3]], (x) => slice(x, { starts: [1], limits: [1], strides: [1] })],
  ["concatenate", [[2], [1], [3]], (x, y, z) => concatenate([x, y, z], { axis: 0 })],
  ["concatenate twice the same", [[2]], (x) => concatenate([x, x], { axis: 0 })],
  [
    "concatenate columns",
    [
      [2, 1],
      [2, 2],
    ],
    (x, y) => concatenate([x, y], { axis: 1 }),
  ],
  ["reverse", [[2, 3]], (x) => reverse(x, { axes: [1] })],
  ["transpose", [[2, 3]], (x) => transpose(x, { permutation: [1, 0] })],
  ["as many elements as there are bits", [[31]], (x) => slice(x, { starts: [15], limits: [31], strides: [1] })],
  ["one more", [[32]], (x) => slice(x, { starts: [31], limits: [32], strides: [1] })],
  ["a long result", [[4, 5]], (x) => transpose(x, { permutation: [1, 0] })],
];
const numeric: readonly Case[] = [
  ["pad", [[3]], (x) => pad(x, 2, { low: [1], high: [2], interior: [1] })],
  ["pad by less than nothing", [[4]], (x) => pad(x, 2, { low: [-1], high: [1], interior: [0] })],
  [
    "place",
    [[2], [1]],
    (x, y) =>
      placeSlices([x, y], {
        shape: [6],
        boxes: [
          { starts: [0], strides: [2] },
          { starts: [5], strides: [1] },
        ],
      }),
  ],
  [
    "place one upon another",
    [[2], [2]],
    (x, y) =>
      placeSlices([x, y], {
        shape: [3],
        boxes: [
          { starts: [0], strides: [1] },
          { starts: [1], strides: [1] },
        ],
      }),
  ],
];

/** The bytes of a result, so that −0 and NaN count. */
const bytes = (backend: Backend, [, shapes, f]: Case, dtype: DType): number[] => {
  const xs = shapes.map((shape) => array(backend, shape, dtype));
  const data = (jit(f)(...xs) as NDArray).dataSync();
  return Array.from(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
};

describe.each(["float32", "float64", "int32", "bool"] as const)("%s", (dtype) => {
  test.each((dtype === "bool" ? cases : [...cases, ...numeric]).map((each) => [each[0], each] as const))(
    "%s",
    (_, each) => {
      expect(bytes(generated, each, dtype)).toEqual(bytes(closures, each, dtype));
    },
  );
});

/** Starts before, inside and beyond the array. */
test.each([
  [[5], [1]],
  [[5], [3]],
  [
    [3, 4],
    [2, 2],
  ],
  [
    [2, 3, 2],
    [1, 2, 2],
  ],
  [[4], [4]],
  [[20], [17]],
  [[], []],
] as const)("dynamic slices of %j, %j elements", (shape, sizes) => {
  const f = (x: NDArray, at: NDArray): NDArray =>
    dynamicSlice(
      x,
      sizes.map((_, axis) => reshape(slice(at, { starts: [axis], limits: [axis + 1], strides: [1] }), { shape: [] })),
      { sizes: [...sizes] },
    );
  for (const at of [-7, 0, 1, 2, 9]) {
    const on = (backend: Backend): unknown =>
      (
        jit(f)(
          array(backend, shape, "float64"),
          deviceArray(Int32Array.of(at, 9 - at, at), arrayType("int32", [3]), backend),
        ) as NDArray
      ).tolist();
    expect(on(generated)).toEqual(on(closures));
  }
});

const codeOf = (f: (...xs: NDArray[]) => NDArray, ...xs: NDArray[]): string =>
  executableOf(jit(f).staged(...xs), generated).describe().code;

test("a few elements need no kernel, many do", () => {
  const [few, many] = [array(generated, [4], "float64"), array(generated, [100], "float64")];
  expect(codeOf((x) => slice(x, whole), few)).not.toMatch(/\bk\d/);
  expect(codeOf((x) => slice(x, { starts: [1], limits: [100], strides: [1] }), many)).toMatch(/\bk\d/);
});

test("a system of three equations is a loop without kernels", () => {
  const part = (y: NDArray, i: number): NDArray =>
    reshape(slice(y, { starts: [i], limits: [i + 1], strides: [1] }), { shape: [] });
  const f = (y: NDArray): NDArray => {
    const [a, b, c] = [part(y, 0), part(y, 1), part(y, 2)];
    const rows = [add(a, b), mul(a, c), mul(b, c)].map((x) => reshape(x, { shape: [1] }));
    return concatenate(rows, { axis: 0 });
  };
  const loop = (y: NDArray): NDArray => scan((state: NDArray) => [f(state), null], y, null, { length: 5 })[0];
  expect(codeOf(loop, array(generated, [3], "float64"))).not.toMatch(/\bk\d/);
  const start = (backend: Backend): NDArray =>
    deviceArray(Float64Array.of(0.5, 0.25, 2), arrayType("float64", [3]), backend);
  expect((jit(loop)(start(generated)) as NDArray).tolist()).toEqual((jit(loop)(start(closures)) as NDArray).tolist());
});
