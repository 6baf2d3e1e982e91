/** What tests of core share: float64 arrays, flat values, closeness, and typed errors with their text. */
import { asArray, sum, tree, type FluxionError, type NDArray } from "@fluxion/core";
import { expect } from "vitest";

export const f64 = (x: unknown): NDArray => asArray(x, "float64");
export const i32 = (x: unknown): NDArray => asArray(x, "int32");
export const total = (x: NDArray): NDArray => sum(x, { axes: x.shape.map((_, axis) => axis) });
export const flat = (x: unknown): number[] => (tree.leaves(x) as NDArray[]).flatMap((y) => [...y.dataSync()]);
export const list = (x: unknown): unknown => tree.map((y: NDArray) => y.tolist(), x);
export const close = (a: unknown, b: unknown, tolerance = 1e-10): void => {
  const [x, y] = [flat(a), flat(b)];
  expect(x.length).toBe(y.length);
  x.forEach((value, i) =>
    expect(Math.abs(value - (y[i] as number))).toBeLessThanOrEqual(tolerance * (1 + Math.abs(y[i] as number))),
  );
};

/** The error a function throws: of the class, with every part in its text, and with a fix. */
export function failure(
  type: new (...args: never[]) => FluxionError,
  body: () => unknown,
  ...parts: (string | RegExp)[]
): void {
  try {
    body();
  } catch (error) {
    expect(error).toBeInstanceOf(type);
    for (const part of parts) expect((error as Error).message).toMatch(part);
    expect((error as Error).message).toContain("fix: ");
    return;
  }
  expect.unreachable("nothing was thrown");
}
