import { describe, expect, test } from "vitest";
import {
  array,
  at,
  build,
  callOne,
  cases,
  expectSame,
  FLOATS,
  NUMBERS,
  type Data,
  type Random,
} from "../../test/kernel-harness.js";

function cumulate(x: Data, axis: number, reverse: boolean, result: (line: number[]) => number): Data {
  return build(x.dtype, x.shape, (index) => {
    const line = Array.from({ length: x.shape[axis] }, (_, i) => at(x, index.with(axis, i)));
    return result(reverse ? line.slice(index[axis]).reverse() : line.slice(0, index[axis] + 1));
  });
}

const anyShape = (random: Random): number[] =>
  random.flip(0.9) ? random.shape(random.int(1, 4), 4) : [2, random.pick([20, 115]), random.pick([1, 9])];

describe("cumulative results", () => {
  const check = (name: string, x: Data, axis: number, reverse: boolean, result: (line: number[]) => number): void => {
    const expected = cumulate(x, axis, reverse, result);
    expectSame(callOne(name, [x], x, { axis, reverse }), expected);
  };

  test("cumsum, cumprod, cummax, cummin", () => {
    cases(150, (random) => {
      const dtype = random.pick(NUMBERS);
      const isFloat = dtype === "float32" || dtype === "float64";
      const shape = anyShape(random);
      const axis = random.int(0, shape.length - 1);
      const reverse = random.flip();
      check("cumsum", random.array(dtype, shape), axis, reverse, (line) => line.reduce((a, b) => a + b, 0));
      const factors = random.array(dtype, shape, 1, 2);
      if (isFloat) factors.data.forEach((value, i) => (factors.data[i] = random.flip(0.8) ? 1 : value));
      check("cumprod", factors, axis, reverse, (line) => line.reduce(isFloat ? (a, b) => a * b : Math.imul, 1));
      const x = isFloat ? random.floats(dtype, shape) : random.array(dtype, shape);
      check("cummax", x, axis, reverse, (line) => Math.max(...line));
      check("cummin", x, axis, reverse, (line) => Math.min(...line));
    });
  });

  test("integers wrap around", () => {
    const x = array("int32", [3], [2147483647, 1, -5]);
    expect([...callOne("cumsum", [x], x, { axis: 0, reverse: false }).data]).toEqual([
      2147483647, -2147483648, 2147483643,
    ]);
    const y = array("uint32", [2], [123456789, 987654321]);
    expect(callOne("cumprod", [y], y, { axis: 0, reverse: false }).data[1]).toBe(Math.imul(123456789, 987654321) >>> 0);
  });

  test("a running sum in float32 does not drift", () => {
    const x: Data = { dtype: "float32", shape: [1e6], data: new Float32Array(1e6).fill(0.1) };
    const { data } = callOne("cumsum", [x], x, { axis: 0, reverse: false });
    expect(Math.abs(data[1e6 - 1] / 1e5 - 1)).toBeLessThan(1e-7);
  });

  test("cumlogsumexp", () => {
    cases(150, (random) => {
      const dtype = random.pick(FLOATS);
      const x = random.floats(dtype, anyShape(random));
      const axis = random.int(0, x.shape.length - 1);
      const reverse = random.flip();
      const expected = cumulate(x, axis, reverse, (line) => {
        const greatest = Math.max(...line);
        return Number.isFinite(greatest)
          ? greatest + Math.log(line.reduce((sum, term) => sum + Math.exp(term - greatest), 0))
          : greatest;
      });
      const actual = callOne("cumlogsumexp", [x], x, { axis, reverse });
      actual.data.forEach((value, i) => {
        const wanted = expected.data[i];
        if (!Number.isFinite(wanted)) expect(value).toBe(wanted);
        else
          expect(Math.abs(value - wanted)).toBeLessThanOrEqual(
            (dtype === "float32" ? 2e-7 : 1e-14) * Math.max(1, Math.abs(wanted)),
          );
      });
    });
  });
});
