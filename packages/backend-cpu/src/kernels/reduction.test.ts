import { describe, expect, test } from "vitest";
import {
  array,
  at,
  build,
  callOne,
  cases,
  DTYPES,
  expectSame,
  FLOATS,
  indices,
  NUMBERS,
  offset,
  type Data,
  type Random,
} from "../../test/kernel-harness.js";

/** Reduces by the definition: for every index of the result all elements that belong to it, in order. */
function reduce(x: Data, axes: number[], initial: number, step: (result: number, element: number) => number): Data {
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const result = build(
    x.dtype,
    kept.map((axis) => x.shape[axis]),
    () => initial,
  );
  for (const index of indices(x.shape)) {
    const to = offset(
      result.shape,
      kept.map((axis) => index[axis]),
    );
    result.data[to] = step(result.data[to], at(x, index));
  }
  return result;
}

const LOWEST = { bool: 0, int8: -128, uint8: 0, int32: -2147483648, uint32: 0, float32: -Infinity, float64: -Infinity };
const HIGHEST = {
  bool: 1,
  int8: 127,
  uint8: 255,
  int32: 2147483647,
  uint32: 4294967295,
  float32: Infinity,
  float64: Infinity,
};

/** Shapes that take each of the loops: short and long, narrow and wide. */
const anyShape = (random: Random): number[] =>
  random.flip(0.85)
    ? random.shape(random.int(0, 4))
    : [random.pick([1, 3]), random.pick([9, 130]), random.pick([1, 5, 9])];

describe("reductions over any axes", () => {
  test("sum of small integers, in all element types", () => {
    cases(200, (random) => {
      const x = random.array(random.pick(NUMBERS), anyShape(random));
      const axes = random.subset(x.shape.length);
      const expected = reduce(x, axes, 0, (a, b) => a + b);
      expectSame(callOne("sum", [x], expected, { axes }), expected);
    });
  });

  test("prod", () => {
    cases(200, (random) => {
      const dtype = random.pick(NUMBERS);
      const x = random.array(dtype, anyShape(random), 1, 2);
      if (dtype === "float32" || dtype === "float64")
        x.data.forEach((value, i) => (x.data[i] = random.flip(0.9) ? 1 : value));
      const axes = random.subset(x.shape.length);
      const expected = reduce(x, axes, 1, dtype === "float32" || dtype === "float64" ? (a, b) => a * b : Math.imul);
      expectSame(callOne("prod", [x], expected, { axes }), expected);
    });
  });

  test("max and min, NaN and infinities included", () => {
    cases(250, (random) => {
      const dtype = random.pick(DTYPES);
      const shape = anyShape(random);
      const x = FLOATS.includes(dtype as "float32") ? random.floats(dtype, shape) : random.array(dtype, shape, 0, 100);
      if (dtype === "uint32") x.data.forEach((value, i) => (x.data[i] = value * 40_000_000));
      if (dtype === "int8" || dtype === "int32") x.data.forEach((value, i) => (x.data[i] = value - 50));
      const axes = random.subset(x.shape.length);
      const greatest = reduce(x, axes, LOWEST[dtype], Math.max);
      expectSame(callOne("reduceMax", [x], greatest, { axes }), greatest);
      const least = reduce(x, axes, HIGHEST[dtype], Math.min);
      expectSame(callOne("reduceMin", [x], least, { axes }), least);
    });
  });

  test("among zeros the maximum is +0 and the minimum −0, wherever they stand", () => {
    const zeros = [...new Array<number>(8).fill(-0), ...new Array<number>(8).fill(0)];
    for (const dtype of FLOATS)
      for (const list of [zeros, [...zeros].reverse()])
        for (const width of [1, 9, 200]) {
          const x = array(
            dtype,
            [list.length, width],
            list.flatMap((zero) => new Array<number>(width).fill(zero)),
          );
          const result = (name: string): number[] => [
            ...callOne(name, [x], { dtype, shape: [width] }, { axes: [0] }).data,
          ];
          expect(result("reduceMax")).toEqual(new Array(width).fill(0));
          expect(result("reduceMin")).toEqual(new Array(width).fill(-0));
        }
  });

  test("and, or", () => {
    cases(200, (random) => {
      const x = random.array("bool", anyShape(random));
      const axes = random.subset(x.shape.length);
      const all = reduce(x, axes, 1, (a, b) => a & b);
      expectSame(callOne("reduceAnd", [x], all, { axes }), all);
      const some = reduce(x, axes, 0, (a, b) => a | b);
      expectSame(callOne("reduceOr", [x], some, { axes }), some);
    });
  });

  test("integers wrap around", () => {
    const total = (dtype: "int8" | "uint8" | "int32" | "uint32", values: number[]): number =>
      callOne("sum", [array(dtype, [values.length], values)], { dtype, shape: [] }, { axes: [0] }).data[0];
    expect(total("int8", [127, 1])).toBe(-128);
    expect(total("uint8", [255, 2])).toBe(1);
    expect(total("int32", [2147483647, 1])).toBe(-2147483648);
    expect(total("uint32", [4294967295, 4294967295])).toBe(4294967294);
    const product = callOne(
      "prod",
      [array("uint32", [2], [123456789, 987654321])],
      { dtype: "uint32", shape: [] },
      { axes: [0] },
    );
    expect(product.data[0]).toBe(Math.imul(123456789, 987654321) >>> 0);
  });

  test("argmax and argmin: the first of equals, the first NaN before all", () => {
    cases(250, (random) => {
      const dtype = random.pick(DTYPES);
      const shape = random.flip(0.8) ? random.list(random.int(1, 4), 1, 5) : [3, 40, 9];
      const axis = random.int(0, shape.length - 1);
      const x = FLOATS.includes(dtype as "float32") ? random.floats(dtype, shape) : random.array(dtype, shape);
      const search = (better: (a: number, b: number) => boolean): Data =>
        build("int32", shape.toSpliced(axis, 1), (index) => {
          const line = Array.from({ length: shape[axis] }, (_, i) => at(x, index.toSpliced(axis, 0, i)));
          const nan = line.findIndex(Number.isNaN);
          if (nan >= 0) return nan;
          return line.reduce((best, value, i) => (better(value, line[best]) ? i : best), 0);
        });
      const greatest = search((a, b) => a > b);
      expectSame(callOne("argmax", [x], greatest, { axis }), greatest);
      const least = search((a, b) => a < b);
      expectSame(callOne("argmin", [x], least, { axis }), least);
    });
  });
});
