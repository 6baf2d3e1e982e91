/** Compares derivatives of any order and mode with central differences, for users who write rules or functions with corners. */
import { raise } from "../errors.js";
import { isFloat, isInexact, showType, sizeOf, type ArrayType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { add } from "../primitives/arithmetic.js";
import { zerosLike } from "../primitives/constant.js";
import { allocate } from "../trace/asarray.js";
import { deviceArray } from "../trace/device.js";
import { leavesWithPath, type Path } from "../trace/treeutil.js";
import { unflatten } from "../trace/tree.js";
import type { Accepts } from "../trace/treetypes.js";
import { flattenArguments, flattenArrays, type AnyFunction } from "./call.js";
import { centralDifference, type Slope } from "./central-difference.js";
import { jvp } from "./jvp.js";
import { noise } from "./noise.js";
import { vjp } from "./vjp.js";

export type Mode = "forward" | "reverse";

export interface CheckOptions {
  /** Up to which order derivatives are compared: 2 if not given. */
  readonly order?: number;
  /** Both if not given; derivatives of higher order try every mixture. */
  readonly modes?: readonly Mode[];
  /** Largest absolute and relative difference: 1e-6 for float64, 2e-3 for others, if not given. */
  readonly atol?: number;
  readonly rtol?: number;
  /** The largest step of the differences, which is halved seven times: 1/32 for float64, 1/8 for others, if not given. */
  readonly eps?: number;
}

type Flat = (...xs: NDArray[]) => NDArray[];

/** A derivative on the way: a function of flat arrays, how it came about, and names of its arguments. */
interface Subject {
  readonly f: Flat;
  readonly modes: readonly Mode[];
  readonly xs: readonly NDArray[];
  readonly paths: readonly Path[];
}

const LEVELS = 8;

/** Numbers between 1/2 and 1 in size, of either sign. */
function direction({ dtype, shape }: ArrayType, salt: number): NDArray {
  const data = allocate(dtype, sizeOf(shape));
  const sizes = noise(data.length, salt);
  const signs = noise(data.length, salt + 1000);
  for (let i = 0; i < data.length; i++) data[i] = ((sizes[i] as number) / 2) * ((signs[i] as number) < 1.5 ? 1 : -1);
  return deviceArray(data, { dtype, shape });
}

/** x + s·v, rounded to the element type. */
function moved(x: NDArray, v: NDArray, s: number): NDArray {
  const step = v.dataSync().slice();
  for (let i = 0; i < step.length; i++) step[i] = s * (step[i] as number);
  return add(x, deviceArray(step, x.type));
}

const carries = (results: readonly NDArray[]): NDArray[] => results.filter(({ dtype }) => isInexact(dtype));
const flat = (results: readonly NDArray[]): Float64Array =>
  Float64Array.from(results.flatMap((y) => Array.from(y.dataSync())));
const largest = (values: Float64Array): number =>
  values.reduce((most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most), 0);
const epsilon = (types: readonly { readonly dtype: string }[]): number =>
  types.every(({ dtype }) => dtype === "float64") ? 2 ** -52 : 2 ** -23;

/** The derivative of the results along one argument, by differences. */
function differenceAlong({ f, xs }: Subject, k: number, v: NDArray, largestStep: number): Slope {
  const levels = Array.from({ length: LEVELS }, (_, level) => {
    const step = largestStep / 2 ** level;
    const at = (s: number): Float64Array => flat(carries(f(...xs.map((x, i) => (i === k ? moved(x, v, s) : x)))));
    return { step, after: at(step), before: at(-step) };
  });
  const size = levels.reduce((most, { after, before }) => Math.max(most, largest(after), largest(before)), 0);
  // A few operations round the results, and the argument is rounded when it is moved.
  const slope = largest(centralDifference(levels, 0).value);
  const rounding = epsilon(xs) * (8 * size + slope * largest(flat([xs[k] as NDArray])));
  return centralDifference(levels, rounding);
}

/** ⟨a, b⟩ */
const inner = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i] as number) * (b[i] as number);
  return total;
};

const pathOf = ([argument, ...keys]: Path): string =>
  `argument ${String(argument)}${keys.map((key) => `.${String(key)}`).join("")}`;

/** `forward over reverse`: how a derivative is taken, the last mode first. */
const named = (modes: readonly Mode[]): string => modes.toReversed().join(" over ");

/**
 * Compares derivatives of `f` at `args` (one entry per argument) with central differences: along an arbitrary direction of
 * each float array among the arguments, in forward and in reverse mode, and again for the derivatives themselves up to
 * `order`. Functions must be smooth within `eps` of the arguments. The results are read at once, so the device must allow it.
 * @throws CheckError that says which mode, order and argument disagree, with the numbers of both sides
 * @example checkGrads((x) => np.sum(np.sin(x)), [np.array([1, 2])]);
 */
export function checkGrads<A extends unknown[]>(
  f: (...args: A) => unknown,
  args: { [K in keyof A]: Accepts<A[K]> },
  options: CheckOptions = {},
): void {
  const { order = 2, modes = ["forward", "reverse"] } = options;
  const wrong = modes.find((mode) => mode !== "forward" && mode !== "reverse");
  if (!Number.isInteger(order) || order < 1 || wrong !== undefined)
    raise({
      code: "argument",
      what: wrong === undefined ? `order is ${order}` : `${String(wrong)} is not a mode`,
      where: "checkGrads",
      fix: 'give a whole order of at least 1, and modes among "forward" and "reverse"',
    });
  const at = flattenArguments("checkGrads", args);
  const active = at.leaves.flatMap(({ dtype }, i) => (isFloat(dtype) ? [i] : []));
  const named = leavesWithPath(args);
  check(
    {
      f: (...xs) => {
        const leaves = at.leaves.map((leaf, i) => (active.includes(i) ? (xs[active.indexOf(i)] as NDArray) : leaf));
        const result = (f as AnyFunction)(...(unflatten(at.structure, leaves) as never[]));
        return flattenArrays("checkGrads", result).leaves;
      },
      modes: [],
      xs: active.map((i) => at.leaves[i] as NDArray),
      paths: active.map((i) => (named[i] as [Path, unknown])[0]),
    },
    order,
    modes,
    options,
  );
}

function check(subject: Subject, order: number, modes: readonly Mode[], options: CheckOptions): void {
  const { f, xs, paths } = subject;
  const isDouble = epsilon(xs) < 1e-10;
  const { atol = isDouble ? 1e-6 : 2e-3, rtol = atol, eps = isDouble ? 1 / 32 : 1 / 8 } = options;
  const vs = xs.map(({ type }, k) => direction(type, k));
  const slopes = xs.map((_, k) => differenceAlong(subject, k, vs[k] as NDArray, eps));
  const close = (a: number, b: number): boolean =>
    a === b || (Number.isNaN(a) && Number.isNaN(b)) || Math.abs(a - b) <= atol + rtol * Math.abs(b);

  for (const mode of modes) {
    const how = [...subject.modes, mode];
    const disagree = (k: number, what: string, found: number, expected: number, error: number): never =>
      raise({
        code: "check",
        what: `${named(how)} mode, order ${how.length}, by ${pathOf(paths[k] as Path)} (${showType((xs[k] as NDArray).type)}): ${what} is ${found}, but differences give ${expected} (± ${error.toPrecision(2)})`,
        where: "checkGrads",
        fix: "look at the derivative rules of what the function uses; where the function is rough within eps of the argument, move the argument or give a smaller eps; allow more with atol and rtol",
      });
    const next = mode === "forward" ? pushing(f, vs) : pulling(f);
    if (mode === "forward")
      xs.forEach((x, k) => {
        const along = vs.map((v, i) => (i === k ? v : zerosLike(v)));
        const tangents = flat(carries(pushing(f, along)(...xs)));
        const { value, error } = slopes[k] as Slope;
        const bad = tangents.findIndex((t, i) => !close(t, value[i] as number));
        if (bad >= 0)
          disagree(
            k,
            `the derivative of result element ${bad} along an arbitrary direction`,
            tangents[bad] as number,
            value[bad] as number,
            error[bad] as number,
          );
      });
    else {
      const weights = flat(weightsOf(carries(f(...xs))));
      next(...xs).forEach((ct, k) => {
        const { value, error } = slopes[k] as Slope;
        const found = inner(ct.dataSync(), (vs[k] as NDArray).dataSync());
        const expected = inner(weights, value);
        const bound = inner(weights.map(Math.abs), error);
        const size = inner(weights.map(Math.abs), value.map(Math.abs));
        if (!(close(found, expected) || Math.abs(found - expected) <= atol * weights.length + rtol * size))
          disagree(k, "the gradient of the weighted results along an arbitrary direction", found, expected, bound);
      });
    }
    if (order > 1) check({ ...subject, f: next, modes: how }, order - 1, modes, options);
  }
}

const weightsOf = (results: readonly NDArray[]): NDArray[] => results.map(({ type }, i) => direction(type, 100 + i));

/** Tangents along fixed directions. */
const pushing =
  (f: Flat, vs: readonly NDArray[]): Flat =>
  (...xs) =>
    carries(jvp((...at: NDArray[]) => carries(f(...at)), xs, vs as NDArray[])[1]);

/** Cotangents from fixed weights of the results. */
const pulling =
  (f: Flat): Flat =>
  (...xs) => {
    const [value, pull] = vjp((...at: NDArray[]) => carries(f(...at)), xs);
    return pull(weightsOf(value) as never);
  };
