/** What the tests of kernels share: reproducible random cases, arrays as index functions, and a call that checks the contract of kernels. */
import { expect } from "vitest";
import type { ArrayType, DType, Shape, TypedArray } from "@fluxion/core";
import { kernels } from "../src/kernels/index.js";

export interface Data extends ArrayType {
  readonly data: TypedArray;
}

const STORAGE = {
  bool: Uint8Array,
  uint8: Uint8Array,
  int8: Int8Array,
  int32: Int32Array,
  uint32: Uint32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

export const DTYPES = Object.keys(STORAGE) as (keyof typeof STORAGE)[];
export const NUMBERS = DTYPES.filter((dtype) => dtype !== "bool");
export const FLOATS = ["float32", "float64"] as const;

export const emptyArray = (dtype: DType, length: number): TypedArray =>
  new STORAGE[dtype as keyof typeof STORAGE](length);

export const size = (shape: Shape): number => shape.reduce((n, d) => n * d, 1);

export const array = (dtype: DType, shape: Shape, values: ArrayLike<number>): Data => {
  const data = emptyArray(dtype, size(shape));
  data.set(Array.from(values));
  return { dtype, shape, data };
};

/** A reproducible source of cases. */
export class Random {
  private state: number;
  constructor(seed: number) {
    this.state = seed;
  }
  unit(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  /** An integer from low to high, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }
  pick<T>(list: readonly T[]): T {
    return list[this.int(0, list.length - 1)];
  }
  flip(chance = 0.5): boolean {
    return this.unit() < chance;
  }
  shape(rank: number, longest = 5): number[] {
    return Array.from({ length: rank }, () => (this.flip(0.05) ? 0 : this.int(1, longest)));
  }
  list(n: number, low: number, high: number): number[] {
    return Array.from({ length: n }, () => this.int(low, high));
  }
  permutation(n: number): number[] {
    const list = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.int(0, i);
      [list[i], list[j]] = [list[j], list[i]];
    }
    return list;
  }
  /** Some of the axes 0 … n - 1, in order. */
  subset(n: number, chance = 0.5): number[] {
    return Array.from({ length: n }, (_, i) => i).filter(() => this.flip(chance));
  }
  /** Small integers that every element type holds, so that references are exact. */
  array(dtype: DType, shape: Shape, low = 0, high = 9): Data {
    return array(
      dtype,
      shape,
      Array.from({ length: size(shape) }, () => (dtype === "bool" ? this.int(0, 1) : this.int(low, high))),
    );
  }
  /** Any numbers, now and then a special one. */
  floats(dtype: DType, shape: Shape): Data {
    const special = [NaN, Infinity, -Infinity, 0, -0];
    return array(
      dtype,
      shape,
      Array.from({ length: size(shape) }, () => (this.flip(0.2) ? this.pick(special) : (this.unit() - 0.5) * 8)),
    );
  }
}

/** Runs `check` on many cases, each from a seed of its own that is named where it fails. */
export function cases(count: number, check: (random: Random) => void): void {
  for (let seed = 1; seed <= count; seed++) {
    try {
      check(new Random(seed * 7919));
    } catch (error) {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
}

/** Every index of a shape, in row-major order. */
export function indices(shape: Shape): number[][] {
  return Array.from({ length: size(shape) }, (_, position) => {
    let rest = position;
    return shape.map((_n, axis) => {
      const inner = size(shape.slice(axis + 1));
      const i = Math.floor(rest / inner);
      rest -= i * inner;
      return i;
    });
  });
}

export const offset = (shape: Shape, index: readonly number[]): number =>
  index.reduce((at, i, axis) => at * shape[axis] + i, 0);

export const at = (x: Data, index: readonly number[]): number => x.data[offset(x.shape, index)];

/** An array whose elements a function of the index gives. */
export const build = (dtype: DType, shape: Shape, element: (index: number[]) => number): Data =>
  array(dtype, shape, indices(shape).map(element));

const bytes = (x: TypedArray): Buffer => Buffer.from(x.buffer, x.byteOffset, x.byteLength);

/** Exactly equal, NaN to NaN, with the signs of zeros; the matcher that explains is slow, so it is left for what differs. */
function expectEqual(actual: TypedArray, expected: TypedArray, why?: string): void {
  const kind = actual.length === expected.length && actual.constructor === expected.constructor;
  if (kind && bytes(actual).equals(bytes(expected))) return;
  let same = kind;
  for (let i = 0; same && i < actual.length; i++) same = Object.is(actual[i], expected[i]);
  if (!same) expect(actual, why).toEqual(expected);
}

/** Runs a kernel twice on outputs full of rubbish: it must write every element, the same both times, and leave its inputs alone. */
export function call(name: string, inputs: readonly Data[], outputs: readonly ArrayType[], params: object): Data[] {
  const run = kernels[name](inputs, outputs, params as never);
  const kept = inputs.map(({ data }) => data.slice());
  const results = [77, 13].map((rubbish) => {
    const made = outputs.map(({ dtype, shape }) => emptyArray(dtype, size(shape)).fill(rubbish));
    run([...inputs.map(({ data }) => data), ...made]);
    return made;
  });
  inputs.forEach(({ data }, i) => expectEqual(data, kept[i], "an input is left alone"));
  results[0].forEach((data, i) => expectEqual(data, results[1][i], "every element is written"));
  return outputs.map((type, i) => ({ ...type, data: results[0][i] }));
}

export const callOne = (name: string, inputs: readonly Data[], output: ArrayType, params: object): Data =>
  call(name, inputs, [output], params)[0];

export function expectSame(actual: Data, expected: Data): void {
  expect(actual.shape).toEqual(expected.shape);
  expectEqual(actual.data, expected.data);
}
