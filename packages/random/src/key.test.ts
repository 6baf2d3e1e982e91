import { cpu } from "@fluxion/backend-cpu";
import { jit, setDefaultBackend, vmap, asArray, type NDArray } from "@fluxion/core";
import { beforeAll, expect, test } from "vitest";
import { bits, foldIn, key, PRNGKey, split, threefry2x32 } from "./index.js";

beforeAll(() => setDefaultBackend(cpu()));

test("seeds of 32 bits fill the low word, wider ones both", () => {
  const words = (seed: number | bigint) => key(seed).tolist();
  expect(words(42)).toEqual([0, 42]);
  expect(words(-1)).toEqual([0, 0xffffffff]);
  expect(words(-(2 ** 31))).toEqual([0, 2 ** 31]);
  expect(words(2 ** 32 + 5)).toEqual([1, 5]);
  expect(words(-(2 ** 40) - 3)).toEqual([4294967039, 4294967293]);
  expect(words(2 ** 53 - 1)).toEqual([2097151, 4294967295]);
  expect(words(0x123456789abcdef0n)).toEqual([0x12345678, 0x9abcdef0]);
  expect(PRNGKey).toBe(key);
});

test("seeds may be traced, and are refused if they are no integers", () => {
  expect(jit((seed: NDArray) => key(seed))(asArray(7, "int32")).tolist()).toEqual([0, 7]);
  expect(vmap((seed: NDArray) => key(seed))(asArray([3, -1], "int32")).tolist()).toEqual([
    [0, 3],
    [0, 0xffffffff],
  ]);
  expect(() => key(0.5)).toThrow(/not an exact integer/);
  expect(() => key(2 ** 60)).toThrow(/bigint/);
  expect(() => key(asArray(1))).toThrow(/float32/);
});

test("a key is uint32[2]: anything else is a typed error", () => {
  expect(() => bits(split(key(0), 3))).toThrow(/uint32\[3, 2\][\s\S]*vmap/);
  expect(() => bits(new Float32Array(2))).toThrow(/float32/);
  expect(bits([0, 0]).item()).toBe(bits(key(0)).item());
});

test("split and foldIn agree, and do not depend on how many keys are made", () => {
  const keys = split(key(5), [3, 4]);
  expect(keys.shape).toEqual([3, 4, 2]);
  const flat = (split(key(5), 12).tolist() as number[][]).flat();
  expect((keys.tolist() as number[][][]).flat(2)).toEqual(flat);
  expect(foldIn(key(5), 11).tolist()).toEqual(flat.slice(22));
  expect(jit((i: NDArray) => foldIn(key(5), i))(asArray(11, "int32")).tolist()).toEqual(flat.slice(22));
  expect(foldIn(key(5), -1).tolist()).toEqual(foldIn(key(5), 2 ** 32 - 1).tolist());
  expect(() => foldIn(key(5), 2 ** 32)).toThrow(/32 bits/);
  expect(() => split(key(5), -1)).toThrow(/not a shape/);
});

test("threefry2x32 fills an odd count up with a zero", () => {
  const even = threefry2x32(key(9), new Uint32Array([1, 2, 3, 0])).tolist() as number[];
  expect(threefry2x32(key(9), new Uint32Array([1, 2, 3])).tolist()).toEqual(even.slice(0, 3));
});
