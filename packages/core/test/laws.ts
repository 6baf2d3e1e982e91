/** Laws that the rules of a primitive keep among themselves, checked on one application of it. */
import { expect } from "vitest";
import { jvp, vjp, vmap } from "../src/index.js";
import type { NDArray } from "../src/ir/value.js";
import { isFloat, sizeOf, type DType } from "../src/ir/type.js";
import { fromElements } from "../src/trace/asarray.js";

export type Apply = (...xs: NDArray[]) => NDArray | readonly NDArray[];

let seed = 1;
/** Numbers in (−2, 2), far enough apart for finite differences. */
export function random(shape: readonly number[], dtype: DType = "float64"): NDArray {
  const values = Array.from({ length: sizeOf(shape) }, () => {
    seed = (seed * 48271) % 2147483647;
    return (seed / 2147483647) * 4 - 2;
  });
  return fromElements(values, shape, dtype);
}
export const array = (
  values: readonly number[],
  shape: readonly number[] = [values.length],
  dtype: DType = "float64",
): NDArray => fromElements(values, shape, dtype);
export const ints = (values: readonly number[], shape?: readonly number[]): NDArray => array(values, shape, "int32");

const flat = (x: NDArray): number[] => Array.from(x.dataSync());
const dot = (xs: readonly NDArray[], ys: readonly NDArray[]): number =>
  xs.reduce((total, x, i) => total + flat(x).reduce((sum, value, k) => sum + value * flat(ys[i]!)[k]!, 0), 0);
const axpy = (a: number, x: NDArray, y: NDArray): NDArray =>
  fromElements(
    flat(x).map((value, i) => a * value + flat(y)[i]!),
    x.shape,
    x.dtype,
  );

function close(actual: readonly NDArray[], expected: readonly NDArray[], tolerance: number, law: string): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((a, i) => {
    const b = expected[i]!;
    expect([law, a.dtype, a.shape]).toEqual([law, b.dtype, b.shape]);
    flat(a).forEach((value, k) => {
      const want = flat(b)[k]!;
      if (Object.is(value, want) || value === want) return;
      expect(Math.abs(value - want), `${law}: output ${i}[${k}] is ${value}, expected ${want}`).toBeLessThanOrEqual(
        tolerance * (1 + Math.abs(want)),
      );
    });
  });
}

const floats = (xs: readonly NDArray[]): boolean[] => xs.map((x) => isFloat(x.dtype));
const list =
  (f: Apply) =>
  (...xs: NDArray[]): readonly NDArray[] =>
    [f(...xs)].flat() as NDArray[];

/** `f` as a function of its float operands, to its float results. */
function smooth(
  f: Apply,
  xs: readonly NDArray[],
): { g: (...active: NDArray[]) => readonly NDArray[]; active: NDArray[] } {
  const isActive = floats(xs);
  const g = (...values: NDArray[]): readonly NDArray[] => {
    let next = 0;
    return list(f)(...xs.map((x, i) => (isActive[i] ? values[next++]! : x))).filter((y) => isFloat(y.dtype));
  };
  return { g, active: xs.filter((_, i) => isActive[i]) };
}

const step = 1e-5;
function difference(
  g: (...xs: NDArray[]) => readonly NDArray[],
  xs: readonly NDArray[],
  vs: readonly NDArray[],
): readonly NDArray[] {
  const up = g(...xs.map((x, i) => axpy(step, vs[i]!, x)));
  const down = g(...xs.map((x, i) => axpy(-step, vs[i]!, x)));
  return up.map((y, i) =>
    fromElements(
      flat(y).map((value, k) => (value === flat(down[i]!)[k]! ? 0 : (value - flat(down[i]!)[k]!) / (2 * step))),
      y.shape,
      y.dtype,
    ),
  );
}
const push = (
  g: (...xs: NDArray[]) => readonly NDArray[],
  xs: readonly NDArray[],
  vs: readonly NDArray[],
): readonly NDArray[] => (jvp as any)(g, xs, vs)[1];
const pull = (
  g: (...xs: NDArray[]) => readonly NDArray[],
  xs: readonly NDArray[],
  ws: readonly NDArray[],
): readonly NDArray[] => (vjp as any)(g, xs)[1](ws);

/** Forward against differences, reverse against forward, and both again for the derivative. */
export function differentiates(f: Apply, xs: readonly NDArray[], { second = true, differences = true } = {}): void {
  const { g, active } = smooth(f, xs);
  const outputs = g(...active);
  const vs = active.map((x) => random(x.shape));
  const ws = outputs.map((y) => random(y.shape));
  const pushed = push(g, active, vs);
  if (differences) close(pushed, difference(g, active, vs), 1e-6, "jvp = difference");
  const pulled = pull(g, active, ws);
  expect(dot(pushed, ws)).toBeCloseTo(dot(vs, pulled), 8);
  active.forEach((_, only) => {
    const one = (x: NDArray): readonly NDArray[] => g(...active.with(only, x));
    close(
      push(one, [active[only]!], [vs[only]!]),
      difference(one, [active[only]!], [vs[only]!]),
      differences ? 1e-6 : Infinity,
      `jvp in operand ${only}`,
    );
    close(pull(one, [active[only]!], ws), [pulled[only]!], 1e-12, `vjp in operand ${only}`);
  });
  if (!second) return;
  const us = active.map((x) => random(x.shape));
  const forward = (...ys: NDArray[]): readonly NDArray[] => push(g, ys, vs);
  const reverse = (...ys: NDArray[]): readonly NDArray[] => pull(g, ys, ws);
  const forwardForward = push(forward, active, us);
  if (differences) close(forwardForward, difference(forward, active, us), 1e-6, "second jvp");
  const hessian = push(reverse, active, vs);
  if (differences) close(hessian, difference(reverse, active, vs), 1e-6, "jvp of vjp");
  expect(dot(hessian, us)).toBeCloseTo(dot(forwardForward, ws), 8);
  close(pull(forward, active, ws), hessian, 1e-9, "vjp of jvp = jvp of vjp");
  close(pull(reverse, active, vs), hessian, 1e-9, "vjp of vjp = jvp of vjp");
}

/** vmap against a loop, for every choice of batched operands; `others` are further examples of each operand. */
export function batches(f: Apply, examples: readonly (readonly NDArray[])[]): void {
  const [first] = examples as [readonly NDArray[]];
  const stack = (xs: readonly NDArray[]): NDArray =>
    fromElements(xs.flatMap(flat), [xs.length, ...xs[0]!.shape], xs[0]!.dtype);
  for (let mask = 1; mask < 1 << first.length; mask++) {
    const axes = first.map((_, i) => ((mask >> i) & 1 ? 0 : null));
    const args = first.map((x, i) => (axes[i] === null ? x : stack(examples.map((example) => example[i]!))));
    const together = (vmap as any)(list(f), { inAxes: axes })(...args) as readonly NDArray[];
    const apart = examples.map((example) => list(f)(...first.map((x, i) => (axes[i] === null ? x : example[i]!))));
    const expected = together.map((_, k) => stack(apart.map((results) => results[k]!)));
    close(together, expected, 1e-12, `vmap over ${JSON.stringify(axes)}`);
  }
}

/** All laws, on operands made twice over by `make`. */
export function keepsLaws(
  f: Apply,
  make: () => readonly NDArray[],
  options: { second?: boolean; differences?: boolean; derivative?: boolean } = {},
): void {
  if (options.derivative !== false) differentiates(f, make(), options);
  batches(f, [make(), make(), make()]);
  if (options.derivative === false) return;
  const { active } = smooth(f, make());
  if (active.length !== make().length) return;
  const one = list(f)(...make());
  const cts = (): NDArray[] => one.filter((y) => isFloat(y.dtype)).map((y) => random(y.shape));
  const gradient = (...all: NDArray[]): readonly NDArray[] => {
    const xs = all.slice(0, active.length);
    return pull(smooth(f, xs).g, xs, all.slice(active.length));
  };
  batches(gradient, [
    [...make(), ...cts()],
    [...make(), ...cts()],
  ]);
}
