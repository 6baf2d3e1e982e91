/** Turns what users write for an array (numbers, booleans, nested lists, typed arrays) into one. */
import { raise } from "../errors.js";
import { arrayType, bytesOf, isDType, noDType, sizeOf, type ArrayType, type DType } from "../ir/type.js";
import { NDArray, type NestedList, type TypedArray } from "../ir/value.js";
import { deviceArray, type Backend, type DeviceArray } from "./device.js";

/** Everything that is accepted where an array is expected. */
export type ArrayLike = NDArray | TypedArray | Float64Array | NestedList | readonly ArrayLike[];

const CONSTRUCTORS = {
  bool: Uint8Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int32: Int32Array,
  uint32: Uint32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

/** An empty typed array for elements of a type; a typed error with the sizes where there is no memory for it. */
export function allocate(dtype: DType, size: number): TypedArray {
  const make = isDType(dtype)
    ? (CONSTRUCTORS as Partial<Record<DType, new (size: number) => TypedArray>>)[dtype]
    : noDType(dtype);
  if (make === undefined)
    return raise({ code: "dtype", what: `${dtype} has no storage in JavaScript here`, fix: "use float32 or float64" });
  try {
    return new make(size);
  } catch {
    const bytes = bytesOf({ dtype, shape: [size] });
    return raise({
      code: "out-of-memory",
      what: `no memory for ${size} elements of ${dtype}: ${bytes} bytes`,
      fix: "work on parts, or on smaller element types",
    });
  }
}

/** The element type a typed array holds; `undefined` for other values. */
export function dtypeOfTypedArray(data: unknown): DType | undefined {
  if (data instanceof Float32Array) return "float32";
  if (data instanceof Float64Array) return "float64";
  if (data instanceof Int32Array) return "int32";
  if (data instanceof Uint32Array) return "uint32";
  if (data instanceof Uint8Array || data instanceof Uint8ClampedArray) return "uint8";
  if (data instanceof Int8Array) return "int8";
  return undefined;
}

/** A JavaScript number as an element: rounded to float32, saturating and NaN → 0 for integers, truth for booleans. */
export function toElement(value: number, dtype: DType): number {
  switch (dtype) {
    case "bool":
      return value === 0 ? 0 : 1;
    case "int8":
      return clampTo(value, -128, 127);
    case "uint8":
      return clampTo(value, 0, 255);
    case "int32":
      return clampTo(value, -2147483648, 2147483647);
    case "uint32":
      return clampTo(value, 0, 4294967295);
    case "float32":
      return Math.fround(value);
    default:
      return value;
  }
}
const clampTo = (value: number, low: number, high: number): number =>
  Number.isNaN(value) ? 0 : Math.trunc(Math.min(high, Math.max(low, value)));

/** Lists deeper than this contain themselves. */
const DEEPEST = 1000;

/** Shape of nested lists; a typed error if they are ragged. */
function shapeOfList(value: unknown): number[] {
  const shape: number[] = [];
  for (let level = value; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
    if (shape.length > DEEPEST)
      raise({
        code: "shape",
        what: `a list is more than ${DEEPEST} levels deep, or contains itself`,
        fix: "pass nested lists of numbers",
      });
  }
  const verify = (level: unknown, depth: number, path: string): void => {
    const isList = Array.isArray(level);
    if (isList !== depth < shape.length || (isList && level.length !== shape[depth]))
      raise({
        code: "shape",
        what: `ragged list: element ${path || "[]"} has ${isList ? `length ${level.length}` : "no length"} where ${depth < shape.length ? `length ${shape[depth]}` : "a number"} is expected`,
        fix: "give every row the same length",
      });
    if (isList) level.forEach((item, i) => verify(item, depth + 1, `${path}[${i}]`));
  };
  verify(value, 0, "");
  return shape;
}

function flatten(value: unknown, into: unknown[]): void {
  if (Array.isArray(value)) for (const item of value) flatten(item, into);
  else into.push(value);
}

/** Plain data (no NDArray inside) as elements with a type. JavaScript numbers become float32 unless `dtype` says otherwise. */
export function plainData(value: unknown, dtype?: DType): { data: TypedArray; type: ArrayType } {
  const own = dtypeOfTypedArray(value);
  if (own !== undefined) {
    const source = value as TypedArray;
    if (dtype === undefined || dtype === own) return { data: source.slice(), type: arrayType(own, [source.length]) };
    return { data: fill(Array.from(source), dtype), type: arrayType(dtype, [source.length]) };
  }
  const shape = shapeOfList(value);
  const leaves: unknown[] = [];
  flatten(value, leaves);
  const bad = leaves.findIndex((leaf) => typeof leaf !== "number" && typeof leaf !== "boolean");
  if (bad >= 0)
    raise({
      code: "argument",
      what: `expected an array, a number or nested lists of numbers, got ${describe(leaves[bad])}`,
      fix: ArrayBuffer.isView(value)
        ? "convert it to an Int8Array, Uint8Array, Int32Array, Uint32Array, Float32Array or Float64Array"
        : "pass an NDArray, a typed array, or numbers",
    });
  const inferred =
    dtype ?? (leaves.length > 0 && leaves.every((leaf) => typeof leaf === "boolean") ? "bool" : "float32");
  return { data: fill(leaves.map(Number), inferred), type: arrayType(inferred, shape) };
}

export function describe(value: unknown): string {
  if (value == null) return String(value);
  if (typeof value === "object") return `an object (${value.constructor?.name ?? "no prototype"})`;
  return typeof value === "string" ? `the string ${JSON.stringify(value)}` : `${typeof value} ${String(value)}`;
}

function fill(values: readonly number[], dtype: DType): TypedArray {
  const data = allocate(dtype, values.length);
  for (let i = 0; i < values.length; i++) data[i] = toElement(values[i] as number, dtype);
  return data;
}

/** Uploads plain data. */
export const fromPlain = (value: unknown, dtype?: DType, backend?: Backend): DeviceArray => {
  const { data, type } = plainData(value, dtype);
  return deviceArray(data, type, backend);
};

/** Uploads row-major elements under a shape. */
export function fromElements(
  values: ArrayLike | readonly number[],
  shape: readonly number[],
  dtype: DType,
): DeviceArray {
  const list = values as readonly number[];
  if (list.length !== sizeOf(shape))
    raise({
      code: "shape",
      what: `${list.length} elements do not fill shape [${shape.join(", ")}]`,
      fix: `give ${sizeOf(shape)} elements`,
    });
  return deviceArray(fill(list, dtype), arrayType(dtype, shape));
}

/** A typed error for what is no function. */
export function requireFunction(where: string, f: unknown): void {
  if (typeof f !== "function")
    raise({
      code: "argument",
      what: `expected a function, got ${describe(f)}`,
      where,
      fix: "pass the function itself, not its result",
    });
}

/** Operands given as one list. */
export function asArrays(where: string, values: unknown): NDArray[] {
  if (Array.isArray(values)) return values.map((value) => asArray(value));
  return raise({
    code: "argument",
    what: `the operands are ${describe(values)}, not a list`,
    where,
    fix: "pass the operands as one list, then the parameters",
  });
}

/** The array itself, or the array that plain data describe (lists of NDArrays are stacked by the NumPy layer, not here). */
export const asArray = (value: unknown, dtype?: DType): NDArray =>
  value instanceof NDArray ? value : fromPlain(value, dtype);
