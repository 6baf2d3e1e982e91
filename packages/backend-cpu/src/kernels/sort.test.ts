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
  FLOATS,
  type Data,
  type Random,
} from "../../test/kernel-harness.js";

/** NaN last, and zeros equal. */
const compare = (a: number, b: number): number => {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : Number(a > b);
};

const anyData = (random: Random, dtype: (typeof DTYPES)[number], shape: number[]): Data => {
  if (FLOATS.includes(dtype as "float32")) return random.floats(dtype, shape);
  const x = random.array(dtype, shape, 0, random.pick([3, 120]));
  if (dtype === "int8" || dtype === "int32") x.data.forEach((value, i) => (x.data[i] = value - 60));
  if (dtype === "uint32" || dtype === "int32")
    x.data.forEach((value, i) => (x.data[i] = value * (dtype === "uint32" ? 35_000_000 : 35_000_000)));
  return x;
};

/** Lines that take insertion, merging or the engine's sort, and counting. */
const anyShape = (random: Random): number[] =>
  random.flip(0.6) ? random.shape(random.int(1, 3)) : random.pick([[40], [2, 100], [700, 2], [1500], [25, 1, 2]]);

function sorted(operands: readonly Data[], keys: number, axis: number): Data[] {
  const shape = operands[0].shape;
  return operands.map((operand) =>
    build(operand.dtype, shape, (index) => {
      const line = Array.from({ length: shape[axis] }, (_, i) => index.with(axis, i));
      const ordered = line.sort((p, q) =>
        operands.slice(0, keys).reduce((sign, key) => sign || compare(at(key, p), at(key, q)), 0),
      );
      return at(operand, ordered[index[axis]]);
    }),
  );
}

/** Sorting a line for each of its elements is quadratic: long lines are sorted once. */
function sortedLine(operands: readonly Data[], keys: number): Data[] {
  const order = Array.from({ length: operands[0].shape[0] }, (_, i) => i);
  order.sort((p, q) => operands.slice(0, keys).reduce((sign, key) => sign || compare(key.data[p], key.data[q]), 0));
  return operands.map((operand) =>
    array(
      operand.dtype,
      operand.shape,
      order.map((i) => operand.data[i]),
    ),
  );
}

describe("sort", () => {
  test("one or several operands by one or several keys along any axis", () => {
    cases(150, (random) => {
      const shape = random.flip(0.8) ? random.shape(random.int(1, 3)) : random.pick([[30], [2, 30], [30, 2]]);
      const axis = random.int(0, shape.length - 1);
      const operands = Array.from({ length: random.int(1, 4) }, () => anyData(random, random.pick(DTYPES), shape));
      const keys = random.int(1, operands.length);
      const expected = sorted(operands, keys, axis);
      call("sort", operands, operands, { axis, keys }).forEach((actual, i) => expectSame(actual, expected[i]));
    });
  });

  test("lines of all lengths", () => {
    cases(150, (random) => {
      const shape = [random.pick([0, 1, 2, 24, 25, 100, 511, 512, 513, 3000])];
      const operands = Array.from({ length: random.pick([1, 1, 2, 3]) }, () =>
        anyData(random, random.pick(DTYPES), shape),
      );
      const keys = random.int(1, operands.length);
      const expected = sortedLine(operands, keys);
      call("sort", operands, operands, { axis: 0, keys }).forEach((actual, i) => expectSame(actual, expected[i]));
    });
  });

  test("all floats, in bits, as numbers order them", () => {
    const any = new Uint32Array(5000).map((_, i) => Math.imul(i, 2654435761));
    const x: Data = { dtype: "float32", shape: [5000], data: new Float32Array(any.buffer) };
    const [expected] = sortedLine([x], 1);
    expectSame(callOne("sort", [x], x, { axis: 0, keys: 1 }), expected);
    const wide: Data = { dtype: "float64", shape: [2500], data: new Float64Array(any.buffer) };
    expectSame(callOne("sort", [wide], wide, { axis: 0, keys: 1 }), sortedLine([wide], 1)[0]);
  });
});

describe("topK", () => {
  test("is the end of a stable sort", () => {
    cases(250, (random) => {
      const shape = anyShape(random);
      const x = anyData(random, random.pick(DTYPES), shape);
      const n = shape[shape.length - 1];
      const k = random.int(0, Math.min(n, random.pick([5, 70, 3000])));
      const to = [...shape.slice(0, -1), k];
      const orders = new Map<string, number[]>();
      const order = (line: number[]): number[] => {
        const known = orders.get(line.join());
        if (known !== undefined) return known;
        const made = Array.from({ length: n }, (_, i) => i).sort(
          (p, q) => compare(at(x, [...line, q]), at(x, [...line, p])) || p - q,
        );
        orders.set(line.join(), made);
        return made;
      };
      const indices = build("int32", to, (index) => order(index.slice(0, -1))[index[index.length - 1]]);
      const values = build(x.dtype, to, (index) => at(x, [...index.slice(0, -1), at(indices, index)]));
      const [actualValues, actualIndices] = call("topK", [x], [values, indices], { k });
      expectSame(actualIndices, indices);
      expectSame(actualValues, values);
    });
    expect(true).toBe(true);
  });
});
