/** What a host function returns, against what was promised: the same tree, with arrays of the same types. */
import { raise } from "../../errors.js";
import { sameType, showType, type ArrayType, type DType } from "../../ir/type.js";
import { NDArray } from "../../ir/value.js";
import { asArray } from "../../trace/asarray.js";
import { DeviceArray, getDefaultBackend } from "../../trace/device.js";
import { devicePut } from "../../trace/deviceput.js";
import { flatten, requireStructure, type Structure } from "../../trace/tree.js";
import { refusePromise } from "../call.js";
import { shapeDtype } from "../stage.js";

/** A type as plain data, as `evalShape` gives it. */
const isType = (value: unknown): value is ArrayType =>
  typeof value === "object" &&
  value !== null &&
  Object.keys(value).sort().join() === "dtype,shape" &&
  typeof (value as ArrayType).dtype === "string" &&
  Array.isArray((value as ArrayType).shape);

/** Types as arrays of type only, so that they are leaves. */
export function typesAsLeaves(tree: unknown): unknown {
  if (isType(tree)) return shapeDtype(tree.shape, tree.dtype);
  if (Array.isArray(tree)) return tree.map(typesAsLeaves);
  if (typeof tree !== "object" || tree === null || Object.getPrototypeOf(tree) !== Object.prototype) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, typesAsLeaves(value)]));
}

/** Untyped numbers and lists take the element type that was promised. */
const arrayOf = (leaf: unknown, dtype: DType): NDArray =>
  leaf instanceof NDArray || ArrayBuffer.isView(leaf) ? asArray(leaf) : asArray(leaf, dtype);

function leafOf(where: string, leaf: unknown, wanted: ArrayType): NDArray {
  const array = arrayOf(leaf, wanted.dtype);
  if (!sameType(array.type, wanted))
    raise({
      code: array.dtype === wanted.dtype ? "shape" : "dtype",
      what: `the callback returned ${showType(array.type)}, but ${showType(wanted)} was promised`,
      where,
      fix: "return an array of the shape and dtype given as resultShapeDtypes, or promise another",
    });
  if (!(array instanceof DeviceArray))
    return raise({
      code: "argument",
      what: `the callback returned ${String(array)}, an array that is being traced`,
      where,
      fix: "compute the result from the callback's own arguments, which are arrays with elements",
    });
  return devicePut(array, getDefaultBackend());
}

export function hostResults(
  where: string,
  value: unknown,
  expected: Structure,
  types: readonly ArrayType[],
): NDArray[] {
  refusePromise(where, value);
  if (expected.kind === "leaf") return [leafOf(where, value, types[0] as ArrayType)];
  const { leaves, structure } = flatten(value);
  requireStructure(`${where} (result of the callback)`, structure, expected);
  return leaves.map((leaf, i) => leafOf(where, leaf, types[i] as ArrayType));
}
