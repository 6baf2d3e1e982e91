/** Programs as data and text, and programs of great depth. */
import { cpu } from "@fluxion/backend-cpu";
import * as core from "@fluxion/core";
import {
  asArray,
  check,
  getDefaultBackend,
  grad,
  isLeft,
  isRight,
  jit,
  mul,
  orThrow,
  parse,
  print,
  setDefaultBackend,
  sin,
  sum,
  trace,
  type NDArray,
  type Primitive,
} from "@fluxion/core";
import { describe, expect, test } from "vitest";

setDefaultBackend(cpu());
const primitives = Object.values(core).filter(
  (value): value is Primitive & typeof value =>
    value !== null && (typeof value === "function" || typeof value === "object") && "name" in value && "type" in value,
) as unknown as Primitive[];
const vector = asArray(new Float32Array([1, 2, 3]));

describe("text", () => {
  test("a program prints as DESIGN shows it", () => {
    const f = (a: NDArray, b: NDArray): NDArray => mul(core.broadcast(b, { shape: [3], axes: [0] }), core.cos(a));
    expect(print(trace(f)(vector, 1))).toMatchInlineSnapshot(`
      "(a: f32[3], b: f32[]) =>
        c: f32[3] = broadcast[axes=[0] shape=[3]] b
        d: f32[3] = cos a
        e: f32[3] = mul c d
        (e)"
    `);
  });
  test("parse is the inverse of print, nested programs and special numbers included", () => {
    const inner = jit((x: NDArray) => mul(sin(x), -0));
    const f = (x: NDArray): NDArray[] => [
      inner(x),
      mul(x, NaN),
      mul(x, -Infinity),
      mul(x, 1e-40),
      core.sort([x, x], { axis: 0, keys: 1 })[1] as NDArray,
    ];
    const text = print(trace(f)(vector));
    expect(print(orThrow(parse(text, primitives)))).toBe(text);
  });
  test("names do not matter", () => {
    const text = "(p: f32[2], q: f32[2]) =>\n  r: f32[2] = add p q\n  (r)";
    expect(print(orThrow(parse(text, primitives)))).toBe(
      text.replaceAll(/\bp\b/g, "a").replaceAll(/\bq\b/g, "b").replaceAll(/\br\b/g, "c"),
    );
  });
  test.each([
    ["(a: f32[2]) =>\n  b: f32[2] = nonsense a\n  (b)", "unknown primitive nonsense", "line 2"],
    ["(a: f32[2]) =>\n  b: f32[3] = sin a\n  (b)", "f32[2], not f32[3]", "line 2"],
    ["(a: f32[2]) =>\n  b: f32[2] = sin z\n  (b)", "unknown variable z", "line 2"],
    ["(a: f32[2], a: f32[2]) =>\n  (a)", "bound twice", "line 1"],
    ["(a: f32[2]) =>\n  (a) x", "end of the text", "line 2"],
    ["(a: what[2]) =>\n  (a)", "unknown element type", "line 1"],
    ["", "expected (", "line 1"],
  ])("what does not parse says where: %j", (text, what, where) => {
    const result = parse(text, primitives);
    if (!isLeft(result)) return expect.unreachable();
    expect(result.left.what).toContain(what);
    expect(result.left.where).toContain(where);
  });
});

describe("check", () => {
  const good = trace((x: NDArray) => sin(mul(x, x)))(vector);
  test("accepts what the tracer records", () => expect(isRight(check(good))).toBe(true));
  test("refuses use before binding, double binding and wrong types", () => {
    const [first, second] = good.equations;
    if (first === undefined || second === undefined) return expect.unreachable();
    expect(check({ ...good, equations: [second, first] })).toMatchObject({
      left: { what: expect.stringContaining("before it is bound") },
    });
    expect(check({ ...good, equations: [first, first, second] })).toMatchObject({
      left: { what: expect.stringContaining("bound twice") },
    });
    const wrong = { ...first, outputs: [new core.Var({ dtype: "float64", shape: [3] })] };
    expect(check({ ...good, equations: [wrong, second] })).toMatchObject({ left: { code: "check" } });
  });
});

describe("depth", () => {
  const N = 10_000;
  const chain = (x: NDArray): NDArray => {
    let y = x;
    for (let i = 0; i < N; i++) y = i % 2 === 0 ? sin(y) : mul(y, 1.0001);
    return sum(y, { axes: [0] });
  };
  test("a chain of 10,000 equations traces, prints, parses, checks, differentiates and compiles", () => {
    const program = trace(chain)(vector);
    expect(program.equations.length).toBeGreaterThan(N);
    const text = print(program);
    expect(print(orThrow(parse(text, primitives)))).toBe(text);
    expect(isRight(check(trace(grad(chain))(vector)))).toBe(true);
    const eager = grad(chain)(vector).tolist();
    expect(jit(grad(chain))(vector).tolist()).toEqual(eager);
    expect(isRight(getDefaultBackend().compile(program))).toBe(true);
  });
  test("indexing in a host loop has a gradient of linear cost", () => {
    const cost = (n: number): number => {
      const f = (x: NDArray): NDArray =>
        Array.from({ length: n }, (_, i) => core.slice(x, { starts: [i], limits: [i + 1], strides: [1] })).reduce(
          (a, b) => core.add(a, sin(b)),
        );
      return core.cost(trace((x: NDArray) => grad((y: NDArray) => sum(f(y), { axes: [0] }))(x))(core.shapeDtype([n])))
        .bytes;
    };
    expect(cost(400) / cost(200)).toBeLessThan(2.5);
  });
});

describe("jit's cache", () => {
  test("static arguments are told apart exactly", () => {
    const seen: unknown[] = [];
    const f = jit(
      (x: NDArray, s: unknown) => {
        seen.push(s);
        return mul(x, typeof s === "number" ? s : 1);
      },
      { staticArgnums: 1 },
    );
    const [g, h] = [() => 1, () => 2];
    for (const s of [0, -0, NaN, NaN, 1, "1", g, h, g, [1], [1], { a: 1 }, { a: 1 }]) f(1, s);
    expect(seen).toEqual([0, -0, NaN, 1, "1", g, h, [1], { a: 1 }]);
    expect(Object.is(f(1, -0).item(), -0)).toBe(true);
  });
  test("types are told apart: int32 1 after float32 1", () => {
    const f = jit((x: NDArray) => mul(x, 1));
    expect(f(asArray(new Float32Array([1]))).tolist()).toEqual([1]);
    expect(f(asArray(new Int32Array([1]))).tolist()).toEqual([1]);
  });
  test("a function is recorded once per types, and not cached over values of another trace", () => {
    let traces = 0;
    const outer = (x: NDArray): NDArray =>
      jit((y: NDArray) => {
        traces++;
        return mul(y, x);
      })(x);
    expect(grad(outer)(3).item()).toBe(6);
    const f = jit((x: NDArray) => {
      traces++;
      return sin(x);
    });
    const before = traces;
    for (let i = 0; i < 5; i++) f(i);
    expect(traces - before).toBe(1);
  });
});

describe("passes", () => {
  const afterPasses = (f: (...args: NDArray[]) => NDArray, ...args: NDArray[]): string =>
    print(core.runPasses(core.simplifying, trace(f)(...args)));
  test("what transforms and broadcasting leave behind is gone, and nothing else", () => {
    const x = core.shapeDtype([2, 3]);
    const twice = (x: NDArray): NDArray =>
      core.transpose(core.transpose(x, { permutation: [1, 0] }), { permutation: [1, 0] });
    expect(afterPasses(twice, x)).toBe("(a: f32[2,3]) =>\n  (a)");
    const reshaped = (x: NDArray): NDArray => sin(core.reshape(core.reshape(x, { shape: [6] }), { shape: [3, 2] }));
    expect(afterPasses(reshaped, x)).toBe(
      "(a: f32[2,3]) =>\n  b: f32[3,2] = reshape[shape=[3,2]] a\n  c: f32[3,2] = sin b\n  (c)",
    );
    expect(afterPasses((x) => mul(core.sub(x, 0), 1), x)).toBe("(a: f32[2,3]) =>\n  (a)");
    expect(afterPasses((x) => core.add(sin(x), sin(x)), x)).toBe(
      "(a: f32[2,3]) =>\n  b: f32[2,3] = sin a\n  c: f32[2,3] = add b b\n  (c)",
    );
  });
  test("no pass changes a result: x·0, x−x, x+0, x/x stay", () => {
    for (const f of [
      (x: NDArray) => mul(x, 0),
      (x: NDArray) => core.sub(x, x),
      (x: NDArray) => core.add(x, 0),
      (x: NDArray) => core.div(x, x),
    ])
      expect(afterPasses(f, core.shapeDtype([3])).split("\n").length).toBeGreaterThan(2);
    const special = asArray([NaN, Infinity, -0, 1]);
    expect(jit((x: NDArray) => mul(x, 0))(special).tolist()).toEqual([NaN, NaN, -0, 0]);
    expect(jit((x: NDArray) => core.add(x, 0))(special).tolist()).toEqual([NaN, Infinity, 0, 1]);
  });
});
