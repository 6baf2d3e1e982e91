/** A wrong result is found out, whatever is wrong with it. */
import { expect, test } from "vitest";
import { arrayOf } from "../src/data.js";
import { elements, joined } from "../src/reference.js";
import { verify } from "../src/verify.js";

const counting = elements(10, (i) => i);
const counted = (change: (values: Float32Array) => void): Float32Array => {
  const values = Float32Array.from({ length: 10 }, (_, i) => i);
  change(values);
  return values;
};

test("right results pass, with their error relative to the largest element", () => {
  expect(
    verify(
      counted(() => {}),
      counting,
      0,
    ).right,
  ).toBe(true);
  const { right, error } = verify(
    counted((x) => void (x[1] = 1.5)),
    counting,
    0.06,
  );
  expect(right).toBe(true);
  expect(error).toBeCloseTo(0.5 / 9);
});

test("a wrong element is named", () => {
  const { right, message } = verify(
    counted((x) => void (x[3] = -3)),
    counting,
    0.01,
  );
  expect(right).toBe(false);
  expect(message).toBe("element 3 is -3 instead of 3");
});

test("NaN is wrong unless it is expected", () => {
  expect(
    verify(
      counted((x) => void (x[9] = NaN)),
      counting,
      1,
    ).right,
  ).toBe(false);
  expect(
    verify(
      [NaN],
      elements(1, () => NaN),
      0,
    ).right,
  ).toBe(true);
});

test("a wrong number of elements is wrong", () => {
  expect(verify(new Float32Array(9), counting, 1).message).toBe("9 elements instead of 10");
});

test("trees of arrays, typed arrays and numbers are read in order", () => {
  const tree = [arrayOf(Float32Array.of(0, 1, 2, 3), [2, 2]), Float32Array.of(4, 5, 6, 7, 8), 9];
  expect(verify(tree, counting, 0).right).toBe(true);
  expect(verify(tree, joined([elements(4, (i) => i), elements(6, (i) => i + 4)]), 0).right).toBe(true);
});
