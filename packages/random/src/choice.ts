/** Random elements of an array. */
import {
  add,
  asArray,
  convert,
  cumsum,
  full,
  isFloat,
  log,
  mul,
  raise,
  reshape,
  sizeOf,
  sliceAxis,
  sub,
  topK,
  type ArrayLike,
  type NDArray,
  type Shape,
} from "@fluxion/core";
import { broadcastTo, shapeOfDraw } from "./broadcast-to.js";
import { frontAxis } from "./front-axis.js";
import { checkMode, standardGumbel, type Mode } from "./gumbel.js";
import { shuffledIndices } from "./permutation.js";
import { integersBetween } from "./randint.js";
import { program } from "./sampler.js";
import { searchSorted } from "./search-sorted.js";
import { take } from "./take.js";
import { unit } from "./uniform.js";
import type { Words } from "./words.js";

interface Settings {
  readonly shape: Shape;
  readonly count: number;
  readonly replace: boolean;
  readonly weighted: boolean;
  readonly axis: number;
  readonly mode: Mode;
}

/** With replacement: where a uniform number falls among the running sums. */
function weightedIndices(key: Words, { shape, count }: Settings, p: NDArray): NDArray {
  const sums = cumsum(p, { axis: 0, reverse: false });
  const total = reshape(sliceAxis(sums, 0, count - 1, count), { shape: [] });
  return searchSorted(sums, mul(broadcastTo(total, shape), sub(1, unit(key, { shape, dtype: p.dtype }))));
}

/** Without replacement: the places of the largest of log p plus Gumbel numbers. */
function distinctWeightedIndices(key: Words, { shape, mode }: Settings, p: NDArray): NDArray {
  const [, places] = topK(add(standardGumbel(key, p.type, mode), log(p)), { k: sizeOf(shape) });
  return reshape(places as NDArray, { shape });
}

function indices(key: Words, settings: Settings, p: NDArray | undefined): NDArray {
  const { shape, count, replace } = settings;
  if (p !== undefined) return (replace ? weightedIndices : distinctWeightedIndices)(key, settings, p);
  if (replace)
    return integersBetween(key, { shape, dtype: "int32" }, full([], 0, "int32"), full([], count - 1, "int32"));
  return reshape(sliceAxis(shuffledIndices(key, count), 0, 0, sizeOf(shape)), { shape });
}

const draw = program<Settings>("choice", (key, settings, ...parameters) => {
  const p = settings.weighted ? parameters.shift() : undefined;
  const [array] = parameters;
  const chosen = indices(key, settings, p);
  return array === undefined ? chosen : take(array, chosen, settings.axis);
});

export interface ChoiceOptions {
  /** [] if not given. */
  readonly shape?: Shape;
  /** Whether an element may be drawn again; true if not given. */
  readonly replace?: boolean;
  /** Probabilities (or weights, with the same result up to rounding) of the elements, [n]; equal if not given. */
  readonly p?: ArrayLike;
  /** The axis along which elements are drawn, from the end if negative; 0 if not given. */
  readonly axis?: number;
  /** How finely to draw the numbers that decide without replacement; "low" if not given. */
  readonly mode?: Mode;
}

function checkCounts({ shape, count, replace, mode }: Settings): void {
  checkMode("choice", mode);
  const draws = sizeOf(shape);
  const refuse = (what: string, fix: string): never => raise({ code: "argument", what, where: "random.choice", fix });
  if (!Number.isInteger(count) || count < 0 || (count === 0 && draws > 0))
    refuse(`cannot choose from ${count} elements`, "pass a positive count, or an array with elements along the axis");
  if (!replace && draws > count)
    refuse(`cannot draw ${draws} of ${count} elements without replacement`, "draw fewer, or with replacement");
}

function weights(p: ArrayLike, count: number): NDArray {
  const array = asArray(p);
  if (array.ndim !== 1 || array.shape[0] !== count)
    raise({
      code: "shape",
      what: `p has shape [${array.shape.join(", ")}], but there are ${count} elements`,
      where: "random.choice",
      fix: `give p shape [${count}]`,
    });
  return isFloat(array.dtype) ? array : convert(array, { dtype: "float32" });
}

/**
 * Elements drawn from an array along an axis, or (for a number n) from 0 … n − 1, as int32: the axis is replaced by `shape`.
 * Sources: weights with replacement by inversion, Devroye, "Non-Uniform Random Variate Generation" (1986), III.2; without by
 * the largest of perturbed log-weights, Yellott, "The relationship between Luce's choice axiom, …" (1977).
 * @throws ArgumentError if there are too few elements; ShapeError if p does not fit
 * @example choice(key(1), 5, { shape: [3], replace: false, p: [0.1, 0.2, 0.3, 0.25, 0.15] }).tolist() // [4, 2, 1]
 */
export function choice(key: ArrayLike, a: ArrayLike, options: ChoiceOptions = {}): NDArray {
  const { shape, replace = true, p, axis = 0, mode = "low" } = options;
  const array = typeof a === "number" ? undefined : asArray(a);
  const front = array === undefined ? 0 : frontAxis("choice", axis, array);
  const count = array === undefined ? (a as number) : (array.shape[front] as number);
  const settings: Settings = {
    shape: shapeOfDraw("choice", shape, []),
    count,
    replace,
    weighted: p !== undefined,
    axis: front,
    mode,
  };
  checkCounts(settings);
  const parameters = [p === undefined ? [] : weights(p, count), array ?? []].flat();
  return draw(key, settings, ...parameters);
}
