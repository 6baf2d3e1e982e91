/** What NumPy and JAX users try with arrays: no elements, many axes, views of views, wrapping integers, types side by side, NaN and −0 everywhere. */
import { cpu, getDefaultBackend, grad, jit, lax, np, setDefaultBackend, type DType, type NDArray } from "fluxion";
import { describe, expect, test } from "vitest";
import { f32, f64, failure, i32, same } from "./support.js";

const typed = (dtype: DType, values: unknown): NDArray => np.array(values as number[], { dtype });

/** The same in eager mode, under jit, and without generated code. */
function everywhere(f: (...xs: NDArray[]) => NDArray, inputs: () => NDArray[], expected: unknown, dtype?: DType): void {
  const generated = getDefaultBackend();
  for (const backend of [generated, cpu({ generateCode: false })]) {
    setDefaultBackend(backend);
    try {
      const xs = inputs();
      for (const y of [f(...xs), jit(f)(...xs)]) {
        same(y, expected);
        if (dtype !== undefined) expect(y.dtype).toBe(dtype);
      }
    } finally {
      setDefaultBackend(generated);
    }
  }
}

describe("no elements", () => {
  const empty = np.zeros([0]);
  const rows = np.zeros([0, 3]);
  test("reductions give their neutral element, or say that there is none", () => {
    expect(
      [
        np.sum(empty),
        np.prod(empty),
        np.all(empty),
        np.any(empty),
        np.mean(empty),
        np.logsumexp(empty),
        np.linalg.norm(empty),
      ].map((x) => x.item()),
    ).toEqual([0, 1, true, false, NaN, -Infinity, 0].map(Number));
    same(np.sum(rows, { axis: 0 }), [0, 0, 0]);
    same(np.min(rows, { axis: 1 }), []);
    same(np.sum(np.zeros([2, 0, 3]), { axis: 1 }), [
      [0, 0, 0],
      [0, 0, 0],
    ]);
    for (const f of [np.max, np.min, np.argmax, np.argmin, np.ptp, np.median])
      failure(() => f(empty), /empty|no elements/);
    expect(np.max(empty, { initial: -1 }).item()).toBe(-1);
  });
  test("shapes, products, sorting and indexing", () => {
    same(np.matmul(np.zeros([2, 0]), np.zeros([0, 2])), [
      [0, 0],
      [0, 0],
    ]);
    same(np.concatenate([empty, f32([1])]), [1]);
    for (const x of [
      np.sort(empty),
      np.argsort(empty),
      np.cumsum(empty),
      np.unique(empty),
      np.flip(empty),
      np.roll(empty, 3),
      np.repeat(empty, 2),
      np.diff(empty),
      np.reshape(rows, [-1]),
      np.take([1, 2], i32([])),
      np.outer(empty, [1]).get(":, 0"),
      np.at(empty, i32([5])).add(1),
    ])
      same(x, []);
    expect(np.add(np.ones([0, 1]), np.ones([1, 0])).shape).toEqual([0, 0]);
    expect(np.add(np.ones([1]), empty).shape).toEqual([0]);
    failure(() => np.add(np.ones([3]), empty), "[3] and [0]");
    same(np.take(empty, i32([0])), [NaN]);
    expect([String(empty), String(rows), np.arrayRepr(empty)]).toEqual(["[]", "[]", "array([], dtype=float32)"]);
  });
});

describe("axes", () => {
  test("sizes of 1 repeat on either side", () => {
    everywhere(
      (x, y) => np.add(x, y),
      () => [f32([[1], [2]]), f32([[10, 20]])],
      [
        [11, 21],
        [12, 22],
      ],
    );
    everywhere(
      (x, y) => np.multiply(x, y),
      () => [f32([[[1]], [[2]]]), f32([3])],
      [[[3]], [[6]]],
    );
    expect(np.add(np.ones([2, 1, 3]), np.ones([4, 1])).shape).toEqual([2, 4, 3]);
    same(grad((a: NDArray) => np.sum(np.multiply(a, f32([[1, 10, 100]]))))(f32([[1], [2]])), [[111], [111]]);
    same(grad((a: NDArray) => np.sum(np.multiply(f32([[1], [2]]), a)))(f32([1, 2, 3])), [3, 3, 3]);
  });
  test("many axes: 12 of size 2, and 33 of size 1", () => {
    const x = np.reshape(np.arange(4096), Array<number>(12).fill(2));
    expect(np.sum(np.transpose(x)).item()).toBe((4096 * 4095) / 2);
    expect(np.sum(x, { axis: [0, 3, -1] }).shape).toEqual(Array<number>(9).fill(2));
    same(np.reshape(np.flip(np.transpose(np.transpose(x))), [-1]).get(":3"), [4095, 4094, 4093]);
    const y = np.ones(Array<number>(33).fill(1));
    expect([
      jit((v: NDArray) => np.sin(np.transpose(v)).add(1))(y).ndim,
      grad((v: NDArray) => np.sum(v.mul(v)))(y).size,
      np.squeeze(y).item(),
      np.matmul(y, y).ndim,
    ]).toEqual([33, 1, 1, 33]);
  });
  test("negative axes count from the end, and axes out of range are refused with the range", () => {
    const x = np.reshape(np.arange(6), [2, 3]);
    same(np.sum(x, { axis: -1 }), [3, 12]);
    same(np.cumsum(x, { axis: -2 }), [
      [0, 1, 2],
      [3, 5, 7],
    ]);
    same(np.roll(x, 1, { axis: -1 }), [
      [2, 0, 1],
      [5, 3, 4],
    ]);
    expect([np.stack([x, x], { axis: -1 }).shape, np.expandDims(x, -1).shape, np.moveaxis(x, -1, 0).shape]).toEqual([
      [2, 3, 2],
      [2, 3, 1],
      [3, 2],
    ]);
    for (const f of [np.sum, np.max, np.mean, np.argmax, np.cumsum, np.sort, np.median, np.any])
      failure(() => f(x, { axis: 2 }), "axis 2", "2 dimensions");
    failure(() => np.sum(x, { axis: [0, -2] }), "twice");
    failure(() => np.sum(x, { axis: 0.5 }), "0.5");
  });
  test("views of views: strided, reversed, transposed, and joined again", () => {
    const x = np.reshape(np.arange(24), [2, 3, 4]);
    const view = (v: NDArray): NDArray => v.get("::-1, ::2, 3:0:-2");
    const expected = [
      [
        [15, 13],
        [23, 21],
      ],
      [
        [3, 1],
        [11, 9],
      ],
    ];
    everywhere(view, () => [np.reshape(np.arange(24), [2, 3, 4])], expected);
    everywhere(
      (v) => np.reshape(np.transpose(view(v)), [4, 2]),
      () => [np.reshape(np.arange(24), [2, 3, 4])],
      [
        [15, 3],
        [23, 11],
        [13, 1],
        [21, 9],
      ],
    );
    same(view(x).add(view(x).get("::-1")), [
      [
        [18, 14],
        [34, 30],
      ],
      [
        [18, 14],
        [34, 30],
      ],
    ]);
    same(np.sort(view(x), { axis: 0 }), [
      [
        [3, 1],
        [11, 9],
      ],
      [
        [15, 13],
        [23, 21],
      ],
    ]);
    same(
      grad((v: NDArray) => np.sum(view(np.reshape(v, [2, 3, 4])).mul(f32([1, 10]))))(np.ones([24])).get("12:"),
      [0, 10, 0, 1, 0, 0, 0, 0, 0, 10, 0, 1],
    );
  });
  test("slices beyond the ends are as in Python", () => {
    const x = np.arange(5);
    const cases: [string, number[]][] = [
      ["2:100", [2, 3, 4]],
      ["-100:2", [0, 1]],
      ["4:2", []],
      ["100:", []],
      ["::-3", [4, 1]],
      ["-1:-6:-1", [4, 3, 2, 1, 0]],
      ["3::-1", [3, 2, 1, 0]],
      ["...", [0, 1, 2, 3, 4]],
      ["-2:", [3, 4]],
      [":-4", [0]],
      ["1:4:2", [1, 3]],
    ];
    for (const [index, expected] of cases)
      everywhere(
        (v) => v.get(index),
        () => [np.arange(5)],
        expected,
      );
    failure(() => x.get("::0"), "step");
    failure(() => x.get(0, 0), "index");
    failure(() => x.get(1.5), "1.5");
    failure(() => x.get([true, false]), /mask|5/);
    failure(() => x.get("1;2"));
  });
});

describe("integers", () => {
  test("wrap", () => {
    everywhere(
      (x) => x.add(1),
      () => [i32([2147483647])],
      [-2147483648],
      "int32",
    );
    everywhere(
      (x, y) => x.mul(y),
      () => [i32([65536, 123456789]), i32([65536, 987654321])],
      [0, -67153019],
      "int32",
    );
    everywhere(
      (x, y) => x.mul(y),
      () => [typed("uint32", [4294967295, 123456789]), typed("uint32", [4294967295, 987654321])],
      [1, 4227814277],
      "uint32",
    );
    everywhere(
      (x) => x.add(10),
      () => [typed("uint8", [250, 5])],
      [4, 15],
      "uint8",
    );
    everywhere(
      (x) => x.sub(5),
      () => [typed("uint8", [3])],
      [254],
      "uint8",
    );
    everywhere(
      (x) => np.negative(x),
      () => [typed("uint8", [5])],
      [251],
      "uint8",
    );
    everywhere(
      (x) => x.add(1),
      () => [typed("int8", [127])],
      [-128],
      "int8",
    );
    everywhere(
      (x) => np.abs(x),
      () => [typed("int8", [-128])],
      [-128],
      "int8",
    );
    everywhere(
      (x) => np.power(x, 30),
      () => [i32([3])],
      [-1010140999],
      "int32",
    );
    everywhere(
      (x) => np.sum(x),
      () => [i32([2147483647, 1])],
      -2147483648,
      "int32",
    );
    everywhere(
      (x, y) => np.matmul(x, y),
      () => [i32([[123456789, 987654321]]), i32([[987654321], [123456789]])],
      [[-134306038]],
      "int32",
    );
  });
  test("small integers add up in 32 bits", () => {
    expect(
      [
        np.sum(typed("uint8", [200, 100])),
        np.prod(typed("int8", [100, 2])),
        np.cumsum(typed("uint8", [200, 100])).get(1),
      ].map((x) => [x.dtype, x.item()]),
    ).toEqual([
      ["uint32", 300],
      ["int32", 200],
      ["uint32", 300],
    ]);
    expect(np.mean(i32([2147483647, 2147483647])).item()).toBe(2147483648);
  });
  test("floats become integers by dropping the fraction, and stop at the ends", () => {
    const x = (): NDArray[] => [f32([1e10, -1e10, NaN, Infinity, -Infinity, 300.7, -5.5, -0])];
    everywhere((v) => v.astype("int32"), x, [2147483647, -2147483648, 0, 2147483647, -2147483648, 300, -5, 0], "int32");
    everywhere((v) => v.astype("uint8"), x, [255, 0, 0, 255, 0, 255, 0, 0], "uint8");
    everywhere((v) => v.astype("int8"), x, [127, -128, 0, 127, -128, 127, -5, 0], "int8");
    everywhere((v) => v.astype("uint32"), x, [4294967295, 0, 0, 4294967295, 0, 300, 0, 0], "uint32");
    everywhere((v) => v.astype("bool"), x, [true, true, true, true, true, true, true, false], "bool");
    everywhere(
      (v) => v.astype("uint8"),
      () => [i32([300, -1])],
      [44, 255],
      "uint8",
    );
    everywhere(
      (v) => v.astype("int32"),
      () => [typed("uint32", [4294967295])],
      [-1],
      "int32",
    );
  });
  test("numbers that do not fit are refused, not wrapped", () => {
    failure(() => typed("uint8", [5]).add(-1), "-1 does not fit in uint8");
    failure(() => typed("uint8", [5]).add(300), "300");
    failure(() => np.power(i32([2]), -1), "negative power");
  });
});

describe("types side by side", () => {
  test("arrays promote along JAX's lattice", () => {
    const pairs: [DType, DType, DType][] = [
      ["uint8", "int8", "int32"],
      ["uint8", "int32", "int32"],
      ["uint32", "int32", "int32"],
      ["int8", "float32", "float32"],
      ["int32", "float64", "float64"],
      ["bool", "uint8", "uint8"],
      ["uint32", "float32", "float32"],
      ["bool", "bool", "bool"],
      ["float32", "float64", "float64"],
    ];
    for (const [a, b, expected] of pairs) {
      expect([a, b, np.add(typed(a, [1]), typed(b, [1])).dtype]).toEqual([a, b, expected]);
      expect(jit((x: NDArray, y: NDArray) => np.multiply(y, x))(typed(a, [1]), typed(b, [1])).dtype).toBe(expected);
    }
  });
  test("numbers give way to arrays, whatever the rank", () => {
    for (const dtype of ["uint8", "int8", "int32", "uint32"] as const) {
      expect([
        np.add(typed(dtype, [1]), 1).dtype,
        np.add(1.5, typed(dtype, 1)).dtype,
        np.add(typed(dtype, [1]), true).dtype,
      ]).toEqual([dtype, "float32", dtype]);
      expect([
        np.sin(typed(dtype, [1])).dtype,
        np.divide(typed(dtype, [1]), 2).dtype,
        np.mean(typed(dtype, [1])).dtype,
      ]).toEqual(["float32", "float32", "float32"]);
    }
    expect([
      np.add(typed("bool", [true]), 1).dtype,
      np.add(f64(1), f32([1])).dtype,
      np.add(f32([1]), 0.1).dtype,
      np.where([true], f64([1]), 0).dtype,
    ]).toEqual(["int32", "float64", "float32", "float64"]);
    everywhere(
      (x) => x.add(0.1),
      () => [f64(0)],
      0.1,
      "float64",
    );
    everywhere(
      (x) => x.add(0.1),
      () => [f32(0)],
      Math.fround(0.1),
      "float32",
    );
  });
});

describe("−0 and NaN", () => {
  const zero = (): NDArray[] => [f32([-0])];
  const keeps: [string, (x: NDArray) => NDArray][] = [
    ["mul 1", (x) => x.mul(1)],
    ["add −0", (x) => x.add(-0)],
    ["sub 0", (x) => x.sub(0)],
    ["div 1", (x) => x.div(1)],
    ["neg neg", (x) => x.neg().neg()],
    ["sqrt", (x) => np.sqrt(x)],
    ["sin", (x) => np.sin(x)],
    ["tan", (x) => np.tan(x)],
    ["arctan2", (x) => np.arctan2(x, 1)],
    ["expm1", (x) => np.expm1(x)],
    ["log1p", (x) => np.log1p(x)],
    ["cbrt", (x) => np.cbrt(x)],
    ["floor", (x) => np.floor(x)],
    ["round", (x) => np.round(x.sub(0.4))],
    ["ceil", (x) => np.ceil(x.sub(0.5))],
    ["sign", (x) => np.sign(x)],
    ["minimum", (x) => np.minimum(x, 0)],
    ["min", (x) => np.min(np.concatenate([x, f32([0])]), { keepdims: true })],
    ["power 3", (x) => np.power(x, 3)],
    ["where", (x) => np.where([true], x, 1)],
    ["reshape", (x) => np.reshape(np.reshape(x, [1, 1]), [1])],
    ["astype", (x) => x.astype("float64").astype("float32")],
    ["concatenate", (x) => np.concatenate([x, f32([1])]).get(":1")],
    ["take", (x) => np.take(x, i32([0]))],
    ["sort", (x) => np.sort(np.concatenate([x, f32([-1, 1])])).get("1:2")],
    ["clip", (x) => np.clip(x, -1, 1)],
    ["fmod", (x) => np.fmod(x.sub(3), 3)],
  ];
  test.each(keeps)("%s keeps −0", (_, f) => everywhere(f, zero, [-0]));
  test("what makes 0 of −0", () => {
    for (const f of [
      (x) => x.add(0),
      (x) => np.abs(x),
      (x) => np.negative(x),
      (x) => np.subtract(0, x),
      (x) => np.maximum(x, 0),
      (x) => np.square(x),
      (x) => x.mul(-1),
      (x) => np.mod(x.sub(3), 3),
    ] as ((x: NDArray) => NDArray)[])
      everywhere(f, zero, [0]);
    everywhere((x) => np.divide(1, x), zero, [-Infinity]);
    everywhere((x) => np.arctan2(0, x), zero, [Math.fround(Math.PI)]);
  });
  test("NaN goes through everything but what asks for it", () => {
    const nan = (): NDArray[] => [f32([NaN])];
    for (const f of [
      (x) => np.maximum(x, 1),
      (x) => np.minimum(1, x),
      (x) => np.clip(x, 0, 1),
      (x) => np.sign(x),
      (x) => np.round(x),
      (x) => np.mod(x, 2),
      (x) => np.floorDivide(x, 2),
      (x) => x.mul(0),
      (x) => np.max(np.concatenate([x, f32([1])]), { keepdims: true }),
      (x) => np.cummax(np.concatenate([x, f32([1])])).get("1:"),
      (x) => np.median(np.concatenate([x, f32([1])]), { keepdims: true }),
      (x) => np.prod(np.concatenate([x, f32([0])]), { keepdims: true }),
    ] as ((x: NDArray) => NDArray)[])
      everywhere(f, nan, [NaN]);
    for (const f of [
      (x) => np.fmax(x, 1),
      (x) => np.power(x, 0),
      (x) => np.power(1, x),
      (x) => np.where(np.less(x, 0), 0, 1),
      (x) => np.nanmax(np.concatenate([x, f32([1])]), { keepdims: true }),
    ] as ((x: NDArray) => NDArray)[])
      everywhere(f, nan, [1]);
    everywhere((x) => np.equal(x, x), nan, [false]);
    everywhere((x) => np.notEqual(x, x), nan, [true]);
    everywhere((x) => np.hypot(x, Infinity), nan, [Infinity]);
    everywhere(
      (x) => np.sort(x),
      () => [f32([NaN, 1, -Infinity, NaN])],
      [-Infinity, 1, NaN, NaN],
    );
    everywhere(
      (x) => np.argsort(x),
      () => [f32([NaN, 1, NaN, 0])],
      [3, 1, 0, 2],
    );
    everywhere(
      (x) => np.unique(x, { size: 2 }),
      () => [f32([NaN, 1, NaN])],
      [1, NaN],
    );
  });
  test("halves round to even", () => {
    everywhere(
      (x) => np.round(x),
      () => [f32([0.5, 1.5, 2.5, -0.5, -1.5])],
      [0, 2, 2, -0, -2],
    );
    everywhere(
      (x) => np.round(x, { decimals: -1 }),
      () => [i32([15, 25, -15])],
      [20, 20, -20],
    );
  });
});

describe("updates", () => {
  test("never change the array they start from", () => {
    const x = f32([1, 2, 3]);
    same(x.at(0).set(9), [9, 2, 3]);
    same(x.at("::-1").set([7, 8, 9]), [9, 8, 7]);
    same(x.at(i32([0, 0])).add(1), [3, 2, 3]);
    same(x.at([true, false, true]).multiply(0), [0, 2, 0]);
    same(x.at(-1).max(10), [1, 2, 10]);
    same(
      x.at(1).apply((v) => np.negative(v)),
      [1, -2, 3],
    );
    same(x, [1, 2, 3]);
    failure(() => x.at(0).set([1, 2]), "do not broadcast");
    failure(() => x.at("0:2").set([1, 2, 3]), "do not broadcast");
  });
  test("have gradients with respect to both sides; what is overwritten has none", () => {
    const f = (x: NDArray, v: NDArray): NDArray =>
      np.sum(
        x
          .at(i32([0, 0]))
          .set(v)
          .mul(f32([1, 2, 3])),
      );
    const [gx, gv] = grad(f, { argnums: [0, 1] })(f32([1, 2, 3]), f32([5, 6])) as [NDArray, NDArray];
    expect([gx.tolist(), gv.tolist()]).toEqual([
      [0, 2, 3],
      [0, 1],
    ]);
    same(jit(grad((x: NDArray) => np.sum(x.at(":2").multiply(x.get("1:")))))(f32([1, 2, 3])), [2, 4, 3]);
    same(
      grad((v: NDArray) =>
        np.sum(
          np.square(
            np
              .zeros([3])
              .at(i32([0, 0, 1]))
              .add(v),
          ),
        ),
      )(f32([1, 2, 3])),
      [6, 6, 6],
    );
    same(lax.dynamicUpdateSlice(f32([1, 2, 3]), f32([9]), [7]), [1, 2, 9]);
  });
});

describe("what becomes an array", () => {
  test("lists with holes, strings, views and foreign typed arrays", () => {
    const holes = [1, 2, 3];
    delete holes[1];
    for (const junk of [
      holes,
      ["1", "2"],
      [1n],
      new Set([1]),
      new Date(0),
      { 0: 1, length: 1 },
      [null],
      null,
      undefined,
      () => 1,
      new Map(),
      "12",
    ])
      failure(() => np.array(junk as never), "expected an array");
    failure(() => np.array(new BigInt64Array(2) as never), "Int32Array");
    same(np.array(new Float32Array([1, 2, 3, 4]).subarray(1, 3)), [2, 3]);
    same(np.array(Buffer.from([1, 2])), [1, 2]);
    same(np.array([NaN, Infinity, -Infinity, -0]), [NaN, Infinity, -Infinity, -0]);
    expect([np.array([1, true]).dtype, np.array([true]).dtype, np.array([[]]).shape, np.array([[], []]).shape]).toEqual(
      ["float32", "bool", [1, 0], [2, 0]],
    );
  });
});
