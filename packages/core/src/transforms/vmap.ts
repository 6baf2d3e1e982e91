/** Vectorisation: a function of examples becomes a function of batches. */
import { raise } from "../errors.js";
import type { NDArray } from "../ir/value.js";
import { broadcast } from "../primitives/reduce.js";
import { moveAxis } from "../primitives/transpose.js";
import { showStructure, unflatten, type Structure } from "../trace/tree.js";
import type { Accepts, Arrays } from "../trace/treetypes.js";
import { batchDomain, type Lanes } from "./batch.js";
import { flattenArrays, runIn, type AnyFunction } from "./call.js";

/** An axis (negative counts from the end), `null` for "the same for all", or a tree of them along the arguments. */
export type Axes = number | null | readonly Axes[] | { readonly [key: string]: Axes };

export interface VmapOptions {
  /** One for all arguments, or a list with one (tree) per argument. 0 if not given. */
  readonly inAxes?: Axes;
  /** Where the new axis stands in the results; a tree along them. 0 if not given. */
  readonly outAxes?: Axes;
  /** A name for the new axis, for operations across lanes: psum, pmean, axisIndex, … */
  readonly axisName?: string;
  /** Number of lanes, needed only where no argument has the axis. */
  readonly axisSize?: number;
}

/** Spreads a prefix tree of axes over the leaves below it. */
export function spreadAxes(where: string, axes: unknown, structure: Structure): (number | null)[] {
  if (axes === null || typeof axes === "number") return new Array<number | null>(structure.leaves).fill(axes);
  if (structure.kind === "list" && Array.isArray(axes) && axes.length === structure.children.length)
    return structure.children.flatMap((child, i) => spreadAxes(where, axes[i], child));
  const lookup = (key: unknown): unknown =>
    axes instanceof Map ? axes.get(key) : (axes as Record<string, unknown>)[key as string];
  if (
    (structure.kind === "object" || structure.kind === "map") &&
    typeof axes === "object" &&
    structure.keys.every((key) => lookup(key) !== undefined)
  )
    return structure.children.flatMap((child, i) => spreadAxes(where, lookup(structure.keys[i]), child));
  return raise({
    code: "structure",
    what: `axes ${JSON.stringify(axes)} do not fit the tree ${showStructure(structure)}`,
    where,
    fix: "give a number, null, or a tree of them with the structure of the arguments (or a prefix of it)",
  });
}

/** The axis counted from the front; a typed error if the array has no such axis. */
export function frontAxis(where: string, axis: number, rank: number): number {
  const position = axis < 0 ? axis + rank : axis;
  if (Number.isInteger(position) && position >= 0 && position < rank) return position;
  return raise({
    code: "shape",
    what: `axis ${axis} is out of range for an array of ${rank} dimensions`,
    where,
    fix: rank === 0 ? "use null for arguments without a batch axis" : `use an axis from ${-rank} to ${rank - 1}`,
  });
}

function laneCount(sizes: readonly (number | null)[], axisSize: number | undefined): number {
  const known = sizes.filter((size): size is number => size !== null);
  const first = axisSize ?? known[0];
  if (first === undefined)
    return raise({
      code: "argument",
      what: "no argument has a batch axis",
      where: "vmap",
      fix: "give inAxes a number for at least one argument, or give axisSize",
    });
  const other = known.find((size) => size !== first);
  if (other !== undefined)
    raise({
      code: "shape",
      what: `batch axes have different sizes: ${axisSize === undefined ? "" : `axisSize ${axisSize}, `}${known.join(", ")}`,
      where: "vmap",
      fix: "make them equal, or use null in inAxes for arguments that are shared",
    });
  return first;
}

/**
 * Maps a function over axes of its arguments. Values that differ between lanes cannot be read inside.
 * @example vmap((x, y) => np.dot(x, y), { inAxes: [0, null] })(np.array([[1, 2], [3, 4]]), np.array([1, 1])) // [3, 7]
 */
export function vmap<A extends unknown[], R>(
  f: (...args: A) => R,
  options: VmapOptions = {},
): (...args: { [K in keyof A]: Accepts<A[K]> }) => Arrays<R> {
  const { inAxes = 0, outAxes = 0 } = options;
  return (...args) => {
    const { leaves, structure } = flattenArrays("vmap", args);
    const perArgument = Array.isArray(inAxes) ? inAxes : args.map(() => inAxes);
    if (perArgument.length !== args.length)
      raise({
        code: "argument",
        what: `inAxes lists ${perArgument.length} axes, but the function was called with ${args.length} arguments`,
        where: "vmap",
        fix: "give one entry per argument",
      });
    const axes = spreadAxes("vmap (inAxes)", perArgument, structure);
    const positions = leaves.map((leaf, i) =>
      axes[i] == null ? null : frontAxis("vmap (inAxes)", axes[i] as number, leaf.ndim),
    );
    const size = laneCount(
      leaves.map((leaf, i) => (positions[i] === null ? null : (leaf.shape[positions[i] as number] as number))),
      options.axisSize,
    );
    const lanes = leaves.map((leaf, i): Lanes =>
      positions[i] === null
        ? { value: leaf, batched: false }
        : { value: moveAxis(leaf, positions[i] as number, 0), batched: true },
    );
    const ran = runIn(batchDomain(size, options.axisName), false, f as AnyFunction, lanes, structure, {
      where: "vmap",
    });
    const places = spreadAxes("vmap (outAxes)", outAxes, ran.structure);
    return unflatten(
      ran.structure,
      ran.outputs.map((lane, i) => place(lane, places[i] as number | null, size)),
    ) as Arrays<R>;
  };
}

/** Puts the lanes of a result where the user wants them. */
function place({ value, batched }: Lanes, axis: number | null, size: number): NDArray {
  if (axis === null)
    return batched
      ? raise({
          code: "argument",
          what: "outAxes is null for a result that differs between lanes",
          where: "vmap",
          fix: "give the result an axis in outAxes",
        })
      : value;
  const stacked = batched ? value : broadcast(value, { shape: [size, ...value.shape], axes: [0] });
  return moveAxis(stacked, 0, frontAxis("vmap (outAxes)", axis, stacked.ndim));
}
