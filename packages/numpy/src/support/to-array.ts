/** Turns what users write for an array into one: numbers, lists, typed arrays, and lists that hold arrays. */
import {
  concatenate,
  dtypeOfTypedArray,
  fromPlain,
  NDArray,
  raise,
  reshape,
  sameShape,
  toElement,
  type DType,
} from "@fluxion/core";
import { convertTo } from "./convert.js";
import { commonType, type Scalar } from "./lattice.js";
import { scalar } from "./scalar.js";
import { WeakScalar, type Operand } from "./weak.js";

export const isScalar = (x: unknown): x is Scalar =>
  typeof x === "number" || typeof x === "boolean" || x instanceof WeakScalar;

/** Lists that are too deep are refused where their shape is found. */
const holdsArrays = (list: readonly unknown[], depth = 0): boolean =>
  depth < 1000 &&
  list.some((item) => (Array.isArray(item) ? holdsArrays(item, depth + 1) : typeof item === "object" && item !== null));

/** Rows become the first axis, of their common type. */
function stackRows(rows: readonly Operand[], dtype?: DType): NDArray {
  const items = rows.map((row) => (isScalar(row) ? row : toArray(row)));
  const common = commonType(items);
  const arrays = items.map((item) => (item instanceof NDArray ? convertTo(item, common) : scalar(item, common)));
  const [first] = arrays as [NDArray];
  const other = arrays.findIndex((row) => !sameShape(row.shape, first.shape));
  if (other >= 0)
    raise({
      code: "shape",
      what: `ragged list: element [0] has shape [${first.shape.join(", ")}] but element [${other}] has shape [${(arrays[other] as NDArray).shape.join(", ")}]`,
      fix: "give every row the same shape",
    });
  const stacked = concatenate(
    arrays.map((row) => reshape(row, { shape: [1, ...row.shape] })),
    { axis: 0 },
  );
  return dtype === undefined ? stacked : convertTo(stacked, dtype);
}

/**
 * An array from an array, a number, a boolean, a typed array or nested lists of all of them. Numbers are float32, booleans
 * bool, typed arrays keep their type; `dtype` converts. Ragged lists are a shape error.
 */
export function toArray(x: Operand, dtype?: DType): NDArray {
  if (x instanceof NDArray) return dtype === undefined ? x : convertTo(x, dtype);
  if (isScalar(x)) {
    const own = dtype ?? commonType([x]);
    return scalar(toElement(x instanceof WeakScalar ? x.value : Number(x), own), own);
  }
  if (dtypeOfTypedArray(x) === undefined && Array.isArray(x) && holdsArrays(x))
    return stackRows(x as readonly Operand[], dtype);
  return fromPlain(x, dtype);
}
