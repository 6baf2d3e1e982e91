/** Reads the fields of an input: numbers, and rectangular lists of numbers as arrays of float64 or int32. */
import { np, raise, type FailureCode, type NDArray } from "fluxion";

/** A size, or the least that it may be. */
export type Size = number | { readonly least: number };

/** Any size but 0. */
export const some: Size = { least: 1 };

/** The input of one evaluation, whose fields are read by name; whatever is not as asked is a typed error. */
export interface Input {
  /** A whole number of at least `least`. */
  integer(name: string, least: number): number;
  number(name: string): number;
  /** Nested lists as an array of float64. */
  array(name: string, sizes: readonly Size[]): NDArray;
  /** Nested lists of whole numbers as an array of int32. */
  integers(name: string, sizes: readonly Size[]): NDArray;
}

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};

const refuse = (code: FailureCode, where: string, what: string, fix: string): never =>
  raise({ code, what, where, fix });

const refuseValue = (where: string, name: string, value: unknown, wanted: string): never =>
  refuse("argument", where, `${name} is ${show(value)}, but it must be ${wanted}`, `give ${wanted}`);

/** A finite number: what JSON writes as a number may be too large for one. */
export const finite = (where: string, name: string, value: unknown): number =>
  typeof value === "number" && Number.isFinite(value) ? value : refuseValue(where, name, value, "a finite number");

const whole = (where: string, name: string, value: unknown): number =>
  Number.isInteger(value) && Math.abs(value as number) < 2 ** 31
    ? (value as number)
    : refuseValue(where, name, value, "a whole number of 32 bits");

const showSize = (size: Size): string => (typeof size === "number" ? `${size}` : `${size.least} or more`);

/** The sizes of nested lists. Below a list without elements they are as wanted. */
function sizesOf(where: string, name: string, value: unknown, wanted: readonly Size[]): number[] {
  const sizes: number[] = [];
  let level = value;
  for (const size of wanted) {
    const given = Array.isArray(level) ? level.length : undefined;
    const length = given ?? (sizes.includes(0) && typeof size === "number" ? size : -1);
    if (typeof size === "number" ? length !== size : length < size.least)
      refuse(
        "shape",
        where,
        `${name} ${given === undefined ? `is ${show(level)}` : `has ${given} entries`} at depth ${sizes.length}, but its shape must be [${wanted.map(showSize).join(", ")}]`,
        "give nested lists of that shape",
      );
    sizes.push(length);
    level = given === undefined ? undefined : (level as unknown[])[0];
  }
  return sizes;
}

/** Writes nested lists of the given sizes, row by row. */
function fill(
  into: Float64Array | Int32Array,
  value: unknown,
  sizes: readonly number[],
  element: (value: unknown) => number,
  ragged: () => never,
): void {
  let next = 0;
  const visit = (level: unknown, depth: number): void => {
    if (!Array.isArray(level) || level.length !== sizes[depth]) return ragged();
    if (depth + 1 < sizes.length) for (const row of level) visit(row, depth + 1);
    else for (const x of level) into[next++] = element(x);
  };
  visit(value, 0);
}

export function readInput(where: string, raw: unknown): Input {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    return refuseValue(where, "input", raw, "an object");
  const field = (name: string): unknown =>
    Object.hasOwn(raw, name)
      ? (raw as Record<string, unknown>)[name]
      : refuse("argument", where, `input has no field ${name}`, `add ${name} to the input`);
  function read(
    make: new (size: number) => Float64Array | Int32Array,
    element: typeof finite,
    name: string,
    wanted: readonly Size[],
  ): NDArray {
    const value = field(name);
    const sizes = sizesOf(where, name, value, wanted);
    const data = new make(sizes.reduce((a, b) => a * b, 1));
    const ragged = (): never =>
      refuse(
        "shape",
        where,
        `${name} is ragged: not all of it has shape [${sizes.join(", ")}]`,
        "make all rows equally long",
      );
    fill(data, value, sizes, (x) => element(where, `an element of ${name}`, x), ragged);
    return np.array(data).reshape(sizes);
  }
  return {
    integer(name, least) {
      const value = whole(where, name, field(name));
      return value >= least ? value : refuseValue(where, name, value, `at least ${least}`);
    },
    number: (name) => finite(where, name, field(name)),
    array: (name, sizes) => read(Float64Array, finite, name, sizes),
    integers: (name, sizes) => read(Int32Array, whole, name, sizes),
  };
}
