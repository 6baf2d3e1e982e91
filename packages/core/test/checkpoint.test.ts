/** What checkpointed functions keep, by names and predicates, nested, in loops and in compiled programs; and how that is listed. */
import { cpu } from "@fluxion/backend-cpu";
import {
  checkpoint,
  checkpointName,
  exp,
  grad,
  hessian,
  jit,
  jvp,
  mul,
  policies,
  runPasses,
  savedResiduals,
  scan,
  setDefaultBackend,
  simplifying,
  sin,
  sqrt,
  tanh,
  trace,
  vmap,
  type NDArray,
  type Policy,
  type Program,
  type Residual,
  isProgram,
} from "@fluxion/core";
import { describe, expect, test } from "vitest";
import { close, f64, total } from "./support.js";

setDefaultBackend(cpu());
const x = f64([0.3, 0.7, 1.1]);
/** exp is "e", its sine is "s", the rest has no name. */
const f = (x: NDArray): NDArray => {
  const e = checkpointName(exp(x), "e");
  const s = checkpointName(sin(e), "s");
  return total(mul(tanh(mul(s, e)), sqrt(x)));
};
const plain = (x: NDArray): NDArray => total(mul(tanh(mul(sin(exp(x)), exp(x))), sqrt(x)));
const kept = (policy: Policy, g = f): Residual[] =>
  savedResiduals((x: NDArray) => mul(checkpoint(g, { policy })(x), 2))(x).filter(({ kind }) => kind !== "argument");
const names = (list: readonly Residual[]): (string | undefined)[] => list.map(({ name }) => name).toSorted();

describe("policies", () => {
  const { saveOnlyTheseNames, saveAnyNamesButThese, saveFromBothPolicies } = policies;
  const own: Policy = (primitive) => primitive.name === "tanh";
  const all: readonly [Policy, (string | undefined)[]][] = [
    [saveOnlyTheseNames("e"), ["e"]],
    [saveOnlyTheseNames("s", "e"), ["e", "s"]],
    [saveOnlyTheseNames("nobody"), []],
    [saveAnyNamesButThese("e"), ["s"]],
    [saveAnyNamesButThese(), ["e", "s"]],
    [saveFromBothPolicies(saveOnlyTheseNames("s"), saveOnlyTheseNames("e")), ["e", "s"]],
    [own, [undefined]],
    [saveFromBothPolicies(own, saveOnlyTheseNames("s")), ["s", undefined]],
  ];
  test("keep what they say by name or predicate", () => {
    for (const [policy, expected] of all) expect(names(kept(policy))).toEqual(expected);
    expect(kept(own).map(({ from }) => from.includes("= tanh"))).toEqual([true]);
  });
  test("change nothing else, in any transform", () => {
    close(f(x), plain(x));
    close([grad(f)(x), vmap((v: NDArray) => checkpointName(sin(v), "s"))(x)], [grad(plain)(x), sin(x)]);
    for (const [policy] of all) {
      const g = checkpoint(f, { policy });
      for (const h of [g, jit(g)]) {
        close([h(x), grad(h)(x), hessian(h)(x)], [plain(x), grad(plain)(x), hessian(plain)(x)]);
        close(jvp(h, [x], [x]), jvp(plain, [x], [x]));
        const rows = f64([
          [0.3, 0.7],
          [1, 2],
        ]);
        close(jit(vmap(grad(h)))(rows), vmap(grad(plain))(rows));
      }
    }
  });
  test("a name costs nothing once compiled", () => {
    expect(
      JSON.stringify(runPasses(simplifying, trace(f)(x)).equations.map(({ primitive }) => primitive.name)),
    ).not.toContain("checkpointName");
  });
});

describe("nesting", () => {
  test("a checkpoint within a checkpoint keeps the outer arguments only", () => {
    const inner = checkpoint((x: NDArray) => sin(exp(x)));
    const outer = (x: NDArray): NDArray => total(tanh(inner(tanh(inner(x)))));
    close([grad(checkpoint(outer))(x), hessian(checkpoint(outer))(x)], [grad(outer)(x), hessian(outer)(x)]);
    expect(kept(policies.nothing, outer)).toEqual([]);
  });
  test("recursive checkpoints keep values whose number grows with the logarithm of the length", () => {
    const chain = (n: number): ((x: NDArray) => NDArray) => {
      if (n === 1) return (x) => sin(x);
      const [first, second] = [chain(n / 2), chain(n / 2)];
      const half = checkpoint(first);
      return (x) => second(half(x));
    };
    const count = (n: number): number => savedResiduals((x: NDArray) => total(chain(n)(x)))(x).length;
    // Doubling the length adds one value.
    expect([8, 16, 32, 64, 128].map(count).map((n, i, all) => n - (all[i - 1] ?? n))).toEqual([0, 1, 1, 1, 1]);
    expect(count(128)).toBeLessThanOrEqual(9);
    const straight = (x: NDArray): NDArray => total(Array.from({ length: 16 }).reduce<NDArray>((y) => sin(y), x));
    close(grad((x: NDArray) => total(chain(16)(x)))(x), grad(straight)(x));
  });
});

describe("the optimiser", () => {
  /** How often a primitive is applied, programs in parameters included. */
  const applied = (program: Program, name: string): number =>
    program.equations.reduce(
      (count, { primitive, params }) =>
        count +
        Number(primitive.name === name) +
        Object.values(params)
          .flat()
          .filter(isProgram)
          .reduce((sum, inner) => sum + applied(inner, name), 0),
      0,
    );
  const deep = (x: NDArray): NDArray => Array.from({ length: 8 }).reduce<NDArray>((y) => sin(exp(y)), x);
  const layers =
    (g: typeof deep) =>
    (x: NDArray): NDArray =>
      total(g(g(g(x))));
  test("computes again what was to be computed again", () => {
    const optimised = (g: typeof deep): Program => runPasses(simplifying, trace(grad(layers(g)))(x));
    const [stored, again] = [optimised(deep), optimised(checkpoint(deep))];
    expect(applied(stored, "sin")).toBe(23);
    expect(applied(again, "sin")).toBe(16 + 21);
    close(jit(grad(layers(checkpoint(deep))))(x), grad(layers(deep))(x));
  });
});

describe("savedResiduals", () => {
  test("lists shape, dtype, bytes, kind, and the user's line", () => {
    const list = savedResiduals((x: NDArray, w: NDArray) => total(mul(checkpointName(exp(x), "e"), w)))(x, x);
    expect(list.map(({ shape, dtype, bytes, kind, name }) => ({ shape, dtype, bytes, kind, name }))).toEqual(
      expect.arrayContaining([
        { shape: [3], dtype: "float64", bytes: 24, kind: "argument", name: undefined },
        { shape: [3], dtype: "float64", bytes: 24, kind: "named", name: "e" },
      ]),
    );
    const named = list.find(({ kind }) => kind === "named") as Residual;
    expect(named.source).toMatch(/checkpoint\.test\.ts:\d+/);
  });
  test("looks into jitted functions and loops", () => {
    const [jitted] = savedResiduals(jit((x: NDArray) => total(sin(x))))(x) as [Residual];
    expect(jitted.from).toMatch(/= cos a$/);
    expect(jitted.source).toMatch(/checkpoint\.test\.ts:\d+/);
    const loop = (x: NDArray): NDArray => scan((c: NDArray) => [sin(c), null], x, null, { length: 10 })[0];
    const stacks = savedResiduals((x: NDArray) => total(loop(x)))(x);
    expect(stacks.map(({ shape }) => shape)).toEqual([[10, 3]]);
    expect(stacks[0]?.from).toMatch(/^scan: /);
    expect(stacks[0]?.source).toMatch(/checkpoint\.test\.ts:\d+/);
    const inner = checkpoint((x: NDArray) => sin(exp(x)), { policy: policies.nothing });
    const checkpointed = (x: NDArray): NDArray =>
      total(scan((c: NDArray) => [inner(c), null], x, null, { length: 10 })[0]);
    expect(savedResiduals(checkpointed)(x).map(({ shape }) => shape)).toEqual([[10, 3]]);
    close(
      grad(checkpointed)(x),
      grad((x: NDArray) => total(scan((c: NDArray) => [sin(exp(c)), null], x, null, { length: 10 })[0]))(x),
    );
  });
});
