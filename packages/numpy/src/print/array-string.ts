/** Arrays as text, as NumPy writes them. */
import { isFloat, sizeOf, stridesOf, type ArrayType, type DType, type TypedArray } from "@fluxion/core";
import { toArray, type Operand } from "../support/index.js";
import { floatFormat, floatScalar, type Format } from "./format-float.js";
import { layout, shownIndices } from "./layout.js";

export interface PrintOptions {
  /** The most digits after the point; 8 if not given. */
  precision?: number;
  /** Whether small numbers do not make the form scientific. */
  suppressSmall?: boolean;
  /** Columns of a line; 75 if not given. */
  maxLineWidth?: number;
  /** Arrays of more elements are shortened; 1000 if not given. */
  threshold?: number;
  /** How many elements are shown at each end of a shortened axis; 3 if not given. */
  edgeitems?: number;
  /** Between elements; a space if not given. */
  separator?: string;
}

/** Positions of the elements that are shown. */
function shownPositions(shape: readonly number[], style: { summarize: boolean; edgeitems: number }): number[] {
  const strides = stridesOf(shape);
  return shape.reduce<number[]>(
    (positions, length, axis) => {
      const shown = shownIndices(length, style).filter((i) => i !== undefined);
      return positions.flatMap((position) => shown.map((i) => position + i * (strides[axis] as number)));
    },
    [0],
  );
}

function formatOf(
  values: readonly number[],
  { dtype, shape }: ArrayType,
  { precision = 8, suppressSmall = false }: PrintOptions,
): Format {
  if (isFloat(dtype)) return floatFormat(values, dtype, { precision, suppressSmall });
  if (dtype === "bool") return (x) => (x === 0 ? "False" : "True").padStart(shape.length === 0 ? 0 : 5);
  const width = values.reduce((longest, x) => Math.max(longest, String(x).length), 0);
  return (x) => String(x).padStart(width);
}

interface Place {
  readonly prefix: string;
  readonly suffix: string;
}

function body(data: TypedArray, type: ArrayType, options: PrintOptions, { prefix, suffix }: Place): string {
  const { threshold = 1000, edgeitems = 3, maxLineWidth = 75, separator = " " } = options;
  const size = sizeOf(type.shape);
  if (size === 0) return "[]";
  const style = { summarize: size > threshold, edgeitems };
  const values = shownPositions(type.shape, style).map((position) => data[position] as number);
  const format = formatOf(values, type, options);
  return layout(type.shape, (position) => format(data[position] as number), " ".repeat(prefix.length + 1), {
    ...style,
    separator,
    maxLineWidth: maxLineWidth - suffix.length,
  });
}

/** A single element, as Python writes it. */
export function formatScalar(x: number, dtype: DType): string {
  if (dtype === "bool") return x === 0 ? "False" : "True";
  return isFloat(dtype) ? floatScalar(x, dtype) : String(x);
}

/** The text of elements in row-major order, as `str` of NumPy gives it. */
export const formatElements = (data: TypedArray, type: ArrayType, options: PrintOptions = {}): string =>
  type.shape.length === 0
    ? formatScalar(data[0] as number, type.dtype)
    : body(data, type, options, { prefix: "", suffix: "" });

const tuple = (shape: readonly number[]): string => (shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`);

/** The text of elements in row-major order, as `repr` of NumPy gives it. */
export function formatElementsRepr(data: TypedArray, type: ArrayType, options: PrintOptions = {}): string {
  const { threshold = 1000, maxLineWidth = 75 } = options;
  const { shape, dtype } = type;
  const size = sizeOf(shape);
  const text = `array(${body(data, type, { separator: ", ", ...options }, { prefix: "array(", suffix: ")" })}`;
  const isVector0 = shape.length === 1 && size === 0;
  const extras = [
    ...((size === 0 && !isVector0) || size > threshold ? [`shape=${tuple(shape)}`] : []),
    ...((dtype !== "float64" && dtype !== "bool") || size === 0 ? [`dtype=${dtype}`] : []),
  ];
  if (extras.length === 0) return `${text})`;
  const extra = `${extras.join(", ")})`;
  const lastLine = text.length - text.lastIndexOf("\n");
  return `${text},${lastLine + extra.length + 1 > maxLineWidth ? `\n${" ".repeat(6)}` : " "}${extra}`;
}

/**
 * The array as `str` writes it in NumPy. A typed error where its values are not known, or cannot be read at once.
 * @example np.arrayToString([1, 2.5]) // "[1.  2.5]"
 */
export function arrayToString(x: Operand, options: PrintOptions = {}): string {
  const array = toArray(x);
  return formatElements(array.dataSync(), array.type, options);
}

/**
 * The array as `repr` writes it in NumPy. A typed error where its values are not known, or cannot be read at once.
 * @example np.arrayRepr([1, 2.5]) // "array([1. , 2.5], dtype=float32)"
 */
export function arrayRepr(x: Operand, options: PrintOptions = {}): string {
  const array = toArray(x);
  return formatElementsRepr(array.dataSync(), array.type, options);
}

/**
 * The same as `arrayToString`, by the name it has in NumPy.
 * @example np.arrayStr([true, false]) // "[ True False]"
 */
export const arrayStr: typeof arrayToString = arrayToString;

/**
 * The same as `arrayToString`; with a separator between elements, for example.
 * @example np.array2string([1, 2], { separator: "; " }) // "[1.; 2.]"
 */
export const array2string: typeof arrayToString = arrayToString;
