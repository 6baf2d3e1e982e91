/** Numbers evenly spaced on a logarithmic scale. */
import { convert, exp, floor, isFloat, log, mul, div, pow, type NDArray } from "@fluxion/core";
import { alignAs, convertTo, floatType, scalarLike, type Operand } from "../support/index.js";
import { between, checkCount, dtypeOfNumbers, linearNumbers, spaced, type SpaceOptions } from "./linspace.js";

const cast = (x: NDArray, { dtype }: SpaceOptions): NDArray =>
  dtype === undefined || dtype === x.dtype ? x : convert(isFloat(dtype) ? x : floor(x), { dtype });

/**
 * `num` (50) numbers from base^start to base^stop (base 10) whose logarithms are evenly spaced. Options as for `linspace`.
 * @example np.logspace(0, 3, 4, { base: 2 }) // [1, 2, 4, 8]
 */
export function logspace(
  start: Operand,
  stop: Operand,
  num = 50,
  { base = 10, ...options }: SpaceOptions & { base?: number } = {},
): NDArray {
  const count = checkCount("logspace", num);
  if (typeof start === "number" && typeof stop === "number")
    return spaced(
      linearNumbers(start, stop, count, options.endpoint ?? true).map((x) => base ** x),
      dtypeOfNumbers(options.dtype),
    );
  const [a, b] = alignAs([start, stop], floatType);
  const exponents = between(a, b, count, { ...options, dtype: undefined });
  return cast(pow(scalarLike(exponents, base), exponents), options);
}

/** start·(stop/start)^t, with both ends exact. */
function geometricNumbers(start: number, stop: number, num: number, endpoint: boolean): number[] {
  const exponents = linearNumbers(0, Math.log(stop / start), num, endpoint);
  return exponents.map((x, i) => (i === 0 ? start : endpoint && i === num - 1 ? stop : start * Math.exp(x)));
}

/**
 * `num` (50) numbers from `start` to `stop`, each the same multiple of the one before; both of one sign, not 0. Options as for `linspace`.
 * @example np.geomspace(1, 16, 2) // [1, 16]
 */
export function geomspace(start: Operand, stop: Operand, num = 50, options: SpaceOptions = {}): NDArray {
  const count = checkCount("geomspace", num);
  if (typeof start === "number" && typeof stop === "number")
    return spaced(geometricNumbers(start, stop, count, options.endpoint ?? true), dtypeOfNumbers(options.dtype));
  const [a, b] = alignAs([start, stop], floatType);
  const zero = scalarLike(a, 0);
  const ratios = exp(between(zero, log(div(b, a)), count, { ...options, dtype: undefined }));
  const first = convertTo(between(a, a, count, { ...options, dtype: undefined }), ratios.dtype);
  return cast(mul(first, ratios), options);
}
