import { describe, expect, test } from "vitest";
import { array, callOne, cases, FLOATS, type Data } from "../../test/kernel-harness.js";

/** The order that `pairwise` documents, written as it is documented. */
function documented(terms: readonly number[]): number {
  const blocks: number[] = [];
  for (let i = 0; i < terms.length; i += 64) blocks.push(terms.slice(i, i + 64).reduce((sum, term) => sum + term, 0));
  const tree = (sums: readonly number[]): number => {
    if (sums.length <= 1) return sums[0] ?? 0;
    const half = 2 ** Math.ceil(Math.log2(sums.length) - 1);
    return tree(sums.slice(0, half)) + tree(sums.slice(half));
  };
  return tree(blocks);
}

const sumOf = (x: Data, axes: readonly number[]): Data =>
  callOne("sum", [x], { dtype: x.dtype, shape: x.shape.filter((_, axis) => !axes.includes(axis)) }, { axes });
const filled = (dtype: "float32" | "float64", n: number, value: number): Data => ({
  dtype,
  shape: [n],
  data: dtype === "float32" ? new Float32Array(n).fill(value) : new Float64Array(n).fill(value),
});

describe("sum", () => {
  test("adds in the documented order, along rows and along columns alike", () => {
    for (const dtype of FLOATS) {
      cases(60, (random) => {
        const n = random.pick([0, 1, 63, 64, 65, 127, 128, 255, 256, 257, 320, 1000, 64 * 7, 64 * 13 + 5, 5000]);
        const terms = Array.from({ length: n }, () => (random.unit() - 0.3) * 10 ** random.int(-6, 6));
        const line = array(dtype, [n], terms);
        const expected = array(dtype, [], [documented([...line.data])]).data[0];
        expect(sumOf(line, [0]).data[0]).toBe(expected);
        for (const width of [1, 3, 9, 700]) {
          if (n * width > 200_000) continue;
          const columns = array(
            dtype,
            [n, width],
            Array.from({ length: n * width }, (_, i) => line.data[Math.floor(i / width)]),
          );
          expect([...sumOf(columns, [0]).data]).toEqual(new Array(width).fill(expected));
        }
      });
    }
  });

  test("between two groups of axes nothing is rounded", () => {
    const x = array("float32", [2, 1, 2], [1, 2 ** -30, -1, 2 ** -30]);
    expect(sumOf({ ...x, shape: [2, 1, 2] }, [0, 2]).data[0]).toBe(2 ** -29);
    const y = array("float32", [2, 2, 2], [1, 2 ** -30, 5, 6, -1, 2 ** -30, 7, 8]);
    expect([...sumOf(y, [0, 2]).data]).toEqual([2 ** -29, 26]);
  });

  test("10⁷ times 0.1 is a million, 2·10⁷ ones are 2·10⁷", () => {
    expect(Math.abs(sumOf(filled("float32", 1e7, 0.1), [0]).data[0] / 1e6 - 1)).toBeLessThan(1e-6);
    expect(Math.abs(sumOf(filled("float64", 1e7, 0.1), [0]).data[0] / 1e6 - 1)).toBeLessThan(1e-14);
    expect(sumOf(filled("float32", 2e7, 1), [0]).data[0]).toBe(2e7);
    const columns = sumOf({ ...filled("float32", 2e7, 1), shape: [2e6, 10] }, [0]);
    expect([...columns.data]).toEqual(new Array(10).fill(2e6));
    const wide = sumOf({ ...filled("float64", 1e7, 0.1), shape: [1e5, 100] }, [0]);
    for (const total of wide.data) expect(Math.abs(total / 1e4 - 1)).toBeLessThan(1e-14);
  });

  test("the variance of 10⁶ values near 1000", () => {
    const x = Float32Array.from({ length: 1e6 }, (_, i) => 1000 + ((i * 0.618033988749895) % 1));
    const mean = Math.fround(sumOf({ dtype: "float32", shape: [1e6], data: x }, [0]).data[0] / 1e6);
    const squares = x.map((value) => (value - mean) ** 2);
    const variance = sumOf({ dtype: "float32", shape: [1e6], data: squares }, [0]).data[0] / 1e6;
    expect(Math.abs(variance * 12 - 1)).toBeLessThan(1e-4);
  });

  test("special values", () => {
    expect(sumOf(array("float32", [2], [Infinity, -Infinity]), [0]).data[0]).toBeNaN();
    expect(sumOf(array("float64", [3], [1, NaN, 2]), [0]).data[0]).toBeNaN();
    expect(sumOf(array("float32", [2], [3e38, 3e38]), [0]).data[0]).toBe(Infinity);
    expect(sumOf(array("float32", [3], [3e38, 3e38, -3e38]), [0]).data[0]).toBe(Math.fround(3e38));
  });
});
