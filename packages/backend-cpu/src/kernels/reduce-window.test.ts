import { describe, test } from "vitest";
import { at, build, callOne, cases, expectSame, FLOATS, indices, NUMBERS } from "../../test/kernel-harness.js";

const LOWEST = { int8: -128, uint8: 0, int32: -2147483648, uint32: 0, float32: -Infinity, float64: -Infinity };
const HIGHEST = { int8: 127, uint8: 255, int32: 2147483647, uint32: 4294967295, float32: Infinity, float64: Infinity };

describe("windowed reductions", () => {
  test("sum, max and min over any windows", () => {
    cases(300, (random) => {
      const dtype = random.pick(NUMBERS) as keyof typeof LOWEST;
      const shape = random.flip(0.8) ? random.list(random.int(0, 4), 1, 5) : [2, 9, 11];
      const rank = shape.length;
      const window = random.list(rank, 1, 3);
      const strides = random.list(rank, 1, 3);
      const baseDilation = random.list(rank, 1, random.pick([1, 2]));
      const windowDilation = random.list(rank, 1, random.pick([1, 2]));
      const padding = shape.map((): [number, number] => [random.int(-1, 3), random.int(-1, 3)]);
      const places = shape.map((n, d) => {
        const length =
          (n - 1) * baseDilation[d] + 1 + padding[d][0] + padding[d][1] - ((window[d] - 1) * windowDilation[d] + 1);
        return Math.max(0, Math.floor(length / strides[d]) + 1);
      });
      const params = { window, strides, padding, baseDilation, windowDilation };
      const check = (
        name: string,
        x: ReturnType<typeof random.array>,
        initial: number,
        step: (a: number, b: number) => number,
      ): void => {
        const expected = build(dtype, places, (index) => {
          const elements = indices(window).flatMap((tap) => {
            const from = index.map(
              (i, d) => (i * strides[d] + tap[d] * windowDilation[d] - padding[d][0]) / baseDilation[d],
            );
            return from.every((i, d) => Number.isInteger(i) && i >= 0 && i < shape[d]) ? [at(x, from)] : [];
          });
          return elements.reduce((a, b) => step(a, b), initial);
        });
        expectSame(callOne(name, [x], expected, params), expected);
      };
      check("reduceWindowSum", random.array(dtype, shape), 0, (a, b) => a + b);
      const x = FLOATS.includes(dtype as "float32") ? random.floats(dtype, shape) : random.array(dtype, shape);
      check("reduceWindowMax", x, LOWEST[dtype], Math.max);
      check("reduceWindowMin", x, HIGHEST[dtype], Math.min);
    });
  });
});
