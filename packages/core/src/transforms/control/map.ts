/** A function applied to every slice along the leading axis. */
import { raise } from "../../errors.js";
import type { NDArray } from "../../ir/value.js";
import { concatenate } from "../../primitives/concatenate.js";
import { reshape } from "../../primitives/reshape.js";
import { sliceAxis } from "../../primitives/slice.js";
import { requireFunction } from "../../trace/asarray.js";
import { unflatten } from "../../trace/tree.js";
import type { Accepts, Arrays } from "../../trace/treetypes.js";
import { flattenArrays } from "../call.js";
import { vmap } from "../vmap.js";
import { scan } from "./scan.js";
import { stepsOf } from "./steps.js";

export interface MapOptions {
  /** How many slices go through `f` at once, by vmap; the last ones may be fewer. One after another if not given. */
  readonly batchSize?: number;
}

/**
 * Applies `f` to every slice along the leading axis: one after another, or `batchSize` of them at a time, which needs
 * memory for so many and no more.
 * @param xs tree of arrays of one leading length
 * @throws ShapeError if leading axes differ in length; ArgumentError for a batchSize that is no whole number from 1
 * @example mapSlices((x) => x.mul(2), np.arange(3)) // [0, 2, 4]
 */
export function mapSlices<X, Y>(f: (x: Arrays<X>) => Y, xs: Accepts<X> | X, { batchSize }: MapOptions = {}): Arrays<Y> {
  requireFunction("map", f);
  const slices = flattenArrays("map", xs);
  const length = stepsOf("map", slices);
  const one = (all: unknown): Arrays<Y> => scan<null, X, Y>((_, x) => [null, f(x)], null, all as X)[1];
  if (batchSize === undefined) return one(xs);
  if (!Number.isInteger(batchSize) || batchSize < 1)
    return raise({
      code: "argument",
      what: `batchSize is ${batchSize}, but it must be a whole number from 1`,
      where: "map",
      fix: "give the number of slices to take at once",
    });
  const blocks = Math.floor(length / batchSize);
  const whole = blocks * batchSize;
  const tree = (leaves: readonly NDArray[]): X => unflatten(slices.structure, leaves) as X;
  const many = vmap(f as unknown as (x: X) => Y) as unknown as (x: X) => Y;
  const cut = (x: NDArray, shape: readonly number[]): NDArray =>
    reshape(sliceAxis(x, 0, 0, whole), { shape: [...shape, ...x.shape.slice(1)] });
  const rest = (): unknown => many(tree(slices.leaves.map((x) => sliceAxis(x, 0, whole, length))));
  if (blocks === 0 && length > 0) return rest() as Arrays<Y>;
  const looped = mapSlices<X, Y>(many as never, tree(slices.leaves.map((x) => cut(x, [blocks, batchSize]))));
  const done = flattenArrays("map", looped);
  const flat = done.leaves.map((y) => reshape(y, { shape: [whole, ...y.shape.slice(2)] }));
  if (whole === length) return unflatten(done.structure, flat) as Arrays<Y>;
  const last = flattenArrays("map", rest()).leaves;
  return unflatten(
    done.structure,
    flat.map((y, i) => concatenate([y, last[i] as NDArray], { axis: 0 })),
  ) as Arrays<Y>;
}
