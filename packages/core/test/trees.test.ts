/** Trees of arrays, and how the transforms treat them. */
import { cpu } from "@fluxion/backend-cpu";
import {
  add,
  asArray,
  evalShape,
  grad,
  jacfwd,
  jit,
  jvp,
  linearize,
  mul,
  neg,
  ravelPytree,
  registerClass,
  setDefaultBackend,
  shapeDtype,
  sin,
  StructureError,
  sub,
  sum,
  tree,
  valueAndGrad,
  vjp,
  vmap,
  type NDArray,
} from "@fluxion/core";
import { describe, expect, test } from "vitest";

setDefaultBackend(cpu());
const vector = (...values: number[]): NDArray => asArray(new Float64Array(values));
const total = (x: NDArray): NDArray => sum(x, { axes: x.shape.map((_, axis) => axis) });
const plain = (value: unknown): unknown => tree.map((x: NDArray) => x.tolist(), value);

class Pair {
  constructor(
    readonly first: unknown,
    readonly second: unknown,
    readonly label: string,
  ) {}
}
registerClass(Pair, {
  flatten: ({ first, second, label }) => ({ children: [first, second], aux: label }),
  unflatten: ([first, second], label: string) => new Pair(first, second, label),
});

describe("tree utilities", () => {
  const example = {
    b: [1, null, { c: 2 }],
    a: new Map([
      ["y", 3],
      ["x", 4],
    ]),
    d: new Pair(5, [6], "label"),
    e: undefined,
  };
  test("leaves come in the order of sorted keys, null and undefined are empty", () => {
    expect(tree.leaves(example)).toEqual([4, 3, 1, 2, 5, 6]);
    expect(tree.map((n: number) => n, example)).toEqual(example);
    expect(tree.structure(example).leaves).toBe(6);
  });
  test("equal trees have equal structures however they were built", () => {
    expect(tree.structure({ a: 1, b: 2 }).key).toBe(tree.structure({ b: 5, a: 6 }).key);
    expect(tree.structure({ a: 1 }).key).not.toBe(tree.structure([1]).key);
    expect(tree.structure(new Pair(1, 2, "x")).key).not.toBe(tree.structure(new Pair(1, 2, "y")).key);
    expect(tree.structure({ "a,b": 1 }).key).not.toBe(tree.structure({ a: 1, b: 2 }).key);
  });
  test("map over several trees, reduce, paths", () => {
    expect(tree.map((x: number, y: number) => x + y, { a: 1, b: [2] }, { a: 10, b: [20] })).toEqual({ a: 11, b: [22] });
    expect(() => tree.map((x: number) => x, { a: 1 }, { b: 1 })).toThrow(StructureError);
    expect(tree.reduce((n: number, x: number) => n + x, example, 0)).toBe(21);
    expect(tree.leavesWithPath({ a: [1, { b: 2 }] })).toEqual([
      [["a", 0], 1],
      [["a", 1, "b"], 2],
    ]);
    expect(tree.mapWithPath((path, x: number) => `${path.join(".")}=${x}`, { a: [7] })).toEqual({ a: ["a.0=7"] });
  });
  test("transpose turns a tree of trees inside out", () => {
    const outer = tree.structure([0, 0]);
    const inner = tree.structure({ a: 0, b: 0 });
    expect(
      tree.transpose(outer, inner, [
        { a: 1, b: 2 },
        { a: 3, b: 4 },
      ]),
    ).toEqual({ a: [1, 3], b: [2, 4] });
  });
  test("a key named __proto__ is a key", () => {
    const hostile = JSON.parse('{"__proto__": 1}') as object;
    const copy = tree.map((n: number) => n + 1, hostile) as object;
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(Object.getOwnPropertyDescriptor(copy, "__proto__")?.value).toBe(2);
  });
  test("ravelPytree and back", () => {
    const point = { a: vector(1, 2), b: [asArray(3), asArray([[4, 5]])] };
    const [flat, unravel] = ravelPytree(point);
    expect(flat.tolist()).toEqual([1, 2, 3, 4, 5]);
    expect(flat.dtype).toBe("float64");
    expect(plain(unravel(flat))).toEqual(plain(point));
    expect(unravel(flat).b[0]?.dtype).toBe("float32");
  });
});

describe("transforms on trees", () => {
  interface Model {
    w: NDArray;
    layers: { b: NDArray }[];
    note: null;
  }
  const model: Model = { w: vector(1, 2), layers: [{ b: vector(3, 4) }], note: null };
  const loss = (m: Model, x: NDArray): NDArray => total(mul(mul(m.w, x), (m.layers[0] as { b: NDArray }).b));
  test("gradients look like their arguments, interfaces included", () => {
    const g = grad(loss)(model, vector(1, 1));
    // The annotations are the test: the compiler refuses them if gradients are not typed like their arguments.
    const typed: Model = g;
    const bias: NDArray | undefined = g.layers[0]?.b;
    expect(bias).toBe(typed.layers[0]?.b);
    expect(plain(g)).toEqual({ w: [3, 4], layers: [{ b: [1, 2] }], note: null });
    expect(plain(jit(grad(loss))(model, vector(1, 1)))).toEqual(plain(g));
  });
  test("argnums as number, negative number, and list", () => {
    const f = (a: NDArray, b: NDArray, c: NDArray): NDArray => mul(mul(a, b), c);
    expect(grad(f, { argnums: 1 })(2, 3, 5).item()).toBe(10);
    expect((grad(f, { argnums: -1 as 2 })(2, 3, 5) as NDArray).item()).toBe(6);
    expect(plain(grad(f, { argnums: [0, 2] })(2, 3, 5))).toEqual([15, 6]);
    expect(plain(jacfwd(f, { argnums: [0, 1] })(2, 3, 5))).toEqual([15, 10]);
  });
  test("hasAux passes anything beside the value, traced values as arrays", () => {
    const f = (x: NDArray): [NDArray, { doubled: NDArray; note: string }] => [
      mul(x, x),
      { doubled: add(x, x), note: "hello" },
    ];
    const [[value, aux], g] = valueAndGrad(f, { hasAux: true })(3);
    expect([value.item(), aux.doubled.item(), aux.note, (g as NDArray).item()]).toEqual([9, 6, "hello", 6]);
    const [gradient, again] = grad(f, { hasAux: true })(3);
    expect([(gradient as NDArray).item(), again.doubled.item()]).toEqual([6, 6]);
    expect((jvp(f as never, [3] as never, [1] as never, { hasAux: true })[2] as { note: string }).note).toBe("hello");
    expect((vjp(f as never, [3] as never, { hasAux: true })[2] as { note: string }).note).toBe("hello");
  });
  test("a pullback may be called many times, and under jit and vmap", () => {
    const [, pull] = vjp((x: NDArray) => sin(x), [vector(1, 2)]);
    const twice = pull(vector(2, 2))[0].tolist() as number[];
    expect(twice).toEqual((pull(vector(1, 1))[0].tolist() as number[]).map((g) => 2 * g));
    expect(jit((ct: NDArray) => pull(ct)[0])(vector(2, 2)).tolist()).toEqual(twice);
    expect((vmap((ct: NDArray) => pull(ct)[0])(asArray([[2, 2]], "float64")).tolist() as number[][])[0]).toEqual(twice);
  });
  test("integer arguments take part without a derivative", () => {
    const [, pull] = vjp((x: NDArray, n: NDArray) => [mul(x, x), n], [vector(3), asArray(new Int32Array([2]))]);
    expect(plain(pull([vector(1), asArray(new Int32Array([0]))]))).toEqual([[6], [0]]);
    const [y, push] = linearize((x: NDArray) => ({ y: mul(x, x) }), [vector(3)]);
    expect(plain([y, push(vector(1))])).toEqual([{ y: [9] }, { y: [6] }]);
  });
  test("vmap: axes as trees, negative, null, and outAxes", () => {
    const f = (p: { a: NDArray; b: NDArray }, c: NDArray): { s: NDArray; d: NDArray } => ({
      s: add(p.a, c),
      d: sub(p.b, c),
    });
    const m = asArray(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      "float64",
    );
    const result = vmap(f, { inAxes: [{ a: 1, b: 0 }, null], outAxes: { s: -1, d: 0 } as never })(
      {
        a: m,
        b: asArray(
          [
            [1, 1],
            [2, 2],
            [3, 3],
          ],
          "float64",
        ),
      },
      vector(10, 20),
    );
    expect(plain(result)).toEqual({
      s: [
        [11, 12, 13],
        [24, 25, 26],
      ],
      d: [
        [-9, -19],
        [-8, -18],
        [-7, -17],
      ],
    });
    expect(vmap((x: NDArray) => x, { inAxes: -1, outAxes: 1 })(m).tolist()).toEqual(m.tolist());
    expect(vmap(() => asArray(1), { axisSize: 3 })().tolist()).toEqual([1, 1, 1]);
    expect(
      (
        vmap((x: NDArray) => [x, vector(7)] as [NDArray, NDArray], { outAxes: [0, null] as never })(m)[1] as NDArray
      ).tolist(),
    ).toEqual([7]);
  });
  test("evalShape sees types only", () => {
    expect(evalShape((x: NDArray) => ({ t: total(x), n: neg(x) }), shapeDtype([1e6, 1e6]))).toEqual({
      t: { dtype: "float32", shape: [] },
      n: { dtype: "float32", shape: [1e6, 1e6] },
    });
  });
});

describe("donation", () => {
  test("an update in place takes over the memory, and gives the same values", () => {
    const step = (p: NDArray, g: NDArray): NDArray => sub(p, mul(g, 0.5));
    const [p, g] = [vector(1, 2, 3), vector(2, 4, 6)];
    const memory = (p as unknown as { buffer: Float64Array }).buffer;
    const next = jit(step, { donate: 0 })(p, g);
    expect(next.tolist()).toEqual([0, 0, 0]);
    expect((next as unknown as { buffer: Float64Array }).buffer).toBe(memory);
  });
  test("memory that is read again is not taken over", () => {
    const f = jit((x: NDArray, y: NDArray) => [mul(x, 2), total(x), add(x, y)], { donate: 0 });
    const x = vector(1, 2, 3);
    expect(plain(f(x, vector(1, 1, 1)))).toEqual([[2, 4, 6], 6, [2, 3, 4]]);
    const both = vector(1, 2);
    expect(plain(jit((a: NDArray, b: NDArray) => [neg(a), mul(b, 3)], { donate: 0 })(both, both))).toEqual([
      [-1, -2],
      [3, 6],
    ]);
  });
});
