/** Evenly spaced numbers, given their distance. */
import { add, fromElements, iota, isFloat, mul, raise, type DType, type NDArray } from "@fluxion/core";
import type { TypeOption } from "./array.js";
import { checkCount } from "./linspace.js";

/** Where whole floats are exact, so that products of an index are too. */
const EXACT: Partial<Record<DType, number>> = { float32: 2 ** 24, float64: 2 ** 53 };

/** Numbers start + i·step: computed where the array is used if that is exact, otherwise here in double precision. */
export function progression(start: number, step: number, length: number, dtype: DType): NDArray {
  const limit = isFloat(dtype) ? (EXACT[dtype] ?? 0) : 2 ** 31;
  const whole = Number.isInteger(start) && Number.isInteger(step);
  if (
    !whole ||
    dtype === "bool" ||
    Math.abs(start) + Math.abs(step) * length > limit ||
    (dtype.startsWith("uint") && (start < 0 || step < 0))
  )
    return fromElements(
      Array.from({ length }, (_, i) => start + i * step),
      [length],
      dtype,
    );
  const index = iota({ dtype, shape: [length], axis: 0 });
  const scaled = step === 1 ? index : mul(index, step);
  return start === 0 ? scaled : add(scaled, start);
}

type Rest = [stop?: number | TypeOption, step?: number | TypeOption, options?: TypeOption];

/**
 * Numbers from `start` (0) to before `stop`, `step` (1) apart: int32 if all three are whole, otherwise float32, unless
 * `dtype` says otherwise. Elements are start + i·step, rounded once.
 * @example np.arange(2, 8, 3) // [2, 5]
 */
export function arange(stop: number, options?: TypeOption): NDArray;
export function arange(start: number, stop: number, options?: TypeOption): NDArray;
export function arange(start: number, stop: number, step: number, options?: TypeOption): NDArray;
export function arange(first: number, ...rest: Rest): NDArray {
  const numbers = [first, ...rest.filter((x) => typeof x === "number")];
  const { dtype } = rest.find((x) => typeof x === "object") ?? {};
  const [start, stop, step = 1] = numbers.length === 1 ? [0, first] : (numbers as [number, number, number?]);
  if (step === 0 || ![start, stop, step].every(Number.isFinite))
    raise({
      code: "argument",
      what: `no finite range from ${start} to ${stop} in steps of ${step}`,
      where: "arange",
      fix: "give finite numbers and a step other than 0",
    });
  const length = checkCount("arange", Math.max(0, Math.ceil((stop - start) / step)));
  return progression(start, step, length, dtype ?? ([start, stop, step].every(Number.isInteger) ? "int32" : "float32"));
}
