/** Doors of functions that take options: an axis without its name, or a name that does not exist, would be ignored in silence. */
import { raise } from "../errors.js";
import { describe } from "./asarray.js";
import { NDArray } from "../ir/value.js";

type AnyFunction = (...args: never[]) => unknown;

/** An object as literals make it, in any realm. */
const isPlain = (value: unknown): value is object => {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

/** The option that a value without a name is likely to be meant for. */
function likely(value: unknown, names: readonly string[]): string {
  const first = typeof value === "string" ? "dtype" : typeof value === "boolean" ? "keepdims" : "axis";
  return names.includes(first) ? first : (names[0] as string);
}

const shown = (value: unknown): string =>
  typeof value === "number" || typeof value === "string" || typeof value === "boolean" ? JSON.stringify(value) : "…";

const refuseValue = (where: string, value: unknown, names: readonly string[]): never =>
  raise({
    code: "argument",
    what: `${where} takes an object of options here, got ${value instanceof NDArray ? "an array" : Array.isArray(value) ? "a list" : describe(value)}`,
    where,
    fix: `write { ${likely(value, names)}: ${shown(value)} }${value instanceof NDArray ? ", or give several arrays as one list" : ""}; the options are ${names.join(", ")}`,
  });

/** Letters to change, leave out or add to get from one word to another. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (next[j - 1] as number) + 1,
        (row[j] as number) + 1,
        (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[b.length] as number;
}

function refuseName(where: string, name: string, names: readonly string[]): never {
  const plain = (text: string): string => text.toLowerCase().replaceAll("_", "");
  const [nearest] = names.toSorted((a, b) => distance(plain(name), plain(a)) - distance(plain(name), plain(b)));
  return raise({
    code: "argument",
    what: `${where} has no option ${JSON.stringify(name)}`,
    where,
    fix: `write ${nearest}; the options are ${names.join(", ")}`,
  });
}

/**
 * The function with a door: what stands where options are expected must be a plain object with known names, and nothing may follow it.
 * @param names the options, separated by spaces
 * @throws ArgumentError that names the nearest option
 * @example takesOptions("f", 1, "axis dtype", (x, { axis = 0 } = {}) => axis)(1, { axis: 2 }) // 2
 */
export function takesOptions<F extends AnyFunction>(where: string, position: number, names: string, f: F): F {
  return door(where, position, names, f, refuseValue);
}

/** The same for functions that accept something else in the place of options: only plain objects are looked at. */
export function mayTakeOptions<F extends AnyFunction>(where: string, position: number, names: string, f: F): F {
  return door(where, position, names, f, () => undefined);
}

function door<F extends AnyFunction>(
  where: string,
  position: number,
  names: string,
  f: F,
  other: (where: string, value: unknown, names: readonly string[]) => void,
): F {
  const known = ` ${names} `;
  const check = (options: unknown): void => {
    if (options === undefined) return;
    if (!isPlain(options)) return other(where, options, names.split(" "));
    for (const name in options) if (!known.includes(` ${name} `)) refuseName(where, name, names.split(" "));
  };
  const checked = (...args: never[]): unknown => {
    if (args.length > position) check(args[position]);
    if (args.length > position + 1 && args[position + 1] !== undefined)
      raise({
        code: "argument",
        what: `${where} takes at most ${position + 1} arguments, got ${args.length}`,
        where,
        fix: `write all options in one object: ${names.split(" ").join(", ")}`,
      });
    return f(...args);
  };
  Object.defineProperty(checked, "name", { value: f.name, configurable: true });
  Object.defineProperty(checked, "length", { value: f.length, configurable: true });
  return checked as unknown as F;
}
