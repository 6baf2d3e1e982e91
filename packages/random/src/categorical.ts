/** Random categories, by their log-probabilities. */
import {
  add,
  argmax,
  asArray,
  convert,
  isFloat,
  moveAxis,
  raise,
  reshape,
  sizeOf,
  topK,
  without,
  type ArrayLike,
  type NDArray,
  type Shape,
} from "@fluxion/core";
import { broadcastTo, shapeOfDraw } from "./broadcast-to.js";
import { frontAxis } from "./front-axis.js";
import { checkMode, standardGumbel, type Mode } from "./gumbel.js";
import { program } from "./sampler.js";
import type { Words } from "./words.js";

interface Settings {
  readonly shape: Shape;
  readonly axis: number;
  readonly mode: Mode;
}

const withAxis = (shape: Shape, axis: number, size: number): number[] => [
  ...shape.slice(0, axis),
  size,
  ...shape.slice(axis),
];

/** The place of the largest of the logits plus Gumbel numbers, which are drawn for every result. */
function anew(key: Words, { shape, axis, mode }: Settings, logits: NDArray): NDArray {
  const drawn = axis + shape.length + 1 - logits.ndim;
  const wide = withAxis(shape, drawn, logits.shape[axis] as number);
  const noise = standardGumbel(key, { shape: wide, dtype: logits.dtype }, mode);
  return argmax(add(noise, broadcastTo(logits, wide)), { axis: drawn });
}

/** The places of the k largest, all different; the first axes of the result count them. */
function distinct(key: Words, { shape, axis, mode }: Settings, logits: NDArray): NDArray {
  const noisy = add(standardGumbel(key, logits.type, mode), logits);
  const k = sizeOf(shape.slice(0, shape.length - logits.ndim + 1));
  const [, places] = topK(moveAxis(noisy, axis, logits.ndim - 1), { k });
  return reshape(moveAxis(places as NDArray, logits.ndim - 1, 0), { shape });
}

const drawAnew = program<Settings>("categorical", (key, settings, logits) => anew(key, settings, logits as NDArray));
const drawDistinct = program<Settings>("categorical", (key, settings, logits) =>
  distinct(key, settings, logits as NDArray),
);

export interface CategoricalOptions {
  /** The axis of the categories, from the end if negative; −1 if not given. */
  readonly axis?: number;
  /** Must end in the shape of the logits without their axis, which it is if not given. */
  readonly shape?: Shape;
  /** Whether a category may be drawn again along the first axes of `shape`; true if not given. */
  readonly replace?: boolean;
  /** "low" if not given. */
  readonly mode?: Mode;
}

/**
 * Places along an axis of `logits`, as int32, each with a probability proportional to the exponential of its logit.
 * Source: Yellott, "The relationship between Luce's choice axiom, Thurstone's theory of comparative judgment, and the double
 * exponential distribution" (1977).
 * @throws ShapeError for an axis the logits do not have, or a shape that does not end in theirs; ArgumentError if there are too
 * few categories to draw without replacement
 * @example categorical(key(1), [0.867, -1.9486, 0.7246, -0.5235, 1.3993], { shape: [6] }).tolist() // [4, 2, 4, 0, 0, 0]
 */
export function categorical(key: ArrayLike, logits: ArrayLike, options: CategoricalOptions = {}): NDArray {
  const { axis = -1, shape, replace = true, mode = "low" } = options;
  checkMode("categorical", mode);
  const given = asArray(logits);
  const array = isFloat(given.dtype) ? given : convert(given, { dtype: "float32" });
  const front = frontAxis("categorical", axis, array);
  const batch = without(array.shape, [front]);
  const settings: Settings = { shape: shapeOfDraw("categorical", shape, [batch]), axis: front, mode };
  if (replace) return drawAnew(key, settings, array);
  const draws = sizeOf(settings.shape.slice(0, settings.shape.length - batch.length));
  if (draws > (array.shape[front] as number))
    raise({
      code: "argument",
      what: `cannot draw ${draws} of ${array.shape[front]} categories without replacement`,
      where: "random.categorical",
      fix: "draw fewer, or with replacement",
    });
  return drawDistinct(key, settings, array);
}
