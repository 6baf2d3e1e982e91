/** An index resolved against a shape: one entry for every axis and every new axis, in order. */
import { NDArray, raise } from "@fluxion/core";
import { knownValues } from "../shape/known-values.js";
import type { KnownIntegers, Part } from "./part.js";
import { runOf, Slice, type Run } from "./slice.js";

/** An integer index counts as an array when it has to be checked while running. */
export type Entry =
  | { readonly kind: "new" }
  | { readonly kind: "run"; readonly axis: number; readonly run: Run }
  | { readonly kind: "integer"; readonly axis: number; readonly position: number }
  | { readonly kind: "array"; readonly axis: number; readonly indices: NDArray | KnownIntegers };

const ALL = new Slice(null, null, null);

const axesTaken = (part: Part): number => {
  if (part.kind === "newaxis" || part.kind === "ellipsis") return 0;
  if (part.kind !== "mask") return 1;
  return part.mask.shape.length;
};

/** The ellipsis (or the end) becomes whole slices of the axes that are not named. */
function withoutEllipsis(parts: readonly Part[], shape: readonly number[]): Part[] {
  const taken = parts.reduce((total, part) => total + axesTaken(part), 0);
  if (taken > shape.length)
    raise({
      code: "shape",
      what: `an index of ${taken} axes is too long for shape [${shape.join(", ")}]`,
      where: "index",
      fix: `index at most ${shape.length} axes`,
    });
  const places = parts.flatMap((part, i) => (part.kind === "ellipsis" ? [i] : []));
  if (places.length > 1)
    raise({ code: "argument", what: "an index has more than one ellipsis", where: "index", fix: 'use "..." once' });
  const whole = Array.from({ length: shape.length - taken }, (): Part => ({ kind: "slice", slice: ALL }));
  const place = places[0] ?? parts.length;
  return [...parts.slice(0, place), ...whole, ...parts.slice(place + 1)];
}

/** The positions at which a mask holds: one list per axis. */
function positionsOf(part: Extract<Part, { kind: "mask" }>, axes: readonly number[]): number[][] {
  const { mask } = part;
  if (!mask.shape.every((n, i) => n === axes[i]))
    raise({
      code: "shape",
      what: `a boolean mask of shape [${mask.shape.join(", ")}] does not fit axes of sizes [${axes.join(", ")}]`,
      where: "index",
      fix: "make the mask as long as the axes it chooses from",
    });
  const flags: readonly (number | boolean)[] =
    mask instanceof NDArray
      ? knownValues("index", mask, "choose elements with np.where, or a fixed number of them with np.extract and size")
      : mask.data;
  const lists = axes.map((): number[] => []);
  flags.forEach((flag, flat) => {
    if (!flag) return;
    let rest = flat;
    for (let axis = axes.length - 1; axis >= 0; axis--) {
      const size = axes[axis] as number;
      lists[axis]?.push(rest % size);
      rest = Math.floor(rest / size);
    }
  });
  return lists;
}

/** The entries of an index. `clamp`: integers beyond the ends mean the ends. */
export function expandIndex(parts: readonly Part[], shape: readonly number[], clamp: boolean): Entry[] {
  let axis = 0;
  return withoutEllipsis(parts, shape).flatMap((part): Entry[] => {
    const size = shape[axis] as number;
    switch (part.kind) {
      case "newaxis":
        return [{ kind: "new" }];
      case "slice":
        return [{ kind: "run", axis: axis++, run: runOf(part.slice, size) }];
      case "array":
        return [{ kind: "array", axis: axis++, indices: part.indices }];
      case "integer":
        return [integerEntry(part.value, axis++, size, clamp)];
      case "mask": {
        const first = axis;
        axis += part.mask.shape.length;
        const lists = positionsOf(part, shape.slice(first, axis));
        return lists.map((data, i) => ({ kind: "array", axis: first + i, indices: { data, shape: [data.length] } }));
      }
      default:
        return [];
    }
  });
}

function integerEntry(value: number, axis: number, size: number, clamp: boolean): Entry {
  const position = value < 0 ? value + size : value;
  if (position >= 0 && position < size) return { kind: "integer", axis, position };
  if (!clamp) return { kind: "array", axis, indices: { data: [value], shape: [] } };
  if (size === 0)
    return raise({
      code: "shape",
      what: `index ${value} into axis ${axis}, which is empty`,
      where: "index",
      fix: "index an axis that has elements",
    });
  return { kind: "integer", axis, position: Math.min(Math.max(position, 0), size - 1) };
}
