/**
 * Arguments of the wrong kind, drawn at random, for every public function: whatever is thrown is a typed error that says what is wrong
 * and what to do, no trace stays open, and nothing hangs. A call has as many arguments as the function requires; what TypeScript alone
 * rules out is left out: null or undefined in place of options, and symbols.
 */
import * as fx from "fluxion";
import { describe, expect, test } from "vitest";

const { np, random, FluxionError, NDArray } = fx;
type Callable = (...args: unknown[]) => unknown;

const TRANSFORMS =
  "grad valueAndGrad jacfwd jacrev hessian hvp jit jvp vjp linearize linearTranspose vmap evalShape shapeDtype trace savedResiduals ravelPytree asArray customLinearSolve customRoot closureConvert";
/** Primitives for contributors are called with a program. */
const CALLS_PROGRAMS = new Set(["call"]);

const isClass = (f: Callable): boolean => Function.prototype.toString.call(f).startsWith("class");
const isNamespace = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.prototype.toString.call(value) === "[object Module]";

/** Functions of a namespace and of those within it, by name; each function once. */
function functionsOf(
  space: Record<string, unknown>,
  prefix: string,
  found = new Map<unknown, string>(),
): Map<unknown, string> {
  for (const [name, value] of Object.entries(space)) {
    if (isNamespace(value)) functionsOf(value, `${prefix}.${name}`, found);
    else if (typeof value === "function" && !isClass(value as Callable) && !found.has(value))
      found.set(value, `${prefix}.${name}`);
  }
  return found;
}

const core = Object.entries(fx).filter(
  ([name, value]) =>
    typeof value === "function" &&
    !CALLS_PROGRAMS.has(name) &&
    (TRANSFORMS.split(" ").includes(name) || "type" in value),
);
const functions = functionsOf(
  { np, random, tree: fx.tree, lax: fx.lax, scipy: fx.scipy, odeint: fx.odeint } as never,
  "fluxion",
  new Map(core.map(([name, value]) => [value, name])),
);

class Unregistered {}
const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;
const array = (values: unknown, dtype: fx.DType = "float32"): fx.NDArray => np.array(values as number[], { dtype });

const POOL: readonly (() => unknown)[] = [
  ...[
    0,
    1,
    -1,
    2,
    1.5,
    NaN,
    Infinity,
    -0,
    "text",
    "",
    "float32",
    "nonsense",
    "ij,jk->ik",
    "1:2,::-1",
    true,
    false,
    10n,
  ].map((value) => () => value),
  ...[
    [],
    [1, 2, 3],
    [
      [1, 2],
      [3, 4],
    ],
    [[1], [2, 3]],
    [0, 1],
    ["a"],
    [null],
    [undefined],
    [[[]]],
    {},
  ].map((value) => () => structuredClone(value)),
  ...[
    { axis: 0 },
    { axis: 5 },
    { axis: "x" },
    { axis: [0, 0] },
    { axis: 1.5 },
    { dtype: "nope" },
    { dtype: "int32" },
    { shape: [-1] },
    { shape: "x" },
    { shape: [2] },
  ].map((value) => () => value),
  ...[
    { size: 2 },
    { size: -1 },
    { mode: "odd" },
    { keepdims: 1 },
    { where: [true, false, true] },
    { where: "x" },
    { axes: [0] },
    { axes: "no" },
    { axes: [7] },
  ].map((value) => () => value),
  () => new Date(0),
  () => new Map([["a", 1]]),
  () => new Set([1]),
  () => /x/,
  () => new Unregistered(),
  () => cyclic,
  () => new ArrayBuffer(8),
  () => new Float32Array([1, 2]),
  () => new Float64Array(0),
  () => new BigInt64Array(2),
  () => new Uint16Array(2),
  () => () => 1,
  () => (x: unknown) => x,
  () => (x: unknown) => np.sum(x as number),
  () => async (x: unknown) => x,
  () => Promise.resolve(1),
  () => array([1, 2, 3]),
  () =>
    array([
      [1, 2],
      [3, 4],
    ]),
  () => array(1),
  () => array([]),
  () => array([1, 2, 3], "int32"),
  () => array([0, 1, 1], "uint8"),
  () => array([true, false, true], "bool"),
  () => array([1, 2, 3], "float64"),
  () => [array([1, 2, 3]), array([4, 5, 6])],
  () => [array([1, 2, 3]), array([4, 5])],
  () => fx.shapeDtype([2]),
  () => random.key(0),
];

/** A linear congruential generator: the same calls every time. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** Where a function is called with drawn arguments, and its result, if that is a function, is called too. */
function callAtRandom(f: Callable, next: () => number): void {
  const draw = (count: number): unknown[] =>
    Array.from({ length: count }, () => (POOL[Math.floor(next() * POOL.length)] as () => unknown)());
  const result = f(...draw(f.length + Math.floor(next() * 2.5)));
  const called =
    typeof result === "function" && !("type" in result)
      ? (result as Callable)(...draw(1 + Math.floor(next() * 2)))
      : result;
  if (called instanceof Promise) called.catch(() => undefined);
}

function problemOf(error: unknown): string | undefined {
  if (!(error instanceof FluxionError)) return `${(error as Error).constructor.name}: ${(error as Error).message}`;
  const { code, what, fix } = error.failure;
  return code !== undefined && what !== "" && (fix ?? "") !== "" ? undefined : `no fix: ${what}`;
}

describe("arguments of the wrong kind", () => {
  test("there are functions to call", () => {
    expect(functions.size).toBeGreaterThan(400);
    expect(NDArray.name).toBe("NDArray");
  });
  test.each([1, 2, 3])("every function gives typed errors only (seed %i)", (seed) => {
    const next = generator(seed);
    const problems = new Set<string>();
    for (const [f, name] of functions)
      for (let i = 0; i < 5; i++) {
        try {
          callAtRandom(f as Callable, next);
        } catch (error) {
          const problem = problemOf(error);
          if (problem !== undefined) problems.add(`${name}: ${problem}`);
        }
        if (fx.openTraces().length > 0) problems.add(`${name}: left a trace open`);
      }
    expect([...problems]).toEqual([]);
  });
  test("every function of arrays refuses what is no array, in its first place", () => {
    const next = generator(4);
    const accepted: string[] = [];
    for (const [f, name] of functions) {
      if (!name.startsWith("fluxion.np.") || name.includes("linalg") || name.includes("lax")) continue;
      for (const junk of ["text", new Date(0), new Unregistered(), [[1], [2, 3]], ["a"], 10n]) {
        try {
          (f as Callable)(
            junk,
            ...Array.from({ length: Math.max(0, (f as Callable).length - 1) }, () => array([1, 2, 3])),
          );
          if (next() >= 0 && !(junk as { length?: number }).length) accepted.push(`${name}(${String(junk)})`);
        } catch (error) {
          expect([name, problemOf(error)]).toEqual([name, undefined]);
        }
      }
    }
    expect(accepted.filter((call) => !/fromfunction|weak|isscalar|isdtype|issubdtype|vectorize/.test(call))).toEqual(
      [],
    );
  });
});
