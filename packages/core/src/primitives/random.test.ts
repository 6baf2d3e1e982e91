import { beforeAll, expect, test } from "vitest";
import { reference } from "../../test/reference-backend.js";
import { typeOf } from "../../test/type-of.js";
import { fromElements } from "../trace/asarray.js";
import { setDefaultBackend } from "../trace/device.js";
import { threefry2x32 } from "./random.js";

beforeAll(() => setDefaultBackend(reference));

/** Known answers of Random123's test vectors (kat_vectors, threefry2x32, 20 rounds): key, counter, result. */
test.each([
  [
    [0, 0],
    [0, 0],
    [0x6b200159, 0x99ba4efe],
  ],
  [
    [0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x1cb996fc, 0xbb002be7],
  ],
  [
    [0x13198a2e, 0x03707344],
    [0x243f6a88, 0x85a308d3],
    [0xc4923a9c, 0x483df7a0],
  ],
])("key %o, counter %o gives %o", (key, count, words) => {
  const [a, b] = threefry2x32(
    ...([...key, ...count].map((word) => fromElements([word], [1], "uint32")) as [never, never, never, never]),
  );
  expect([a.tolist(), b.tolist()]).toEqual(words.map((word) => [word]));
});

test("only uint32 of one shape", () => {
  expect(typeOf(threefry2x32, ["u32[2]", "u32[2]", "u32[2]", "u32[2]"], {})).toBe("u32[2] u32[2]");
  expect(typeOf(threefry2x32, ["u32[2]", "u32[2]", "u32[2]", "i32[2]"], {})).toMatchObject({ code: "dtype" });
  expect(typeOf(threefry2x32, ["u32[2]", "u32[2]", "u32[2]", "u32[3]"], {})).toMatchObject({ code: "shape" });
});
