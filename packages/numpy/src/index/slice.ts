/** A slice of an axis, as `start:stop:step` is in Python. */
import { raise } from "@fluxion/core";

/** `null` and `undefined` stand for the ends of the axis, and for a step of 1. */
export type Bound = number | null | undefined;

/** From `start` on, below `stop` (above it where `step` is negative); negative positions count from the end. */
export class Slice {
  constructor(
    readonly start: Bound,
    readonly stop: Bound,
    readonly step: Bound,
  ) {
    for (const bound of [start, stop, step])
      if (bound != null && !Number.isInteger(bound))
        raise({
          code: "argument",
          what: `slices have integer bounds, got ${String(bound)}`,
          where: "slice",
          fix: "use integers, or null for an open end",
        });
    if (step === 0)
      raise({
        code: "argument",
        what: "the step of a slice is 0",
        where: "slice",
        fix: "use a step of at least 1, or a negative one to go backwards",
      });
  }
  toString(): string {
    return `${this.start ?? ""}:${this.stop ?? ""}${this.step == null ? "" : `:${this.step}`}`;
  }
}

/**
 * A slice for an index: `slice(stop)`, `slice(start, stop)` or `slice(start, stop, step)`, with `null` for an open end.
 * @example np.getitem([1, 2, 3, 4], [np.slice(null, null, -1)]) // [4, 3, 2, 1]
 */
export function slice(stop: Bound): Slice;
export function slice(start: Bound, stop: Bound, step?: Bound): Slice;
export function slice(...bounds: Bound[]): Slice {
  return bounds.length === 1 ? new Slice(null, bounds[0], null) : new Slice(bounds[0], bounds[1], bounds[2]);
}

/** The elements that a slice takes from an axis: `count` of them from `start` on (the lowest, if reversed), `stride` apart. */
export interface Run {
  readonly start: number;
  readonly count: number;
  readonly stride: number;
  /** They are taken from the highest to the lowest. */
  readonly reversed: boolean;
}

/** Resolves a slice against the length of an axis: bounds beyond the ends are moved to them. */
export function runOf({ start, stop, step }: Slice, length: number): Run {
  const by = step ?? 1;
  const [least, most] = by > 0 ? [0, length] : [-1, length - 1];
  const resolve = (bound: Bound, open: number): number =>
    bound == null ? open : Math.min(most, Math.max(least, bound < 0 ? bound + length : bound));
  const first = resolve(start, by > 0 ? least : most);
  const count = Math.max(0, Math.ceil((resolve(stop, by > 0 ? most : least) - first) / by));
  const stride = Math.abs(by);
  if (count === 0) return { start: 0, count, stride: 1, reversed: false };
  return by > 0
    ? { start: first, count, stride: count === 1 ? 1 : stride, reversed: false }
    : { start: first - (count - 1) * stride, count, stride: count === 1 ? 1 : stride, reversed: count > 1 };
}
