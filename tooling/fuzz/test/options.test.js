import { expect, test } from "vitest";
import { optionsFrom } from "../options.js";

test("options and their defaults", () => {
  expect(optionsFrom(["--programs", "20", "--seed", "7"])).toEqual({
    programs: 20,
    seed: 7,
    time: Infinity,
    property: "",
  });
  expect(optionsFrom(["--time", "480", "--property", "jvp"])).toMatchObject({ time: 480, property: "jvp" });
  expect(optionsFrom([]).programs).toBe(10_000);
});

test("what is no option is refused", () => {
  expect(() => optionsFrom(["--speed", "1"])).toThrow("unknown option --speed");
  expect(() => optionsFrom(["--seed"])).toThrow("--seed needs a value");
  expect(() => optionsFrom(["--seed", "x"])).toThrow("--seed needs a number, got x");
});
