/** The array functions of the notation: bare names are looked for in all name spaces, scalars become weak operands. */
import { resolve } from "../functions/resolve.js";
import type { Callable } from "../library/api.js";
import type { Library } from "../library/library.js";
import { splitKeywords } from "../notation/host-values.js";
import { isHostNumber, WeakComplex, WeakFloat } from "../notation/weak.js";
import { mapTree, scalarArray, type DefaultFloat } from "./traced.js";

/** Where a name without a prefix is looked for, first choice first. */
const SPACES = ["", "fft", "lax", "nn", "linalg", "special", "scipy.linalg", "signal", "ops", "lax.linalg", "random"];

/** Functions whose results are floats of the default type unless a dtype is given. */
const CREATORS = new Set(
  (
    "zeros ones empty full eye identity tri linspace logspace geomspace hanning hamming blackman bartlett fft.fftfreq fft.rfftfreq " +
    "scipy.linalg.hilbert nn.one_hot random.uniform random.normal random.exponential random.gumbel random.laplace random.logistic random.cauchy"
  ).split(" "),
);

/** Names of types as arguments: `dtype=float`. */
const TYPE_NAMES: Readonly<Record<string, string>> = { int: "int32", bool: "bool" };

/** Scalars that promote weakly. Integers are their own weak form, and so are floats that are not whole. */
function weakScalar(library: Library, x: unknown): unknown {
  if (x instanceof WeakComplex) return library.weak({ kind: "weak", type: "complex", re: x.re, im: x.im });
  return x instanceof WeakFloat && Number.isInteger(x.value)
    ? library.weak({ kind: "weak", type: "float", re: x.value, im: 0 })
    : x;
}

/** Scalars among scalars: `log(2 * pi)` is computed in the default type. */
const strongScalar =
  (float: DefaultFloat) =>
  (library: Library, x: unknown): unknown =>
    x instanceof WeakFloat ? library.array(scalarArray(x, float)) : weakScalar(library, x);

function holdsArray(library: Library, trees: readonly unknown[]): boolean {
  let found = false;
  for (const tree of trees)
    mapTree(tree, (x) => {
      found ||= library.isArray(x);
      return x;
    });
  return found;
}

/** What is left of a value of the notation: types by name, big integers and floats as numbers. */
function plainSetting(float: DefaultFloat, x: unknown): unknown {
  if (x instanceof WeakFloat) return x.value;
  if (typeof x === "bigint") return Number(x);
  return typeof x === "function" ? (TYPE_NAMES[x.name] ?? (x.name === "float" ? float : x)) : x;
}

/** A whole number for `full(shape, 1)` makes integers; all other makers give floats. */
const makesFloats = (fn: string, args: readonly unknown[]): boolean =>
  CREATORS.has(fn) && !(fn === "full" && Number.isInteger(args[1]));

function arrayFunction(library: Library, float: DefaultFloat, fn: string): Callable | undefined {
  const found = resolve(library, fn);
  if (found.kind === "missing") return undefined;
  return (...given) => {
    const { positional, keywords } = splitKeywords(given);
    const isFloat = makesFloats(fn, positional) || (fn === "arange" && positional.some((x) => x instanceof WeakFloat));
    const hasOperands = !isFloat && !fn.startsWith("random.");
    const setting = (tree: unknown): unknown => mapTree(tree, (x) => plainSetting(float, x));
    const scalar = holdsArray(library, positional) ? weakScalar : strongScalar(float);
    const args = positional.map((tree) => setting(hasOperands ? mapTree(tree, (x) => scalar(library, x)) : tree));
    const named = new Map([...keywords].map(([name, value]) => [name, setting(value)]));
    // `random.uniform(key, shape, dtype)` may give the dtype by position.
    if (isFloat && !named.has("dtype") && !args.some((x) => typeof x === "string")) named.set("dtype", float);
    return found.call(args, named);
  };
}

/** `array([[1.0, x], …])`: rows of scalars or of arrays, stacked. */
function makeArray(library: Library, float: DefaultFloat): Callable {
  const build = (x: unknown): unknown => {
    if (isHostNumber(x)) return library.array(scalarArray(x, float));
    if (!Array.isArray(x)) return x;
    const stack = arrayFunction(library, float, "stack");
    return x.length === 0 || stack === undefined
      ? library.array({ dtype: float, shape: [0], data: [] })
      : stack(commonFloats(x).map(build));
  };
  return (x, ...more) => {
    const { positional, keywords } = splitKeywords(more);
    const dtype = keywords.get("dtype") ?? positional[0];
    const made = build(x);
    const astype = arrayFunction(library, float, "astype");
    return dtype === undefined || dtype === null || astype === undefined ? made : astype(made, dtype);
  };
}

/** A list that mixes integers and floats holds floats. */
function commonFloats(items: readonly unknown[]): readonly unknown[] {
  if (!items.some((x) => x instanceof WeakFloat)) return items;
  return items.map((x) => (typeof x === "number" || typeof x === "boolean" ? new WeakFloat(Number(x)) : x));
}

const logdet = (library: Library, float: DefaultFloat): Callable | undefined => {
  const slogdet = arrayFunction(library, float, "linalg.slogdet");
  return slogdet === undefined ? undefined : (x) => logOf(slogdet(x));
};
const logOf = (result: unknown): unknown =>
  Array.isArray(result) ? result[1] : (result as { logabsdet: unknown }).logabsdet;

/** The function of a bare name or, with a dot, of a golden name; undefined when the library has none. */
export function arrayFunctionNamed(library: Library, float: DefaultFloat, name: string): Callable | undefined {
  if (name === "array" || name === "asarray") return makeArray(library, float);
  if (name === "logdet") return logdet(library, float);
  if (name.includes(".")) return arrayFunction(library, float, name);
  for (const space of SPACES) {
    const found = arrayFunction(library, float, space === "" ? name : `${space}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
