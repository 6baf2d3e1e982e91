/** Products of two arrays whose axes have names: one dotGeneral where something is summed, else one multiplication. */
import { dotGeneral, mul, sum, type NDArray } from "@fluxion/core";
import { permute } from "../shape/permute.js";
import { reshapeTo } from "../shape/reshape-to.js";
import { spread } from "../shape/spread.js";
import { convertTo } from "../support/convert.js";
import { truth } from "../ufunc/logical.js";

/** An array with one name for each axis, no name twice. */
export interface Labelled {
  readonly array: NDArray;
  readonly labels: readonly string[];
}

/** Axes in the order of `labels`, which are the same names. */
export function inOrder({ array, labels: given }: Labelled, labels: readonly string[]): NDArray {
  return permute(
    array,
    labels.map((label) => given.indexOf(label)),
  );
}

/** Sums over the axes whose names are not wanted any more. */
export function sumAway({ array, labels }: Labelled, wanted: ReadonlySet<string>): Labelled {
  const axes = labels.flatMap((label, axis) => (wanted.has(label) ? [] : [axis]));
  return axes.length === 0
    ? { array, labels }
    : { array: sum(array, { axes }), labels: labels.filter((label) => wanted.has(label)) };
}

/** Removes axes of size 1 along which others are longer: they repeat. */
export function dropRepeated({ array, labels }: Labelled, sizes: ReadonlyMap<string, number>): Labelled {
  const kept = labels.flatMap((label, axis) => (array.shape[axis] === 1 && sizes.get(label) !== 1 ? [] : [axis]));
  if (kept.length === labels.length) return { array, labels };
  return {
    array: reshapeTo(
      array,
      kept.map((axis) => array.shape[axis] as number),
    ),
    labels: kept.map((axis) => labels[axis] as string),
  };
}

/** The array with all the names, repeated along those that it does not have. */
function along(x: Labelled, labels: readonly string[], shape: readonly number[]): NDArray {
  const own = labels.filter((label) => x.labels.includes(label));
  return spread(
    inOrder(x, own),
    shape,
    labels.flatMap((label, axis) => (own.includes(label) ? [] : [axis])),
  );
}

/** Nothing is summed: a product of arrays that repeat along each other's axes. */
function multiply(x: Labelled, y: Labelled, out: readonly string[]): Labelled {
  const size = (label: string): number => {
    const axis = x.labels.indexOf(label);
    return (axis >= 0 ? x.array.shape[axis] : y.array.shape[y.labels.indexOf(label)]) as number;
  };
  const shape = out.map(size);
  return { array: mul(along(x, out, shape), along(y, out, shape)), labels: out };
}

/**
 * The sum over all names that are not in `out`. The result's axes come in the order that costs nothing: names of both, then
 * those of one operand, then those of the other; `out` decides the order as far as it can.
 */
export function contractPair(a: Labelled, b: Labelled, out: readonly string[]): Labelled {
  const wanted = (other: Labelled): Set<string> => new Set([...out, ...other.labels]);
  const x = sumAway(a, wanted(b));
  const y = sumAway(b, wanted(a));
  const shared = x.labels.filter((label) => y.labels.includes(label));
  const contracted = shared.filter((label) => !out.includes(label));
  if (contracted.length === 0) return multiply(x, y, out);
  const batch = out.filter((label) => shared.includes(label));
  const firstFree = out.find((label) => !batch.includes(label));
  const [l, r] = firstFree !== undefined && y.labels.includes(firstFree) ? [y, x] : [x, y];
  const at = ({ labels }: Labelled, names: readonly string[]): number[] => names.map((name) => labels.indexOf(name));
  const free = ({ labels }: Labelled): string[] => labels.filter((label) => !shared.includes(label));
  return {
    array: dotGeneral(l.array, r.array, {
      lhsContract: at(l, contracted),
      rhsContract: at(r, contracted),
      lhsBatch: at(l, batch),
      rhsBatch: at(r, batch),
    }),
    labels: [...batch, ...free(l), ...free(r)],
  };
}

/** Booleans are multiplied and added as integers: the result tells whether any product holds. */
export function overBooleans(arrays: readonly NDArray[], compute: (arrays: readonly NDArray[]) => NDArray): NDArray {
  if (!arrays.every((x) => x.dtype === "bool")) return compute(arrays);
  return truth(compute(arrays.map((x) => convertTo(x, "int32"))));
}
