/** Evenly spaced numbers, given their count. */
import {
  add,
  convert,
  div,
  eq,
  floor,
  fromElements,
  iota,
  isFloat,
  mul,
  raise,
  reshape,
  select,
  sub,
  transpose,
  type DType,
  type NDArray,
} from "@fluxion/core";
import {
  alignAs,
  broadcastTo,
  convertTo,
  floatType,
  normalizeAxis,
  scalar,
  scalarLike,
  shown,
  type Operand,
} from "../support/index.js";
import type { TypeOption } from "./array.js";

export interface SpaceOptions extends TypeOption {
  /** Whether the last number is the end itself; true if not given. */
  endpoint?: boolean;
  /** Where the new axis goes, for starts and ends that are arrays; the front if not given. */
  axis?: number;
}

export function checkCount(where: string, num: number): number {
  if (num > 2 ** 32)
    return raise({
      code: "out-of-memory",
      what: `no memory for ${shown(num)} numbers`,
      where,
      fix: "ask for fewer numbers",
    });
  if (Number.isInteger(num) && num >= 0) return num;
  return raise({
    code: "argument",
    what: `${shown(num)} is not a count`,
    where,
    fix: "give a whole number of at least 0",
  });
}

/** Positions from 0 to 1: i / (num − 1), or i / num without the end. */
const intervals = (num: number, endpoint: boolean): number => Math.max(1, endpoint ? num - 1 : num);

/** The numbers themselves in double precision; ends are met exactly. */
export function linearNumbers(start: number, stop: number, num: number, endpoint: boolean): number[] {
  const count = intervals(num, endpoint);
  return Array.from({ length: num }, (_, i) =>
    endpoint && i === num - 1 && num > 1 ? stop : start + (i * (stop - start)) / count,
  );
}

export const dtypeOfNumbers = (dtype: DType | undefined): DType => dtype ?? "float32";

/** Numbers as elements; integer types get the floor. */
export const spaced = (numbers: readonly number[], dtype: DType): NDArray =>
  fromElements(isFloat(dtype) ? numbers : numbers.map(Math.floor), [numbers.length], dtype);

/** Between arrays: start·(1 − t) + stop·t along a new axis. */
export function between(
  start: NDArray,
  stop: NDArray,
  num: number,
  { endpoint = true, axis = 0, dtype }: SpaceOptions,
): NDArray {
  const shape = [num, ...start.shape];
  const like = reshape(start, { shape: [1, ...start.shape] });
  const index = iota({ dtype: "int32", shape, axis: 0 });
  const t = div(convert(index, { dtype: start.dtype }), intervals(num, endpoint));
  const [a, b] = [broadcastTo(like, shape), broadcastTo(stop, shape)];
  const mixed = add(mul(a, sub(scalarLike(a, 1), t)), mul(b, t));
  const exact = endpoint && num > 1 ? select(eq(index, num - 1), b, mixed) : mixed;
  const rank = shape.length;
  const target = normalizeAxis("linspace", axis, rank);
  const rest = shape.map((_, i) => i).slice(1);
  const moved =
    target === 0 ? exact : transpose(exact, { permutation: [...rest.slice(0, target), 0, ...rest.slice(target)] });
  if (dtype === undefined || dtype === moved.dtype) return moved;
  return convertTo(isFloat(dtype) ? moved : floor(moved), dtype);
}

/**
 * `num` (50) numbers from `start` to `stop`, evenly spaced. Ends may be arrays, then the numbers run along a new axis. float32
 * unless `dtype` says otherwise; integer types get the floor. With `retstep` the result is [numbers, step].
 * @example np.linspace(0, 1, 5) // [0, 0.25, 0.5, 0.75, 1]
 */
export function linspace(
  start: Operand,
  stop: Operand,
  num?: number,
  options?: SpaceOptions & { retstep?: false },
): NDArray;
export function linspace(
  start: Operand,
  stop: Operand,
  num: number,
  options: SpaceOptions & { retstep: true },
): [NDArray, NDArray];
export function linspace(
  start: Operand,
  stop: Operand,
  num = 50,
  options: SpaceOptions & { retstep?: boolean } = {},
): NDArray | [NDArray, NDArray] {
  const count = checkCount("linspace", num);
  const { endpoint = true, retstep = false, dtype } = options;
  if (typeof start === "number" && typeof stop === "number") {
    const numbers = spaced(linearNumbers(start, stop, count, endpoint), dtypeOfNumbers(dtype));
    return retstep
      ? [
          numbers,
          scalar((stop - start) / intervals(count, endpoint), isFloat(numbers.dtype) ? numbers.dtype : "float32"),
        ]
      : numbers;
  }
  const [a, b] = alignAs([start, stop], floatType);
  const numbers = between(a, b, count, options);
  return retstep ? [numbers, div(sub(b, a), intervals(count, endpoint))] : numbers;
}
