/** Host callbacks: functions of the user inside programs, under every transform, on generated code and on closures. */
import { cpu } from "@fluxion/backend-cpu";
import {
  add,
  ArgumentError,
  asArray,
  AsyncFunctionError,
  checkpoint,
  cond,
  cse,
  customJvp,
  customVjp,
  dce,
  debug,
  DifferentiationError,
  DTypeError,
  evalShape,
  foriLoop,
  fuse,
  grad,
  inline,
  jit,
  jvp,
  linearize,
  linearTranspose,
  lt,
  MissingRuleError,
  mul,
  print,
  pureCallback,
  runPasses,
  savedResiduals,
  scan,
  setDefaultBackend,
  shapeDtype,
  ShapeError,
  simplifying,
  sin,
  StructureError,
  sum,
  trace,
  vjp,
  vmap,
  whileLoop,
  type NDArray,
} from "@fluxion/core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const scalar = shapeDtype([]);
const v = (...values: number[]): NDArray => asArray(values);
const hypot = (x: NDArray): number => Math.hypot(...x.dataSync());
const ops = (f: (x: NDArray) => unknown, x: NDArray): string[] =>
  runPasses(simplifying, trace(f)(x)).equations.map(({ primitive }) => primitive.name);

describe.each([
  ["generated code", cpu({ generateCode: true })],
  ["closures", cpu({ generateCode: false })],
])("on %s", (_, backend) => {
  beforeEach(() => setDefaultBackend(backend));

  describe("pureCallback", () => {
    const f = (x: NDArray): NDArray => pureCallback(hypot, scalar, x);
    test("gives what the host function gives, jitted or not", () => {
      expect(f(asArray([3, 4])).item()).toBe(5);
      expect(jit(f)(v(3, 4)).item()).toBe(5);
      expect(jit((x: NDArray) => add(f(x), f(mul(x, 2))))(v(3, 4)).item()).toBe(15);
    });
    test("takes and gives trees, in any element type", () => {
      const swap = ({ a, b }: { a: NDArray; b: NDArray[] }): unknown => ({
        sums: [a.dataSync().map((v) => v * 2), b[0]],
        flag: true,
      });
      const promised = {
        sums: [shapeDtype([2]), shapeDtype([2], "int32")],
        flag: { shape: [], dtype: "bool" as const },
      };
      const run = (a: NDArray, b: NDArray): unknown => pureCallback(swap, promised, { a, b: [b] });
      for (const call of [run, jit(run)]) {
        const result = call(asArray([1, 2]), asArray([3, 4], "int32")) as { sums: NDArray[]; flag: NDArray };
        expect(result.sums.map((x) => x.tolist())).toEqual([
          [2, 4],
          [3, 4],
        ]);
        expect(result.flag.item()).toBe(1);
        expect(result.flag.dtype).toBe("bool");
      }
    });
    test("promises may be what evalShape gives", () => {
      const promised = evalShape((x: NDArray) => ({ y: sin(x) }), shapeDtype([2]));
      expect(pureCallback((x: NDArray) => ({ y: sin(x) }), promised, asArray([0, 0])).y.tolist()).toEqual([0, 0]);
    });
    test("runs inside scan, while and branches", () => {
      const half = (x: NDArray): NDArray => pureCallback((y: NDArray) => y.item() / 2, scalar, x);
      const halve3 = (x: NDArray): NDArray => foriLoop(0, 3, (_, c: NDArray) => half(c), x);
      const below1 = (x: NDArray): NDArray => whileLoop((c: NDArray) => lt(asArray(1), c), half, x);
      const branch = (x: NDArray): NDArray => cond(lt(x, asArray(5)), half, (y: NDArray) => y, x);
      for (const wrap of [<T>(g: T): T => g, <T>(g: T): T => jit(g as never) as T]) {
        expect(wrap(halve3)(asArray(16)).item()).toBe(2);
        expect(wrap(below1)(asArray(16)).item()).toBe(1);
        expect([wrap(branch)(asArray(4)).item(), wrap(branch)(asArray(8)).item()]).toEqual([2, 8]);
      }
    });
    test.each(["sequential", "sequentialUnrolled", "expandDims", "broadcastAll", "legacyVectorized"] as const)(
      "vmap by %s gives what a loop gives, nested too",
      (vmapMethod) => {
        const shapes: string[] = [];
        const host = (x: NDArray, y: NDArray): unknown => {
          shapes.push(`${x.shape.join("×")},${y.shape.join("×")}`);
          const [large, small] = [x.dataSync(), y.dataSync()];
          const out = Float32Array.from(large, (v, i) => v + (small[i % small.length] as number));
          return x.ndim === 0 ? (out[0] as number) : asNested(out, x.shape);
        };
        const asNested = (data: Float32Array, shape: readonly number[]): unknown =>
          shape.length <= 1
            ? [...data]
            : Array.from({ length: shape[0] as number }, (_, i) =>
                asNested(
                  data.slice((i * data.length) / (shape[0] as number), ((i + 1) * data.length) / (shape[0] as number)),
                  shape.slice(1),
                ),
              );
        const g = (x: NDArray, y: NDArray): NDArray => pureCallback(host, scalar, x, y, { vmapMethod });
        const mapped = vmap(g, { inAxes: [0, null] });
        expect(mapped(v(1, 2, 3), 10).tolist()).toEqual([11, 12, 13]);
        expect(new Set(shapes)).toEqual(
          new Set([
            {
              sequential: ",",
              sequentialUnrolled: ",",
              expandDims: "3,1",
              broadcastAll: "3,3",
              legacyVectorized: "3,",
            }[vmapMethod],
          ]),
        );
        expect(jit(mapped)(v(1, 2, 3), 10).tolist()).toEqual([11, 12, 13]);
        const twice = vmap(mapped, { inAxes: [0, null] });
        expect(
          twice(
            asArray([
              [1, 2],
              [3, 4],
            ]),
            10,
          ).tolist(),
        ).toEqual([
          [11, 12],
          [13, 14],
        ]);
      },
    );
    test("vmap without a method is refused, and so is a method that is none", () => {
      expect(() => vmap(f)(asArray([[3, 4]]))).toThrow(MissingRuleError);
      expect(() => pureCallback(hypot, scalar, asArray([1]), { vmapMethod: "parallel" })).toThrow(
        /vmapMethod.*"parallel"[\s\S]*expandDims/,
      );
    });
    test("derivatives are refused with the way out, which works", () => {
      for (const attempt of [
        () => grad(f)(v(3, 4)),
        () => jvp(f, [v(3, 4)], [v(1, 0)]),
        () => linearize(f, [asArray([3, 4])]),
        () => grad(jit(f))(v(3, 4)),
        () => jit(grad(f))(v(3, 4)),
        () =>
          grad((x: NDArray) => scan((c: NDArray, y: NDArray) => [add(c, f(y)), null], asArray(0), x)[0])(
            asArray([[3, 4]]),
          ),
      ]) {
        expect(attempt).toThrow(DifferentiationError);
        expect(attempt).toThrow(/customJvp[\s\S]*customVjp/);
      }
      const g = customJvp(f, ([x]: [NDArray], [t]: [NDArray]) => {
        const y = f(x);
        return [
          y,
          sum(
            mul(
              mul(x, t),
              pureCallback((v: NDArray) => Array.from({ length: 2 }, () => 1 / v.item()), shapeDtype([2]), y),
            ),
            { axes: [0] },
          ),
        ];
      });
      const h = customVjp(
        f,
        (x: NDArray) => [f(x), x],
        (x: NDArray, ct: NDArray) => [
          pureCallback((v: NDArray, c: NDArray) => v.dataSync().map((a) => (a * c.item()) / hypot(v)), x, x, ct),
        ],
      );
      for (const wrapped of [g, h, jit(g), jit(h)]) {
        const [dx, dy] = grad(wrapped as typeof f)(asArray([3, 4])).tolist() as number[];
        expect(dx).toBeCloseTo(0.6, 6);
        expect(dy).toBeCloseTo(0.8, 6);
      }
    });
    test("integer results have no derivative, and are no obstacle", () => {
      const count = (x: NDArray): NDArray => pureCallback((y: NDArray) => y.size, shapeDtype([], "int32"), x);
      expect(jvp(count, [v(1, 2)], [v(1, 1)]).map((y) => (y as NDArray).item())).toEqual([2, 0]);
    });
    test.each([
      ["shape", () => [1, 2, 3], ShapeError, /f32\[3\][\s\S]*f32\[2\]/],
      ["dtype", () => Int32Array.of(1, 2), DTypeError, /i32\[2\][\s\S]*f32\[2\]/],
      ["structure", () => ({ a: 1 }), ArgumentError, /object/],
      ["promise", async () => [1, 2], AsyncFunctionError, /Promise/],
    ] as const)("a result of another %s is refused with both sides", (_, host, error, message) => {
      const call = (x: NDArray): NDArray => pureCallback(host, shapeDtype([2]), x);
      for (const attempt of [() => call(asArray(1)), () => jit(call)(1)]) {
        expect(attempt).toThrow(error);
        expect(attempt).toThrow(message);
      }
    });
    test("a result of another tree is refused with both trees", () => {
      const attempt = () => pureCallback(() => [1, 2, 3], { a: scalar, b: scalar }, asArray(1));
      expect(attempt).toThrow(StructureError);
      expect(attempt).toThrow(/expected \{a: \*, b: \*\}, got \[\*, \*, \*\]/);
    });
    test("a result that belongs to a trace is refused", () => {
      expect(() => grad((x: NDArray) => pureCallback(() => mul(x, x), scalar))(2)).toThrow(/being traced/);
    });
    test("unused calls are left out, and equal ones made once", () => {
      let calls = 0;
      const counted = (x: NDArray): number => (calls++, hypot(x));
      const once = jit((x: NDArray) => {
        pureCallback(counted, scalar, mul(x, 3));
        return add(pureCallback(counted, scalar, x), pureCallback(counted, scalar, x));
      });
      expect(once(v(3, 4)).item()).toBe(10);
      expect(calls).toBe(1);
    });
    test("what throws arrives unchanged, and everything works on", () => {
      class Own extends Error {}
      let broken = true;
      const host = (x: NDArray): number => {
        if (broken) throw new Own("no");
        return x.item() + 1;
      };
      const g = jit((x: NDArray) => foriLoop(0, 3, (_, c: NDArray) => pureCallback(host, scalar, mul(c, 1)), x));
      const eager = (x: NDArray): NDArray => pureCallback(host, scalar, x);
      for (const attempt of [
        () => g(1),
        () => eager(asArray(1)),
        () => vmap((x: NDArray) => pureCallback(host, scalar, x, { vmapMethod: "sequential" }))(v(1, 2)),
      ])
        expect(attempt).toThrow(Own);
      broken = false;
      expect(g(1).item()).toBe(4);
      expect(eager(asArray(1)).item()).toBe(2);
      expect(grad((x: NDArray) => mul(x, x))(3).item()).toBe(6);
    });
    test("the arrays it gets are copies that stay as they are", () => {
      const kept: NDArray[] = [];
      const g = jit((x: NDArray) =>
        scan(
          (c: NDArray, y: NDArray) => {
            const next = sin(add(c, y));
            return [pureCallback((z: NDArray) => (kept.push(z), z.item()), scalar, mul(next, 2)), next];
          },
          asArray(0),
          x,
        ),
      );
      g(v(1, 2, 3));
      const first = kept.map((x) => x.item());
      expect(new Set(first).size).toBe(3);
      g(v(4, 5, 6));
      expect(kept.slice(0, 3).map((x) => x.item())).toEqual(first);
      (kept[0] as NDArray).dataSync().fill(9);
      expect((kept[0] as NDArray).item()).toBe(first[0]);
    });
    test("it may run jitted functions, the one that is running included", () => {
      const factorial: (n: NDArray) => NDArray = jit((n: NDArray) => {
        // Intermediates before and after the call, so that memory in use would be seen to be overwritten.
        const before = sin(mul(n, 3));
        const below = pureCallback((m: NDArray) => (m.item() <= 1 ? 1 : factorial(add(m, -1)).item()), scalar, n);
        const loop = foriLoop(0, 2, (_, c: NDArray) => mul(c, 1), mul(below, n));
        return add(add(loop, before), mul(before, -1));
      });
      expect(factorial(asArray(6)).item()).toBeCloseTo(720, 2);
      expect(factorial(asArray(6)).item()).toBeCloseTo(720, 2);
      const inLoop: (n: NDArray, depth: number) => NDArray = (n, depth) => looped(n, asArray(depth));
      const looped: (n: NDArray, depth: NDArray) => NDArray = jit((n: NDArray, depth: NDArray) =>
        foriLoop(
          0,
          3,
          (_, c: NDArray) =>
            add(
              pureCallback(
                (y: NDArray, d: NDArray) => (d.item() === 0 ? y.item() : inLoop(y, d.item() - 1).item()),
                scalar,
                mul(c, 2),
                depth,
              ),
              c,
            ),
          n,
        ),
      );
      // c ↦ 2c + c = 3c, three times, at each depth in place of the 2c: g₀ = 27c, g₁ = (27·2 + 1)³ c.
      expect(inLoop(asArray(1), 0).item()).toBe(27);
      expect(inLoop(asArray(1), 1).item()).toBe(55 ** 3);
    });
    test("it computes on the device of its arguments, whatever the default is", () => {
      const g = jit((x: NDArray) => pureCallback((y: NDArray) => add(y, asArray(1)), scalar, x));
      const x = asArray(1);
      setDefaultBackend(cpu());
      expect(add(g(x), x).item()).toBe(3);
      expect(
        add(
          pureCallback((y: NDArray) => add(y, asArray(1)), scalar, x),
          x,
        ).item(),
      ).toBe(3);
    });
  });

  describe("debug", () => {
    let seen: unknown[] = [];
    const note = (...values: unknown[]): void =>
      void seen.push(values.length === 1 ? plain(values[0]) : values.map(plain));
    const plain = (x: unknown): unknown =>
      typeof x === "object" && x !== null && "tolist" in x ? (x as NDArray).tolist() : x;
    const noted = (x: NDArray): NDArray => {
      debug.callback(note, x);
      return x;
    };
    const run = (f: () => unknown): unknown[] => {
      seen = [];
      f();
      return seen;
    };
    const square = (x: NDArray): NDArray => mul(noted(x), x);

    test("callbacks see values, jitted or not", () => {
      expect(run(() => square(asArray(3)))).toEqual([3]);
      const jitted = jit(square);
      expect(run(() => jitted(3))).toEqual([3]);
      expect(run(() => jitted(4))).toEqual([4]);
      expect(run(() => jit(jit(square))(5))).toEqual([5]);
    });
    test("nothing is run while a function is recorded", () => {
      expect(run(() => trace(square)(3))).toEqual([]);
      expect(run(() => evalShape(square, scalar))).toEqual([]);
    });
    test("passes keep every one, in order, beside what they fuse", () => {
      const many = (x: NDArray): NDArray => {
        debug.callback(note, "first", x);
        const y = sin(x);
        debug.callback(note, "second", y);
        debug.callback(note, "second", y);
        mul(y, 3);
        debug.callback(note, "third", mul(x, 2));
        return add(y, x);
      };
      expect(ops(many, asArray(1)).filter((name) => name === "debugCallback")).toHaveLength(4);
      const program = runPasses([inline, dce, cse, fuse], trace(many)(asArray([1, 2])));
      expect(program.equations.filter(({ primitive }) => primitive.effect)).toHaveLength(4);
      expect(run(() => jit(many)(asArray([0, 0])))).toEqual([
        ["first", [0, 0]],
        ["second", [0, 0]],
        ["second", [0, 0]],
        ["third", [0, 0]],
      ]);
    });
    test("programs that only act are kept where they are held", () => {
      const f = (x: NDArray): NDArray => {
        scan((c: NDArray, y: NDArray) => [c, (noted(y), null)], asArray(0), x);
        cond(
          lt(asArray(0), sum(x, { axes: [0] })),
          (y: NDArray) => (noted(y), asArray(0)),
          () => asArray(0),
          x,
        );
        jit(noted)(x);
        return sin(x);
      };
      for (const call of [f, jit(f)]) expect(run(() => call(asArray([1, 2])))).toEqual([1, 2, [1, 2], [1, 2]]);
    });
    test("loops run them once per step, branches only where they are taken", () => {
      const loop = (x: NDArray): NDArray =>
        foriLoop(0, 3, (i, c: NDArray) => (debug.callback(note, i, c), mul(c, 2)), x);
      const loops = [
        [0, 1],
        [1, 2],
        [2, 4],
      ];
      const until = (x: NDArray): NDArray =>
        whileLoop(
          (c: NDArray) => lt(noted(c), asArray(4)),
          (c: NDArray) => mul(noted(c), 2),
          x,
        );
      const branch = (x: NDArray): NDArray =>
        cond(
          lt(x, asArray(0)),
          (y: NDArray) => noted(y),
          (y: NDArray) => y,
          x,
        );
      for (const wrap of [<T>(g: T): T => g, <T>(g: T): T => jit(g as never) as T]) {
        expect(run(() => wrap(loop)(asArray(1)))).toEqual(loops);
        expect(run(() => wrap(until)(asArray(1)))).toEqual([1, 1, 2, 2, 4]);
        expect(run(() => wrap(branch)(asArray(1)))).toEqual([]);
        expect(run(() => wrap(branch)(asArray(-1)))).toEqual([-1]);
      }
    });
    test("lanes run them one by one, and once for all what does not differ", () => {
      const lanes = vmap((x: NDArray, y: NDArray) => (debug.callback(note, x, y), debug.callback(note, y), x), {
        inAxes: [0, null],
      });
      for (const call of [lanes, jit(lanes)]) expect(run(() => call(v(1, 2), 7))).toEqual([[1, 7], [2, 7], 7]);
      expect(
        new Set(
          run(() =>
            vmap(vmap(noted))(
              asArray([
                [1, 2],
                [3, 4],
              ]),
            ),
          ),
        ),
      ).toEqual(new Set([1, 2, 3, 4]));
      expect(run(() => vmap((x: NDArray) => foriLoop(0, 2, (_, c: NDArray) => mul(noted(c), 2), x))(v(1, 10)))).toEqual(
        [1, 10, 2, 20],
      );
    });
    test("lanes that choose differently act as each alone would", () => {
      const branch = (x: NDArray): NDArray =>
        cond(
          lt(x, asArray(0)),
          (y: NDArray) => noted(y),
          (y: NDArray) => mul(y, 2),
          x,
        );
      const until = (x: NDArray): NDArray =>
        whileLoop(
          (c: NDArray) => lt(c, asArray(4)),
          (c: NDArray) => mul(noted(c), 2),
          x,
        );
      for (const wrap of [<T>(g: T): T => g, <T>(g: T): T => jit(g as never) as T]) {
        expect(run(() => expect(wrap(vmap(branch))(v(1, -2, 3, -4)).tolist()).toEqual([2, -2, 6, -4]))).toEqual([
          -2, -4,
        ]);
        expect(run(() => expect(wrap(vmap(until))(v(1, 8, 3)).tolist()).toEqual([4, 8, 6]))).toEqual([1, 2, 3]);
      }
    });
    test("derivatives see primal values, once", () => {
      const f = (x: NDArray): NDArray => sin(square(x));
      const loop = (x: NDArray): NDArray => foriLoop(0, 2, (_, c: NDArray) => square(c), x);
      const until = (x: NDArray): NDArray => whileLoop((c: NDArray) => lt(c, asArray(10)), square, x);
      for (const transform of [
        () => grad(f)(3),
        () => jvp(f, [3], [1]),
        () => vjp(f, [3])[1](1),
        () => linearize(f, [3])[1](1),
        () => grad(jit(f))(3),
        () => jit(grad(f))(3),
        () => jit((x: NDArray) => jvp(f, [x], [x]))(3),
        () => grad(grad(f))(3),
        () => grad(grad(jit(f)))(3),
        () => jit(grad(grad(f)))(3),
      ])
        expect(run(transform)).toEqual([3]);
      for (const transform of [
        () => grad(loop)(3),
        () => jvp(loop, [3], [1]),
        () => jit(grad(loop))(3),
        () => grad(grad(loop))(3),
        () => grad(jit(grad(loop)))(3),
        () => jvp(until, [3], [1]),
        () => jit((x: NDArray) => jvp(until, [x], [x]))(3),
        () => linearize(until, [3])[1](1),
      ])
        expect(run(transform)).toEqual(transform.toString().includes("until") ? [3, 9] : [3, 9]);
      expect(run(() => vmap(grad(f))(v(1, 2)))).toEqual([1, 2]);
      expect(run(() => jit(vmap(grad(f)))(v(1, 2)))).toEqual([1, 2]);
    });
    test("tangents and cotangents can be looked at by custom rules", () => {
      const f = customVjp(
        (x: NDArray) => mul(x, 3),
        (x: NDArray) => [mul(x, 3), null],
        (_: null, ct: NDArray) => [(noted(ct), mul(ct, 3))],
      );
      expect(run(() => grad((x: NDArray) => mul(f(x), 5))(1))).toEqual([5]);
      expect(run(() => jit(grad((x: NDArray) => mul(f(x), 5)))(1))).toEqual([5]);
    });
    test("transposing drops what depends on values that are not known", () => {
      expect(run(() => linearTranspose((x: NDArray) => mul(noted(x), 2), [1])(3))).toEqual([]);
    });
    test("checkpoint acts once: what is computed again does not act again", () => {
      const block = (x: NDArray): NDArray => sin(square(sin(x)));
      const f = checkpoint(block);
      const s = Math.fround(Math.sin(1));
      for (const call of [
        () => grad(f)(1),
        () => grad(jit(f))(1),
        () => jit(grad(f))(1),
        () => grad(checkpoint((x: NDArray) => f(f(x))))(0),
      ])
        expect(run(call)).toEqual(call.toString().includes("(0)") ? [0, 0] : [s]);
      const withLoop = checkpoint((x: NDArray) => foriLoop(0, 2, (_, c: NDArray) => sin(square(c)), x));
      expect(run(() => jit(grad(withLoop))(1))).toHaveLength(2);
      expect(grad(f)(1).item()).toBe(grad(block)(1).item());
      expect(savedResiduals(f)(1).map(({ from }) => from)).toEqual(["argument a: f32[]"]);
    });
    test("anything that is no array arrives as it is", () => {
      const options = { step: 1, name: "loss", list: [true, null] };
      expect(run(() => debug.callback(note, "text", 0.1, options))).toEqual([["text", 0.1, options]]);
      expect(run(() => jit((x: NDArray) => (debug.callback(note, "x", x, { ordered: true }), x))(2))).toEqual([
        ["x", 2],
      ]);
    });
    test("prints by positions and names", () => {
      const printed: string[] = [];
      const log = vi.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
      const f = (x: NDArray): NDArray => {
        debug.print("x = {}, twice {twice:.2f} {{}} {0} {twice:.1e}", x, { twice: mul(x, 2), ordered: true });
        return x;
      };
      f(asArray(1.5));
      jit(f)(2.5);
      grad(f)(3);
      debug.print("no values");
      debug.print(
        "{} {} {}",
        {
          a: asArray([
            [1, -0],
            [NaN, 2],
          ]),
          b: [1, "s"],
        },
        asArray([true]),
        "text",
      );
      vmap((x: NDArray) => (debug.print("{:d}", x), x))(v(1, 2));
      log.mockRestore();
      expect(printed).toEqual([
        "x = 1.5, twice 3.00 {} 1.5 3.0e+0",
        "x = 2.5, twice 5.00 {} 2.5 5.0e+0",
        "x = 3, twice 6.00 {} 3 6.0e+0",
        "no values",
        "{a: [[1, -0], [NaN, 2]], b: [1, s]} [true] text",
        "1",
        "2",
      ]);
    });
    afterEach(() => vi.restoreAllMocks());
    test.each([
      [() => debug.print("{}"), /1 positions/],
      [() => debug.print("{}", 1, 2), /2 arguments follow/],
      [() => debug.print("{x}", { y: 1 }), /names \[x\][\s\S]*names \[y\]/],
      [() => debug.print("{x}"), /names \[x\]/],
      [() => debug.print("{"), /single brace/],
      [() => debug.print("{:>10}", 1), /:>10/],
      [() => debug.print(3 as unknown as string), /format is number 3/],
      [() => debug.callback(3 as never), /expected a function/],
      [() => debug.callback(note, 1, { ordered: 1 }), /ordered is number 1/],
    ])("formats and arguments that disagree are refused (%#)", (attempt, message) => {
      expect(attempt).toThrow(ArgumentError);
      expect(attempt).toThrow(message);
    });
    test("programs with them print and read back", () => {
      expect(print(trace(noted)(1))).toBe(
        "(a: f32[]) =>\n  = debugCallback[callback=<note> ordered=false types=[]] a\n  (a)",
      );
    });
  });
});
