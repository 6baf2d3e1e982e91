/** Arrays made larger at the ends of their axes. */
import { pad as padWith, raise, type NDArray } from "@fluxion/core";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { mirrorPad, type MirrorMode } from "./padding/mirror.js";
import { rampPad } from "./padding/ramp.js";
import { statisticPad, type Statistic } from "./padding/statistic.js";
import { numberPairs, padWidths, valuePairs, type Pairs } from "./padding/widths.js";

export type PadMode = "constant" | "empty" | "linear_ramp" | MirrorMode | Statistic;

export interface PadOptions {
  readonly mode?: PadMode;
  /** `constant`: the values put there; 0 if not given. */
  readonly constantValues?: Operand;
  /** `linear_ramp`: the values at the far ends; 0 if not given. */
  readonly endValues?: Operand;
  /** `maximum`, `minimum`, `mean`, `median`: over how many elements at each end; all if not given. */
  readonly statLength?: Pairs<number> | null;
  /** `reflect`, `symmetric`: mirror in the edge ("even", if not given) or in the edge point ("odd": 2 · edge − element). */
  readonly reflectType?: "even" | "odd";
}

type PadAxis = (x: NDArray, axis: number, widths: readonly [number, number]) => NDArray;

function constantAxis(x: NDArray, values: Operand): PadAxis {
  const given = valuePairs(values, x);
  const one = (y: NDArray, axis: number, low: number, high: number, value: NDArray | number): NDArray => {
    const at = (n: number): number[] => y.shape.map((_, i) => (i === axis ? n : 0));
    return low + high === 0 ? y : padWith(y, value, { low: at(low), high: at(high), interior: at(0) });
  };
  return (y, axis, [before, after]) => {
    if (typeof given === "number") return one(y, axis, before, after, given);
    const [low, high] = given[axis] as readonly [NDArray, NDArray];
    return one(one(y, axis, before, 0, low), axis, 0, after, high);
  };
}

function padAxis(x: NDArray, mode: PadMode, options: PadOptions): PadAxis {
  switch (mode) {
    case "constant":
      return constantAxis(x, options.constantValues ?? 0);
    case "empty":
      return constantAxis(x, 0);
    case "linear_ramp": {
      const ends = valuePairs(options.endValues ?? 0, x);
      return (y, axis, widths) =>
        rampPad(y, axis, widths, typeof ends === "number" ? [ends, ends] : (ends[axis] as readonly [NDArray, NDArray]));
    }
    case "edge":
    case "reflect":
    case "symmetric":
    case "wrap":
      return (y, axis, widths) =>
        mirrorPad(y, axis, widths, mode, options.reflectType === "odd" && mode !== "edge" && mode !== "wrap");
    case "maximum":
    case "minimum":
    case "mean":
    case "median": {
      const lengths = options.statLength == null ? null : numberPairs("statLength", options.statLength, x.ndim);
      if (lengths?.flat().some((n) => !Number.isInteger(n) || n < 1))
        raise({
          code: "argument",
          what: `statLength is ${JSON.stringify(options.statLength)}`,
          where: "pad",
          fix: "use integers of at least 1",
        });
      return (y, axis, widths) => statisticPad(y, axis, widths, mode, lengths?.[axis] ?? null);
    }
    default:
      return raise({
        code: "argument",
        what: `mode is ${JSON.stringify(mode)}`,
        where: "pad",
        fix: "use constant, empty, edge, reflect, symmetric, wrap, linear_ramp, maximum, minimum, mean or median",
      });
  }
}

/**
 * The array with elements put before and after each axis. `padWidth` is a number, a pair [before, after], or one pair per axis;
 * axes are padded one after the other. Argument errors: negative widths, an empty axis where a mode needs its elements.
 * @example np.pad([1, 2, 3], [1, 2]) // [0, 1, 2, 3, 0, 0]
 * @example np.pad([1, 2, 3], 2, { mode: "reflect" }) // [3, 2, 1, 2, 3, 2, 1]
 */
export function pad(x: Operand, padWidth: Pairs<number>, options: PadOptions = {}): NDArray {
  const array = toArray(x);
  const { mode = "constant" } = options;
  const widths = padWidths(padWidth, array.ndim);
  const empty = widths.findIndex(([before, after], axis) => before + after > 0 && array.shape[axis] === 0);
  if (empty >= 0 && mode !== "constant" && mode !== "empty")
    raise({
      code: "argument",
      what: `axis ${empty} of shape [${array.shape.join(", ")}] is empty, so there is nothing to pad it with`,
      where: "pad",
      fix: 'use mode "constant"',
    });
  if (mode === "constant" && (options.constantValues === undefined || typeof options.constantValues === "number")) {
    const value = options.constantValues ?? 0;
    if (widths.every(([before, after]) => before + after === 0)) return array;
    return padWith(array, value, {
      low: widths.map(([low]) => low),
      high: widths.map(([, high]) => high),
      interior: widths.map(() => 0),
    });
  }
  const one = padAxis(array, mode, options);
  return widths.reduce((padded, pair, axis) => (pair[0] + pair[1] === 0 ? padded : one(padded, axis, pair)), array);
}
