/** Offsets as text: sums of loop counters times strides. */

/** `k0 * 12 + k1`; nothing where it is always 0. */
export function sumText(counters: readonly string[], strides: readonly number[]): string {
  return counters
    .flatMap((counter, level) => {
      const stride = strides[level] as number;
      return stride === 0 ? [] : [stride === 1 ? counter : `${counter} * ${stride}`];
    })
    .join(" + ");
}

/** The ends of so many loops. */
export const closing = (count: number): string[] => new Array<string>(count).fill("}");

/** The parts that are not empty, added. */
export const plus = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join(" + ") || "0";

/** `a0`, `a1`, …: a counter for each loop. */
export const counters = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, level) => `${prefix}${level}`);
