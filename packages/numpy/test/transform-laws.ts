/** What transforms owe every function: jit gives what eager mode gives, vmap what a loop gives, jvp what differences give. */
import { cpu } from "@fluxion/backend-cpu";
import { fromElements, jit, jvp, NDArray, setDefaultBackend, vjp, vmap, type DType } from "@fluxion/core";
import { describe, expect, test } from "vitest";
import * as np from "@fluxion/numpy";

setDefaultBackend(cpu());

export type F = (...xs: NDArray[]) => NDArray | readonly NDArray[];
export interface Row {
  readonly f: F;
  /** Shapes of the operands. */
  readonly shapes: readonly (readonly number[])[];
  readonly dtype?: DType;
  /** Operands lie in this range. */
  readonly range?: readonly [number, number];
  /** Whether derivatives are checked; they are unless the function is piecewise constant or gives integers. */
  readonly smooth?: boolean;
}

export const VECTOR = [[6]];
export const MATRIX = [[3, 4]];
export const MATRICES = [
  [3, 4],
  [3, 4],
];
export const unary = (
  f: (x: NDArray) => NDArray | readonly NDArray[],
  range: readonly [number, number] = [-2, 2],
  smooth = true,
): Row => ({ f: f as F, shapes: MATRIX, range, smooth });
export const binary = (
  f: (x: NDArray, y: NDArray) => NDArray | readonly NDArray[],
  range: readonly [number, number] = [-2, 2],
  smooth = true,
): Row => ({ f: f as F, shapes: MATRICES, range, smooth });
export const integers = (f: (x: NDArray, y: NDArray) => NDArray | readonly NDArray[]): Row => ({
  f: f as F,
  shapes: MATRICES,
  dtype: "int32",
  range: [-20, 20],
  smooth: false,
});
export const integer = (f: (x: NDArray) => NDArray | readonly NDArray[]): Row => ({
  f: f as F,
  shapes: MATRIX,
  dtype: "int32",
  range: [-20, 20],
  smooth: false,
});

/** A stream of numbers that is the same in every run. */
function stream(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
}

function sample(
  shape: readonly number[],
  { dtype = "float64", range: [low, high] = [-2, 2] }: Row,
  next: () => number,
): NDArray {
  const size = shape.reduce((product, n) => product * n, 1);
  const values = Array.from({ length: size }, () => low + (high - low) * next());
  return fromElements(dtype === "int32" ? values.map(Math.round) : values, shape, dtype);
}

const list = (result: NDArray | readonly NDArray[]): readonly NDArray[] =>
  result instanceof NDArray ? [result] : result;
const plain = (result: NDArray | readonly NDArray[]): unknown[] =>
  list(result).map((x) => ({ dtype: x.dtype, shape: x.shape, values: Array.from(x.dataSync()) }));
const row = (x: NDArray, i: number): NDArray => {
  const size = x.size / (x.shape[0] as number);
  return fromElements(Array.from(x.dataSync().slice(i * size, (i + 1) * size)), x.shape.slice(1), x.dtype);
};
const near = (a: number, c: number, tolerance: number): boolean =>
  Object.is(a, c) || Math.abs(a - c) <= tolerance * (1 + Math.abs(c));

export function obeyLaws(rows: Readonly<Record<string, Row>>): void {
  describe.each(Object.entries(rows))("%s", (name, entry) => {
    const next = stream(name.length * 7919 + 17);
    const xs = entry.shapes.map((shape) => sample(shape, entry, next));

    test("jit gives the same bits as eager mode", () => {
      expect(plain(jit(entry.f as (...xs: unknown[]) => unknown)(...xs) as NDArray)).toEqual(plain(entry.f(...xs)));
    });

    test("vmap gives what a loop gives", () => {
      const stacked = entry.shapes.map((shape) => sample([3, ...shape], entry, next));
      const batched = list(vmap(entry.f as (...xs: unknown[]) => unknown)(...stacked) as NDArray);
      for (let i = 0; i < 3; i++) {
        const one = list(entry.f(...stacked.map((x) => row(x, i))));
        expect(batched.length).toBe(one.length);
        one.forEach((expected, k) => {
          const got = row(batched[k] as NDArray, i);
          expect([got.dtype, got.shape]).toEqual([expected.dtype, expected.shape]);
          const [a, c] = [got.dataSync(), expected.dataSync()];
          c.forEach((value, j) =>
            expect(near(a[j] as number, value, 1e-12), `${name}: ${a[j]} for ${value}`).toBe(true),
          );
        });
      }
    });

    if (entry.smooth === false || entry.dtype === "int32") return;
    const f = (...given: NDArray[]): NDArray[] => list(entry.f(...given)).filter((y) => y.dtype === "float64");
    const ts = xs.map((x) => sample(x.shape, { ...entry, range: [-1, 1] }, next));

    test("jvp gives what central differences give", () => {
      const step = 1e-6;
      const moved = (sign: number): NDArray[] =>
        f(...xs.map((x, i) => np.add(x, np.multiply(ts[i] as NDArray, np.array(sign * step, { dtype: "float64" })))));
      const [plus, minus] = [moved(1), moved(-1)];
      const [, tangents] = jvp(f as (...xs: unknown[]) => NDArray[], xs, ts);
      tangents.forEach((t, k) => {
        const [p, m, got] = [(plus[k] as NDArray).dataSync(), (minus[k] as NDArray).dataSync(), t.dataSync()];
        got.forEach((value, j) =>
          expect(
            near(value, ((p[j] as number) - (m[j] as number)) / (2 * step), 2e-5),
            `${name}[${j}]: ${value} for ${((p[j] as number) - (m[j] as number)) / (2 * step)}`,
          ).toBe(true),
        );
      });
    });

    test("vjp is the transpose of jvp", () => {
      const [, tangents] = jvp(f as (...xs: unknown[]) => NDArray[], xs, ts);
      const [ys, pull] = vjp(f as (...xs: unknown[]) => NDArray[], xs);
      const cts = ys.map((y) => sample(y.shape, { ...entry, range: [-1, 1] }, next));
      const grads = pull(cts as never) as NDArray[];
      const dot = (a: readonly NDArray[], c: readonly NDArray[]): number =>
        a.reduce(
          (sum, x, i) =>
            sum + Array.from(x.dataSync()).reduce((s, v, j) => s + v * ((c[i] as NDArray).dataSync()[j] as number), 0),
          0,
        );
      expect(dot(tangents, cts)).toBeCloseTo(dot(ts, grads), 9);
    });
  });
}
