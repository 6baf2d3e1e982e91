/** Modes for looking for mistakes: NaNs traced to the line that made them, and functions run in the host as they are written. */
import { cpu } from "@fluxion/backend-cpu";
import {
  add,
  ArgumentError,
  asArray,
  AsyncFunctionError,
  checkpoint,
  cond,
  convert,
  customVjp,
  debug,
  debugInfs,
  debugNaNs,
  disableJit,
  div,
  DTypeError,
  foriLoop,
  FluxionError,
  grad,
  jit,
  jvp,
  linearize,
  log,
  lt,
  mapSlices,
  mul,
  neg,
  NotFiniteError,
  pureCallback,
  scan,
  select,
  setDefaultBackend,
  shapeDtype,
  sin,
  sqrt,
  StructureError,
  sub,
  sum,
  switchCase,
  trace,
  UnknownValueError,
  vjp,
  vmap,
  whileLoop,
  type NDArray,
} from "@fluxion/core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const v = (...values: number[]): NDArray => asArray(values);
const caught = (f: () => unknown): FluxionError => {
  try {
    f();
  } catch (error) {
    if (error instanceof FluxionError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
};
/** The number of the line that calls this. */
const line = (): number =>
  Number(/debugging\.test\.ts:(\d+)/.exec((new Error().stack ?? "").split("\n")[2] ?? "")?.[1]);

describe.each([
  ["generated code", cpu({ generateCode: true })],
  ["closures", cpu({ generateCode: false })],
])("on %s", (_, backend) => {
  beforeEach(() => setDefaultBackend(backend));

  describe("debugNaNs", () => {
    let where = 0;
    /** log makes the NaN, for arguments below zero. */
    const f = (x: NDArray): NDArray => {
      where = line() + 1;
      const y = log(x);
      return mul(sin(y), y);
    };
    const blamed = (attempt: () => unknown): FluxionError => {
      const error = caught(() => debugNaNs(attempt));
      expect(error).toBeInstanceOf(NotFiniteError);
      return error;
    };

    test.each<[string, () => unknown, string, string[]]>([
      ["eager", () => f(asArray(-1)), "log a", []],
      ["jit", () => jit(f)(-1), "log a, in jit(f)", ["jit"]],
      ["jit in jit", () => jit((x: NDArray) => jit(f)(neg(x)))(1), "log a, in jit(jit(f))", ["jit", "jit"]],
      ["grad", () => grad(f)(-1), "log a, in grad(f)", ["grad"]],
      ["grad of jit", () => grad(jit(f))(-1), "log a, in grad(jit(f))", ["grad", "jit"]],
      ["jit of grad", () => jit(grad(f))(-1), "log a, in jit(grad(f))", ["jit", "grad"]],
      ["grad of grad of jit", () => grad(grad(jit(f)))(-1), "log a, in grad(grad(jit(f)))", ["grad", "grad", "jit"]],
      ["jvp of jit", () => jvp(jit(f), [-1], [1]), "log a, in jvp(jit(f))", ["jvp", "jit"]],
      ["vmap", () => vmap(f)(v(1, -1)), "log a, in vmap(f)", ["vmap"]],
      ["vmap of jit", () => vmap(jit(f))(v(1, -1)), "log a, in vmap(jit(f))", ["vmap", "jit"]],
      ["jit of vmap", () => jit(vmap(f))(v(1, -1)), "log a, in jit(vmap(f))", ["jit", "vmap"]],
    ])("names primitive, equation, line and transforms: %s", (_, attempt, text, transforms) => {
      const error = blamed(attempt);
      expect(error.message).toMatch(/^log gave NaN\n/);
      expect(error.failure.where?.replace(/^\w+: f32\[\d?\] = /, "")).toBe(text);
      expect(error.transforms).toEqual(transforms);
      expect(error.source).toContain(`debugging.test.ts:${where}:`);
    });
    test("looks into loops and branches, at any depth", () => {
      // 2, 1, 0, −1: the logarithm of the fourth.
      const loop = (x: NDArray): NDArray =>
        foriLoop(0, 4, (_, c: NDArray) => (f(c), add(sub(c, asArray(1)), mul(f(c), 0))), x);
      const until = (x: NDArray): NDArray =>
        whileLoop(
          (c: NDArray) => lt(asArray(-9), c),
          (c: NDArray) => add(sub(c, asArray(2)), mul(f(c), 0)),
          x,
        );
      const branch = (x: NDArray): NDArray => cond(lt(x, asArray(0)), f, (y: NDArray) => y, x);
      const kept = checkpoint((x: NDArray) => jit(branch)(x));
      for (const [attempt, text] of [
        [() => loop(asArray(2.5)), "log"],
        [() => jit(loop)(2.5), "log"],
        [() => jit(until)(1), "log"],
        [() => jit(branch)(-1), "log"],
        [
          () => jit((x: NDArray) => scan((c: NDArray, y: NDArray) => [c, branch(y)], asArray(0), x)[1])(v(1, -1)),
          "log",
        ],
        [() => kept(asArray(-1)), "log"],
        [() => grad((x: NDArray) => kept(x))(-1), "log"],
        [() => vmap(jit(branch))(v(1, -1)), "log"],
      ] as const) {
        const error = blamed(attempt);
        expect(error.message).toContain(`${text} gave NaN`);
        expect(error.source).toContain(`debugging.test.ts:${where}:`);
      }
      expect(blamed(() => jit((x: NDArray) => mul(loop(x), 2))(2.5)).transforms).toEqual(["jit", "scan"]);
    });
    test("derivatives that are NaN are blamed on the line they are the derivative of", () => {
      let at = 0;
      const root = (x: NDArray): NDArray => {
        at = line() + 1;
        const y = mul(sqrt(x), 0);
        return add(y, x);
      };
      for (const attempt of [
        () => grad(root)(0),
        () => grad(jit(root))(0),
        () => jit(grad(root))(0),
        () => vjp(root, [0])[1](1),
        () => jvp(root, [0], [1]),
        () => linearize(root, [0])[1](1),
      ]) {
        const error = blamed(attempt);
        expect(error.source).toContain(`debugging.test.ts:${at}:`);
      }
    });
    test("a NaN that comes in with an argument is told from one that is made", () => {
      expect(blamed(() => jit((x: NDArray) => mul(neg(x), 2))(NaN)).message).toMatch(
        /operand 0 holds such values already/,
      );
      expect(blamed(() => neg(asArray(NaN))).message).toMatch(/neg gave NaN; operand 0 holds such values already/);
    });
    test("what does not reach a result is no matter, literals neither", () => {
      const safe = jit((x: NDArray) => select(lt(x, asArray(0)), x, log(x)));
      expect(debugNaNs(() => safe(-1)).item()).toBe(-1);
      expect(debugNaNs(() => jit((x: NDArray) => select(lt(x, asArray(0)), x, asArray(NaN)))(-1)).item()).toBe(-1);
      expect(debugNaNs(() => asArray(NaN)).item()).toBeNaN();
    });
    test("nothing acts twice, and donated arrays are still there to look at", () => {
      const seen: number[] = [];
      const step = jit((x: NDArray) => (debug.callback((y: NDArray) => seen.push(y.item()), x), log(x)), { donate: 0 });
      const x = asArray(-1);
      expect(blamed(() => step(x)).message).toContain("log gave NaN");
      expect(seen).toEqual([-1]);
      const y = asArray(1);
      debugNaNs(() => step(y));
      expect(() => y.item()).toThrow(/donated/);
    });
    test("callbacks and hand-written rules are looked at too", () => {
      expect(blamed(() => jit((x: NDArray) => pureCallback(() => NaN, shapeDtype([]), x))(1)).message).toMatch(
        /pureCallback gave NaN/,
      );
      const g = customVjp(
        (x: NDArray) => mul(x, 2),
        (x: NDArray) => [mul(x, 2), x],
        (x: NDArray, ct: NDArray) => [div(ct, sub(x, x))],
      );
      expect(blamed(() => grad((x: NDArray) => mul(g(x), 0))(1)).message).toMatch(/div gave NaN/);
    });
    test("functions that were jitted before are recorded again, and work on afterwards", () => {
      const jitted = jit(f);
      for (let i = 0; i < 3; i++) expect(jitted(asArray(-1)).item()).toBeNaN();
      expect(blamed(() => jitted(asArray(-1))).source).toContain(`:${where}:`);
      expect(trace(jitted)(1).equations.every(({ origin }) => origin === undefined)).toBe(true);
      expect(jitted(-1).item()).toBeNaN();
      expect(jitted(1).item()).toBe(0);
    });
    test("is switched, nested and left by errors", () => {
      debugNaNs(true);
      expect(() => f(asArray(-1))).toThrow(NotFiniteError);
      debugNaNs(false);
      expect(f(asArray(-1)).item()).toBeNaN();
      expect(() => debugNaNs(() => debugInfs(() => div(asArray(1), asArray(0))))).toThrow(/div gave Infinity/);
      expect(div(asArray(1), asArray(0)).item()).toBe(Infinity);
      expect(debugNaNs(() => div(asArray(1), asArray(0))).item()).toBe(Infinity);
      expect(() => debugNaNs(async () => 1)).toThrow(AsyncFunctionError);
      expect(() => debugNaNs(1 as unknown as boolean)).toThrow(ArgumentError);
      expect(trace(f)(1).equations.every(({ origin }) => origin === undefined)).toBe(true);
    });
    test("integers and results without elements are never refused", () => {
      expect(debugNaNs(() => jit((x: NDArray) => add(x, x))(asArray([1, 2], "int32"))).tolist()).toEqual([2, 4]);
      expect(debugNaNs(() => sin(asArray([]))).size).toBe(0);
    });
  });

  describe("disableJit", () => {
    afterEach(() => disableJit(false));
    const readsValue = (x: NDArray): NDArray => (x.item() > 0 ? x : neg(x));

    test("jit is a plain call: values can be read", () => {
      expect(() => jit(readsValue)(-2)).toThrow(UnknownValueError);
      expect(disableJit(() => jit(readsValue)(-2)).item()).toBe(2);
      expect(
        disableJit(() => jit((x: NDArray, n: number) => mul(readsValue(x), n), { staticArgnums: -1 })(-2, 3)).item(),
      ).toBe(6);
      expect(disableJit(() => jit(() => ({ a: 1 }))()).a).toBeInstanceOf(asArray(1).constructor);
      expect(disableJit(() => grad(jit(readsValue))(-2)).item()).toBe(-1);
      disableJit(true);
      expect(jit(readsValue)(-3).item()).toBe(3);
      disableJit(false);
      expect(() => jit(readsValue)(-2)).toThrow(UnknownValueError);
      expect(() => disableJit(() => jit(async () => 1)())).toThrow(AsyncFunctionError);
    });
    test("loops and branches run in the host", () => {
      const seen: number[] = [];
      const note = (x: NDArray): NDArray => (seen.push(x.item()), x);
      const body = (c: NDArray, x: NDArray): [NDArray, NDArray] => [add(note(c), x), mul(c, x)];
      const values = disableJit(() => [
        scan(body, asArray(0), v(1, 2, 3)),
        scan(body, 0, v(1, 2, 3), { reverse: true }),
        foriLoop(1, 4, (i, c: NDArray) => add(note(c), mul(c, i.item())), asArray(1)),
        whileLoop(
          (c: NDArray) => lt(c, asArray(5)),
          (c: NDArray) => mul(note(c), 2),
          asArray(1),
        ),
        cond(lt(asArray(1), asArray(2)), note, (x: NDArray) => neg(note(x)), asArray(7)),
        switchCase(9, [note, (x: NDArray) => neg(note(x))], asArray(8)),
        mapSlices(note, v(1, 2)),
      ]);
      expect(seen).toEqual([0, 1, 3, 0, 3, 5, 1, 2, 6, 1, 2, 4, 7, 8, 1, 2]);
      const staged = [
        scan((c: NDArray, x: NDArray) => [add(c, x), mul(c, x)], asArray(0), v(1, 2, 3)),
        scan((c: NDArray, x: NDArray) => [add(c, x), mul(c, x)], 0, v(1, 2, 3), { reverse: true }),
      ];
      const lists = (x: unknown): unknown =>
        JSON.parse(
          JSON.stringify(x, (_, y: unknown) =>
            typeof y === "object" && y !== null && "tolist" in y ? (y as NDArray).tolist() : y,
          ),
        );
      expect(lists(values)).toEqual([...(lists(staged) as unknown[]), 24, 8, 7, -8, [1, 2]]);
    });
    test("derivatives and lanes are what they are with jit", () => {
      const f = jit((x: NDArray) => scan((c: NDArray, y: NDArray) => [mul(sin(c), y), c], asArray(1), x)[0]);
      const branch = (x: NDArray): NDArray =>
        cond(
          lt(x, asArray(0)),
          (y: NDArray) => neg(y),
          (y: NDArray) => mul(y, y),
          x,
        );
      const until = (x: NDArray): NDArray =>
        whileLoop(
          (c: NDArray) => lt(c, asArray(5)),
          (c: NDArray) => mul(c, 2),
          x,
        );
      const x = v(1, 2, 3);
      for (const g of [
        () => grad(f)(x),
        () => jvp(f, [x], [x])[1],
        () => vmap(branch)(v(-1, 2)),
        () => vmap(until)(v(1, 3)),
        () => grad(branch)(3),
        () => grad((y: NDArray) => sum(vmap(branch)(y), { axes: [0] }))(v(-1, 2)),
      ])
        expect(disableJit(g).tolist()).toEqual(g().tolist());
    });
    test("plain numbers give way to the types they meet, as with jit", () => {
      const wide = asArray([0.1, 0.2], "float64");
      const run = (): NDArray =>
        scan((c: NDArray, x: NDArray) => [add(convert(c, { dtype: "float64" }), x), null], 0.1, wide)[0];
      expect(disableJit(run).dtype).toBe("float64");
      expect(disableJit(run).item()).toBe(run().item());
    });
    test("what disagrees is refused as with jit", () => {
      for (const [attempt, error] of [
        [() => scan((c: NDArray) => [lt(c, c), null], asArray(0), v(1)), DTypeError],
        [() => scan((c: NDArray) => [[c, c], null], asArray(0), v(1)), StructureError],
        [() => scan((c: NDArray) => c as never, asArray(0), v(1)), StructureError],
        [
          () =>
            whileLoop(
              (c: NDArray) => c,
              (c: NDArray) => c,
              asArray(1),
            ),
          DTypeError,
        ],
        [
          () =>
            whileLoop(
              (c: NDArray) => lt(c, asArray(1)),
              (c: NDArray) => c,
              asArray(0),
              { maxIterations: 3 },
            ),
          ArgumentError,
        ],
      ] as const) {
        expect(attempt).toThrow(error);
        expect(() => disableJit(attempt as () => unknown)).toThrow(error);
      }
    });
    test("no steps give what no steps give", () => {
      const run = (): [unknown, NDArray] =>
        scan((c: NDArray, x: NDArray) => [c, mul(x, x)], asArray(1), asArray([])) as [unknown, NDArray];
      expect(disableJit(run)[1].shape).toEqual(run()[1].shape);
    });
    test("checkpoint is a plain call, and host prints show values", () => {
      expect(disableJit(() => grad(checkpoint(readsValue))(-2)).item()).toBe(-1);
      const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
      disableJit(() => jit((x: NDArray) => (console.log(x.tolist()), x))(v(1, 2)));
      expect(log).toHaveBeenCalledWith([1, 2]);
      log.mockRestore();
    });
  });
});
