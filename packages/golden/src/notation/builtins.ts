/** The functions Python has without imports, on host values; a name the vocabulary also has goes to it when arrays are involved. */
import { hostArithmetic } from "./host-arithmetic.js";
import { hostCompare, isHostValue } from "./host-compare.js";
import { conversions } from "./host-conversions.js";
import { HostError } from "./host-error.js";
import { Keywords, Slice, splitKeywords, tuple } from "./host-values.js";
import type { Machine } from "./machine.js";
import { isHostInteger, isHostNumber, toDouble, WeakComplex, WeakFloat, type HostNumber } from "./weak.js";

type Function = (...given: unknown[]) => unknown;

const MAXIMUM_RANGE = 1_000_000;

const call = (f: unknown, ...given: unknown[]): unknown => {
  if (typeof f !== "function") throw new HostError("this is not a function");
  return (f as Function)(...given);
};

function range(machine: Machine, bounds: readonly unknown[]): number[] {
  const [a, b, c] = bounds.map((x) => machine.integer(x));
  if (bounds.length < 1 || bounds.length > 3 || a === undefined || (bounds.length > 1 && b === undefined))
    throw new HostError("range needs one to three integers");
  const step = bounds.length > 2 ? c : 1;
  if (step === undefined || step === 0) throw new HostError("the step of a range must be an integer other than zero");
  const [start, stop] = b === undefined ? [0, a] : [a, b];
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (length > MAXIMUM_RANGE) throw new HostError(`the range is longer than ${MAXIMUM_RANGE}`);
  return Array.from({ length }, (_, i) => start + i * step);
}

function best(operator: "<" | ">", values: readonly unknown[]): unknown {
  if (values.length === 0) throw new HostError("the list is empty");
  return values.reduce((chosen, x) => (hostCompare(operator, x, chosen) ? x : chosen));
}

function absolute(x: HostNumber): HostNumber {
  if (x instanceof WeakComplex) return new WeakFloat(Math.hypot(x.re, x.im));
  if (typeof x === "bigint") return x < 0n ? -x : x;
  return isHostInteger(x) ? Math.abs(Number(x)) : new WeakFloat(Math.abs(toDouble(x)));
}

/** Half to even, as Python rounds; with digits the result stays a float. */
function round(x: HostNumber, digits: unknown): HostNumber {
  if (x instanceof WeakComplex) throw new HostError("a complex number cannot be rounded");
  if (isHostInteger(x)) return typeof x === "bigint" ? x : Number(x);
  const value = toDouble(x);
  if (digits !== undefined && digits !== null) return new WeakFloat(Number(value.toFixed(Number(digits))));
  const floor = Math.floor(value);
  return value - floor < 0.5 || (value - floor === 0.5 && floor % 2 === 0) ? floor : floor + 1;
}

/** Scalar versions of functions that NumPy also has; undefined when the arguments are not all host scalars. */
const SHARED: Readonly<Record<string, (given: readonly unknown[]) => unknown>> = {
  abs: ([x, ...more]) => (isHostNumber(x) && more.length === 0 ? absolute(x) : undefined),
  round: ([x, digits, ...more]) => (isHostNumber(x) && more.length === 0 ? round(x, digits) : undefined),
  pow: ([a, b, ...more]) =>
    isHostNumber(a) && isHostNumber(b) && more.length === 0 ? hostArithmetic("**", a, b) : undefined,
  divmod: ([a, b]) =>
    isHostNumber(a) && isHostNumber(b) ? tuple([hostArithmetic("//", a, b), hostArithmetic("%", a, b)]) : undefined,
  max: (given) => (hostScalars(given) ? best(">", scalarsOf(given)) : undefined),
  min: (given) => (hostScalars(given) ? best("<", scalarsOf(given)) : undefined),
  sum: (given) =>
    Array.isArray(given[0]) && given.length === 1 && given[0].every(isHostNumber) ? total(given[0]) : undefined,
};

const scalarsOf = (given: readonly unknown[]): readonly unknown[] =>
  given.length === 1 && Array.isArray(given[0]) ? (given[0] as unknown[]) : given;
const hostScalars = (given: readonly unknown[]): boolean =>
  (given.length > 1 || Array.isArray(given[0])) && scalarsOf(given).every(isHostNumber);
const total = (xs: readonly HostNumber[]): HostNumber => xs.reduce((sum, x) => hostArithmetic("+", sum, x), 0);

/** `max(a, b)` of arrays picks elementwise; the second argument of NumPy's own `max` is an axis, which is no array. */
const ELEMENTWISE: Readonly<Record<string, string>> = { max: "maximum", min: "minimum" };

function shared(machine: Machine, name: string, compute: (given: readonly unknown[]) => unknown): Function {
  const f = (...given: unknown[]): unknown => {
    const onHost = compute(given);
    if (onHost !== undefined) return onHost;
    const elementwise = ELEMENTWISE[name];
    if (elementwise === undefined || !given.slice(1).some((x) => !isHostValue(x) && !(x instanceof Keywords)))
      return call(machine.vocabulary.names(name), ...given);
    return given.reduce((a, b) => call(machine.vocabulary.names(elementwise), a, b));
  };
  return Object.defineProperty(f, "name", { value: name });
}

function sequences(machine: Machine): Record<string, Function> {
  const list = (x: unknown): unknown[] => [...machine.iterate(x)];
  const zip = (...given: unknown[]): unknown[] => {
    const lists = splitKeywords(given).positional.map(list);
    const length = lists.length === 0 ? 0 : Math.min(...lists.map((items) => items.length));
    return Array.from({ length }, (_, i) => tuple(lists.map((items) => items[i])));
  };
  return {
    range: (...bounds) => range(machine, bounds),
    zip,
    enumerate: (xs, start) => {
      const { positional, keywords } = splitKeywords(start === undefined ? [] : [start]);
      const from = machine.integer(positional[0] ?? keywords.get("start") ?? 0) ?? 0;
      return list(xs).map((x, i) => tuple([i + from, x]));
    },
    reversed: (xs) => list(xs).reverse(),
    sorted: (xs, options) => {
      const key = options instanceof Keywords ? options.entries.get("key") : undefined;
      const of = (x: unknown): unknown => (key === undefined || key === null ? x : call(key, x));
      const sorted = list(xs).sort((a, b) =>
        hostCompare("<", of(a), of(b)) ? -1 : Number(hostCompare(">", of(a), of(b))),
      );
      return options instanceof Keywords && machine.truthy(options.entries.get("reverse")) ? sorted.reverse() : sorted;
    },
    map: (f, ...lists) => zip(...lists).map((items) => call(f, ...(items as unknown[]))),
    filter: (f, xs) => list(xs).filter((x) => machine.truthy(f === null ? x : call(f, x))),
    reduce: (f, xs, ...start) => [...start, ...list(xs)].reduce((left, right) => call(f, left, right)),
    any: (xs) => list(xs).some((x) => machine.truthy(x)),
    all: (xs) => list(xs).every((x) => machine.truthy(x)),
    partial: (f, ...bound) => partial(f, bound),
    slice: (...bounds) =>
      bounds.length === 1 ? new Slice(undefined, bounds[0], undefined) : new Slice(bounds[0], bounds[1], bounds[2]),
    print: () => null,
  };
}

function partial(f: unknown, bound: readonly unknown[]): Function {
  const first = splitKeywords(bound);
  return (...given) => {
    const { positional, keywords } = splitKeywords(given);
    const all = new Map([...first.keywords, ...keywords]);
    return call(f, ...first.positional, ...positional, ...(all.size === 0 ? [] : [new Keywords(all)]));
  };
}

const CONSTANTS = {
  newaxis: null,
  pi: new WeakFloat(Math.PI),
  e: new WeakFloat(Math.E),
  inf: new WeakFloat(Infinity),
  nan: new WeakFloat(Number.NaN),
};

/** A lookup in front of the vocabulary's own: shared names first, then the vocabulary, then what only Python has. */
export function nameResolver(machine: Machine): (name: string) => unknown {
  const front = new Map(Object.entries(SHARED).map(([name, compute]) => [name, shared(machine, name, compute)]));
  const back = new Map<string, unknown>(
    Object.entries({ ...CONSTANTS, ...sequences(machine), ...conversions(machine) }),
  );
  return (name) => {
    const value = front.get(name) ?? machine.vocabulary.names(name);
    return value === undefined ? back.get(name) : value;
  };
}
