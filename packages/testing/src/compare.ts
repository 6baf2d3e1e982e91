/** Compares results with what is expected of them, element by element, and says where they part. */
import { sameType, showType } from "@fluxion/core";
import type { Tensor } from "./tensor.js";
import { violation } from "./violation.js";

/** NaN equals NaN; −0 does not equal 0. */
const identical = (a: number, b: number): boolean => Object.is(a, b);

/** The same number of tensors, of the same types. */
export function requireTypes(where: string, actual: readonly Tensor[], expected: readonly Tensor[]): void {
  if (actual.length !== expected.length) violation(where, `${actual.length} results, expected ${expected.length}`);
  actual.forEach(({ type }, i) => {
    const wanted = (expected[i] as Tensor).type;
    if (!sameType(type, wanted)) violation(where, `result ${i} is ${showType(type)}, expected ${showType(wanted)}`);
  });
}

function requireElements(
  where: string,
  actual: readonly Tensor[],
  expected: readonly Tensor[],
  agrees: (x: number, y: number, result: number, element: number) => boolean,
  rule: (result: number, element: number) => string,
): void {
  requireTypes(where, actual, expected);
  actual.forEach(({ type, data }, i) => {
    const wanted = (expected[i] as Tensor).data;
    if (data.length !== wanted.length)
      violation(where, `result ${i} has ${data.length} elements, expected ${wanted.length}`);
    const bad = Array.from(data).findIndex((x, k) => !agrees(x, wanted[k] as number, i, k));
    if (bad < 0) return;
    const [x, y] = [data[bad] as number, wanted[bad] as number];
    const show = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));
    violation(
      where,
      `result ${i} (${showType(type)}) element ${bad} is ${show(x)}, expected ${show(y)}${rule(i, bad)}`,
    );
  });
}

/** Equal bit for bit (all NaNs count as one). */
export function requireSame(where: string, actual: readonly Tensor[], expected: readonly Tensor[]): void {
  requireElements(where, actual, expected, identical, () => " exactly");
}

/** How far an element of a result may be off. */
export type Tolerance = (result: number, element: number) => number;

/** Equal up to a tolerance; infinities and NaNs must agree. */
export function requireClose(
  where: string,
  actual: readonly Tensor[],
  expected: readonly Tensor[],
  tolerance: Tolerance,
): void {
  requireElements(
    where,
    actual,
    expected,
    (x, y, i, k) => x === y || identical(x, y) || Math.abs(x - y) <= tolerance(i, k),
    (i, k) => ` to within ${tolerance(i, k)}`,
  );
}

/** The largest finite magnitude among the elements. */
export const largest = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most), 0);
