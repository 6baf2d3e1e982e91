/** Indices as users write them, taken apart into one kind of part each. */
import { describe, dtypeOfTypedArray, NDArray, raise, type TypedArray } from "@fluxion/core";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { parseIndex } from "./parse-index.js";
import type { KnownIntegers, Part } from "./part.js";
import { Slice } from "./slice.js";

/** A new axis of size 1, in an index. */
export const newaxis = null;

/**
 * One part of an index: an integer, a `slice`, `null` for a new axis, "..." for all axes not named, an array (or list) of
 * integers, a boolean mask, or text such as "1:3" or "::-1, None".
 */
export type IndexPart = number | Slice | null | string | NDArray | TypedArray | readonly IndexList[];
type IndexList = number | boolean | NDArray | readonly IndexList[];

/** An index: the list of its parts, or a single part that is not a list. */
export type Index = number | Slice | null | string | NDArray | TypedArray | readonly IndexPart[];

const bad = (what: string, fix: string): never => raise({ code: "argument", what, where: "index", fix });

/** A list of integers or booleans; ragged ones are a shape error. */
function listPart(list: readonly unknown[]): Part {
  const shape: number[] = [];
  for (let level: unknown = list; Array.isArray(level); level = level[0]) shape.push(level.length);
  const leaves = shape.length === 1 ? list : (list.flat(Infinity) as unknown[]);
  const size = shape.reduce((product, n) => product * n, 1);
  const uniform = (level: unknown, axis: number): boolean =>
    Array.isArray(level)
      ? level.length === shape[axis] && level.every((item) => uniform(item, axis + 1))
      : axis === shape.length;
  if (leaves.some((leaf) => leaf instanceof NDArray)) return arrayPart(toArray(list as readonly Operand[]));
  if (leaves.length !== size || !uniform(list, 0))
    return raise({
      code: "shape",
      what: `the index list ${JSON.stringify(list)} is ragged`,
      where: "index",
      fix: "give every row the same length",
    });
  if (size > 0 && leaves.every((leaf) => typeof leaf === "boolean"))
    return { kind: "mask", mask: { data: leaves as boolean[], shape } };
  if (leaves.every((leaf) => Number.isInteger(leaf)))
    return { kind: "array", indices: { data: leaves as number[], shape } };
  return bad(
    `an index list holds ${String(leaves.find((leaf) => !Number.isInteger(leaf)))}`,
    "use integers only, or booleans only",
  );
}

function arrayPart(x: NDArray): Part {
  if (x.dtype === "bool") return { kind: "mask", mask: x };
  if (x.dtype.startsWith("int") || x.dtype.startsWith("uint")) return { kind: "array", indices: x };
  return raise({
    code: "dtype",
    what: `an index is a ${x.dtype} array`,
    where: "index",
    fix: "index with integers or booleans: convert it with astype('int32')",
  });
}

function partsOf(part: unknown): readonly Part[] {
  if (typeof part === "number")
    return Number.isInteger(part) ? [{ kind: "integer", value: part }] : bad(`an index is ${part}`, "use integers");
  if (part === null) return [{ kind: "newaxis" }];
  if (part instanceof Slice) return [{ kind: "slice", slice: part }];
  if (typeof part === "string") return parseIndex(part);
  if (part instanceof NDArray) return [arrayPart(part)];
  if (Array.isArray(part)) return [listPart(part)];
  const dtype = dtypeOfTypedArray(part);
  if (dtype !== undefined && !dtype.startsWith("float")) {
    const data = Array.from(part as TypedArray);
    return [{ kind: "array", indices: { data, shape: [data.length] } }];
  }
  return bad(
    `an index cannot be ${typeof part === "boolean" ? `the boolean ${part}` : describe(part)}`,
    "use integers, np.slice, null, '...', integer arrays or boolean masks",
  );
}

/** Indices along one axis, from a number, a list or an array of integers. */
export function integerIndices(where: string, x: unknown): NDArray | KnownIntegers {
  if (typeof x === "number" && Number.isInteger(x)) return { data: [x], shape: [] };
  const [part] = partsOf(typeof x === "number" || typeof x === "string" || x === null ? [x] : x);
  return part?.kind === "array"
    ? part.indices
    : raise({ code: "dtype", what: "indices must be integers", where, fix: "convert them with astype('int32')" });
}

/** The parts of an index, in order. */
export const indexParts = (index: Index): Part[] =>
  (Array.isArray(index) ? (index as readonly unknown[]) : [index]).flatMap(partsOf);
