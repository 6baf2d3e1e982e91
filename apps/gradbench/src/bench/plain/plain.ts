/** What is written by hand to compare with: plain loops over float64 typed arrays, and derivatives derived on paper. */

export interface PlainRun {
  run(): unknown;
  write(result: unknown): unknown;
}
/** Reads an input as the tool does, and computes the same. */
export type PlainFunction = (input: never) => PlainRun;

/** A function of decoded inputs, and how its result is written. */
export const plainFunction =
  <I, D, R>(read: (input: I) => D, compute: (data: D) => R, write: (result: R, data: D) => unknown) =>
  (input: I): PlainRun => {
    const data = read(input);
    return { run: () => compute(data), write: (result) => write(result as R, data) };
  };

export const flat = (rows: readonly (readonly number[])[]): Float64Array => Float64Array.from(rows.flat());
export const list = (x: Float64Array | Int32Array): number[] => Array.from(x);
export const asRows = (x: Float64Array, width: number): number[][] =>
  Array.from({ length: width === 0 ? 0 : x.length / width }, (_, i) => list(x.subarray(i * width, (i + 1) * width)));
export const same = (x: number): number => x;
