/** Decodes the values of golden files: arrays, weak scalars, index expressions, settings and trees of them. */
import { elementCount, isComplex, isDType, type ArrayData, type DTypeName } from "./array-data.js";
import type { IndexItem, Value } from "./case.js";
import { DecodeError } from "./decode-error.js";
import {
  asInteger,
  asList,
  asNumber,
  asObject,
  asString,
  field,
  isList,
  isObject,
  MAXIMUM_DEPTH,
  type Json,
  type JsonObject,
} from "./json.js";

const MAXIMUM_RANK = 32;
const MAXIMUM_ELEMENTS = 10_000_000;

const isArrayObject = (x: Json): x is JsonObject =>
  isObject(x) && ["dtype", "shape", "data"].every((name) => field(x, name) !== undefined);

/** @throws DecodeError unless the data fill the shape */
export function decodeArray(x: Json | undefined, path: string): ArrayData {
  const object = asObject(x, path);
  const dtype = field(object, "dtype");
  if (!isDType(dtype))
    throw new DecodeError(`${path}.dtype`, `unknown dtype ${JSON.stringify(dtype)?.slice(0, 40) ?? ""}`);
  const shape = asList(field(object, "shape"), `${path}.shape`).map((size, i) => asSize(size, `${path}.shape[${i}]`));
  if (shape.length > MAXIMUM_RANK) throw new DecodeError(`${path}.shape`, `more than ${MAXIMUM_RANK} dimensions`);
  const raw = field(object, "data");
  if (!isList(raw)) throw new DecodeError(`${path}.data`, "expected a list");
  const count = elementCount(shape) * (isComplex(dtype) ? 2 : 1);
  if (count > MAXIMUM_ELEMENTS) throw new DecodeError(path, `more than ${MAXIMUM_ELEMENTS} elements`);
  if (raw.length !== count)
    throw new DecodeError(`${path}.data`, `${raw.length} numbers do not fill ${dtype}[${shape.join(",")}]`);
  const round = isSingle(dtype) ? Math.fround : (element: number): number => element;
  return { dtype, shape, data: raw.map((element, i) => round(asNumber(element, `${path}.data[${i}]`))) };
}

/** Single-precision numbers are written with the fewest digits that tell them apart, so 0.1 means the float32 nearest to it. */
const isSingle = (dtype: DTypeName): boolean => dtype === "float32" || dtype === "complex64";

function asSize(x: Json, path: string): number {
  const size = asInteger(x, path);
  if (size < 0) throw new DecodeError(path, "a size must not be negative");
  return size;
}

/** A list whose items are arrays or null (integer outputs have no tangents). */
export const decodeArrays = (x: Json | undefined, path: string): (ArrayData | undefined)[] =>
  asList(x, path).map((item, i) => (item === null ? undefined : decodeArray(item, `${path}[${i}]`)));

function decodeIndexItem(x: Json, path: string): IndexItem {
  if (x === "newaxis") return { kind: "newaxis" };
  if (x === "...") return { kind: "ellipsis" };
  if (typeof x === "number") return { kind: "integer", value: asInteger(x, path) };
  if (isArrayObject(x)) return { kind: "array", array: decodeArray(x, path) };
  const bounds = asList(field(asObject(x, path), "slice"), `${path}.slice`);
  if (bounds.length !== 3) throw new DecodeError(`${path}.slice`, "expected [start, stop, step]");
  const [start, stop, step] = bounds.map((bound, i) =>
    bound === null ? undefined : asInteger(bound, `${path}.slice[${i}]`),
  );
  return { kind: "slice", start, stop, step };
}

const WEAK_TYPES = ["bool", "int", "float", "complex"] as const;

function decodeWeak(object: JsonObject, path: string): Value {
  const name = asString(field(object, "weak"), `${path}.weak`);
  const type = WEAK_TYPES.find((known) => known === name);
  if (type === undefined) throw new DecodeError(`${path}.weak`, `unknown kind ${name}`);
  const raw = field(object, "value");
  if (type !== "complex") return { kind: "weak", type, re: asNumber(raw, `${path}.value`), im: 0 };
  const [re, im] = asList(raw, `${path}.value`);
  return { kind: "weak", type, re: asNumber(re, `${path}.value[0]`), im: asNumber(im, `${path}.value[1]`) };
}

/** @throws DecodeError */
export function decodeValue(x: Json | undefined, path: string, depth = 0): Value {
  if (depth > MAXIMUM_DEPTH) throw new DecodeError(path, "nested too deeply");
  if (x === undefined) throw new DecodeError(path, "missing");
  if (x === "NaN" || x === "Infinity" || x === "-Infinity" || x === "-0")
    return { kind: "static", value: asNumber(x, path) };
  if (x === null || typeof x !== "object") return { kind: "static", value: x };
  if (isList(x))
    return { kind: "list", items: asList(x, path).map((item, i) => decodeValue(item, `${path}[${i}]`, depth + 1)) };
  const object = asObject(x, path);
  if (isArrayObject(x)) return { kind: "array", array: decodeArray(x, path) };
  if (field(object, "weak") !== undefined) return decodeWeak(object, path);
  const index = field(object, "index");
  if (index !== undefined)
    return {
      kind: "index",
      items: asList(index, `${path}.index`).map((item, i) => decodeIndexItem(item, `${path}.index[${i}]`)),
    };
  return { kind: "record", entries: decodeRecord(object, path, depth) };
}

/** The entries of an object as a Map: keys from a file never become properties. */
export function decodeRecord(object: JsonObject, path: string, depth = 0): ReadonlyMap<string, Value> {
  return new Map(Object.keys(object).map((key) => [key, decodeValue(field(object, key), `${path}.${key}`, depth + 1)]));
}
