import { describe, expect, test } from "vitest";
import {
  array,
  at,
  build,
  call,
  callOne,
  cases,
  DTYPES,
  expectSame,
  indices,
  NUMBERS,
  Random,
  size,
} from "../../test/kernel-harness.js";

describe("kernels that move elements", () => {
  test("broadcast", () => {
    cases(200, (random) => {
      const shape = random.shape(random.int(0, 4));
      const axes = random.subset(shape.length);
      const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
      const x = random.array(
        random.pick(DTYPES),
        kept.map((axis) => shape[axis]),
      );
      const expected = build(x.dtype, shape, (index) =>
        at(
          x,
          kept.map((axis) => index[axis]),
        ),
      );
      expectSame(callOne("broadcast", [x], expected, { shape, axes }), expected);
    });
  });

  test("reshape", () => {
    const x = new Random(1).array("int8", [2, 3, 4]);
    expectSame(callOne("reshape", [x], { dtype: "int8", shape: [4, 6] }, { shape: [4, 6] }), { ...x, shape: [4, 6] });
  });

  test("transpose", () => {
    cases(300, (random) => {
      const x = random.array(random.pick(DTYPES), random.shape(random.int(0, 5), 4));
      const permutation = random.permutation(x.shape.length);
      const shape = permutation.map((axis) => x.shape[axis]);
      const expected = build(x.dtype, shape, (index) => {
        const from: number[] = [];
        permutation.forEach((axis, i) => (from[axis] = index[i]));
        return at(x, from);
      });
      expectSame(callOne("transpose", [x], expected, { permutation }), expected);
    });
  });

  test("transpose of matrices of many tiles", () => {
    for (const [rows, columns] of [
      [70, 129],
      [1, 200],
      [200, 1],
      [33, 32],
      [2, 300],
    ]) {
      const x = new Random(rows).array("float32", [rows, columns, 2], 0, 1e6);
      const expected = build("float32", [2, columns, rows], ([k, i, j]) => at(x, [j, i, k]));
      expectSame(callOne("transpose", [x], expected, { permutation: [2, 1, 0] }), expected);
    }
  });

  test("elements move with all their bits", () => {
    const x = array("float32", [4], [NaN, -0, Infinity, -Infinity]);
    new Uint32Array(x.data.buffer)[0] = 0x7fc12345;
    const y = callOne("reverse", [x], x, { axes: [0] });
    expect([...new Uint32Array(y.data.buffer)]).toEqual([0xff800000, 0x7f800000, 0x80000000, 0x7fc12345]);
  });

  test("reverse", () => {
    cases(200, (random) => {
      const x = random.array(random.pick(DTYPES), random.shape(random.int(0, 4)));
      const axes = random.subset(x.shape.length);
      const expected = build(x.dtype, x.shape, (index) =>
        at(
          x,
          index.map((i, axis) => (axes.includes(axis) ? x.shape[axis] - 1 - i : i)),
        ),
      );
      expectSame(callOne("reverse", [x], x, { axes }), expected);
    });
  });

  test("concatenate", () => {
    cases(200, (random) => {
      const shape = random.shape(random.int(1, 4));
      const axis = random.int(0, shape.length - 1);
      const dtype = random.pick(DTYPES);
      const parts = Array.from({ length: random.int(1, 4) }, () =>
        random.array(dtype, shape.with(axis, random.int(0, 4))),
      );
      const ends = parts.map((_, i) => parts.slice(0, i + 1).reduce((n, part) => n + part.shape[axis], 0));
      const expected = build(dtype, shape.with(axis, ends[ends.length - 1]), (index) => {
        const part = ends.findIndex((end) => index[axis] < end);
        return at(parts[part], index.with(axis, index[axis] - (ends[part - 1] ?? 0)));
      });
      expectSame(callOne("concatenate", parts, expected, { axis }), expected);
    });
  });

  test("pad", () => {
    cases(300, (random) => {
      const x = random.array(random.pick(DTYPES), random.shape(random.int(0, 3)));
      const rank = x.shape.length;
      const interior = random.list(rank, 0, 2);
      const full = x.shape.map((n, axis) => n + Math.max(0, n - 1) * interior[axis]);
      const low = full.map((n) => random.int(-n, 3));
      const high = full.map((n, axis) => random.int(-Math.min(n, n + low[axis]), 3));
      const shape = full.map((n, axis) => n + low[axis] + high[axis]);
      const value = random.array(x.dtype, []);
      const expected = build(x.dtype, shape, (index) => {
        const from = index.map((i, axis) => (i - low[axis]) / (interior[axis] + 1));
        return from.every((i, axis) => Number.isInteger(i) && i >= 0 && i < x.shape[axis])
          ? at(x, from)
          : value.data[0];
      });
      expectSame(callOne("pad", [x, value], expected, { low, high, interior }), expected);
    });
  });

  test("slice", () => {
    cases(200, (random) => {
      const x = random.array(random.pick(DTYPES), random.shape(random.int(0, 4)));
      const starts = x.shape.map((n) => random.int(0, n));
      const limits = x.shape.map((n, axis) => random.int(starts[axis], n));
      const strides = random.list(x.shape.length, 1, 3);
      const shape = x.shape.map((_, axis) => Math.ceil((limits[axis] - starts[axis]) / strides[axis]));
      const expected = build(x.dtype, shape, (index) =>
        at(
          x,
          index.map((i, axis) => starts[axis] + i * strides[axis]),
        ),
      );
      expectSame(callOne("slice", [x], expected, { starts, limits, strides }), expected);
    });
  });

  test("placeSlices adds boxes, also where they overlap", () => {
    cases(200, (random) => {
      const shape = random.shape(random.int(0, 3));
      const dtype = random.pick(NUMBERS);
      const boxes = Array.from({ length: random.pick([1, 2, 3, 40]) }, () => ({
        starts: shape.map((n) => random.int(0, n)),
        strides: random.list(shape.length, 1, 3),
      }));
      const xs = boxes.map(({ starts, strides }) =>
        random.array(
          dtype,
          shape.map((n, axis) => random.int(0, Math.ceil((n - starts[axis]) / strides[axis]))),
          0,
          2,
        ),
      );
      const expected = build(dtype, shape, () => 0);
      xs.forEach((x, k) => {
        for (const index of indices(x.shape)) {
          const to = index.map((i, axis) => boxes[k].starts[axis] + i * boxes[k].strides[axis]);
          expected.data[to.reduce((offset, i, axis) => offset * shape[axis] + i, 0)] += at(x, index);
        }
      });
      expectSame(callOne("placeSlices", xs, expected, { shape, boxes }), expected);
    });
  });

  test("dynamicSlice and dynamicUpdateSlice move boxes inside", () => {
    cases(300, (random) => {
      const x = random.array(random.pick(DTYPES), random.shape(random.int(0, 3)));
      const sizes = x.shape.map((n) => random.int(0, n));
      const starts = x.shape.map(() => array("int32", [], [random.int(-3, 8)]));
      const first = x.shape.map((n, axis) => Math.max(0, Math.min(starts[axis].data[0], n - sizes[axis])));
      const expected = build(x.dtype, sizes, (index) =>
        at(
          x,
          index.map((i, axis) => i + first[axis]),
        ),
      );
      expectSame(callOne("dynamicSlice", [x, ...starts], expected, { sizes }), expected);

      const update = random.array(x.dtype, sizes);
      const updated = build(x.dtype, x.shape, (index) => {
        const from = index.map((i, axis) => i - first[axis]);
        return from.every((i, axis) => i >= 0 && i < sizes[axis]) ? at(update, from) : at(x, index);
      });
      expectSame(callOne("dynamicUpdateSlice", [x, update, ...starts], updated, {}), updated);
    });
  });

  test("iota", () => {
    cases(100, (random) => {
      const shape = random.shape(random.int(1, 4));
      const dtype = random.pick(NUMBERS);
      const axis = random.int(0, shape.length - 1);
      const expected = build(dtype, shape, (index) => index[axis]);
      expectSame(callOne("iota", [], expected, { dtype, shape, axis }), expected);
    });
    const long = build("int8", [300], ([i]) => i);
    expectSame(callOne("iota", [], long, { axis: 0 }), long);
  });

  test("long rows take the engine's own copy", () => {
    const x = new Random(5).array("uint8", [3, 400], 0, 255);
    const rows = build("uint8", [2, 3, 400], ([, i, j]) => at(x, [i, j]));
    expectSame(callOne("broadcast", [x], rows, { axes: [0] }), rows);
    const columns = build("uint8", [3, 400, 100], ([i, j]) => at(x, [i, j]));
    expectSame(callOne("broadcast", [x], columns, { axes: [2] }), columns);
    expect(call("reshape", [x], [{ dtype: "uint8", shape: [size([3, 400])] }], {})[0].data).toEqual(x.data);
  });
});
