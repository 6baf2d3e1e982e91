/** Bad input gives typed errors that say what, where and how to fix it. */
import { cpu } from "@fluxion/backend-cpu";
import {
  add,
  ArgumentError,
  asArray,
  AsyncFunctionError,
  DeviceError,
  DifferentiationError,
  DTypeError,
  EscapedTracerError,
  exp,
  FluxionError,
  full,
  grad,
  hessian,
  jacfwd,
  jit,
  jvp,
  linearize,
  linearTranspose,
  MissingRuleError,
  definePrimitive,
  mul,
  registerClass,
  reshape,
  right,
  setDefaultBackend,
  ShapeError,
  sin,
  slice,
  StructureError,
  sum,
  transpose,
  UnknownValueError,
  valueAndGrad,
  vjp,
  vmap,
  type NDArray,
} from "@fluxion/core";
import { describe, expect, test } from "vitest";

setDefaultBackend(cpu());
const vector = asArray(new Float32Array([1, 2, 3]));
const total = (x: NDArray): NDArray => sum(x, { axes: x.shape.map((_, axis) => axis) });

/** The error a function throws; its text holds every part. */
function failure(
  type: new (...args: never[]) => FluxionError,
  body: () => unknown,
  ...parts: (string | RegExp)[]
): FluxionError {
  try {
    body();
  } catch (error) {
    expect(error).toBeInstanceOf(type);
    for (const part of parts) expect((error as Error).message).toMatch(part);
    expect((error as Error).message).toContain("fix: ");
    return error as FluxionError;
  }
  return expect.unreachable("nothing was thrown") as never;
}

describe("operands", () => {
  test("shapes that differ show both", () => {
    failure(ShapeError, () => add(vector, asArray(new Float32Array(2))), "f32[3] and f32[2]", "add");
  });
  test("dtypes that differ show both", () => {
    failure(DTypeError, () => add(vector, asArray(new Int32Array(3))), "f32[3] and i32[3]");
  });
  test("ragged lists name the row", () => {
    failure(ShapeError, () => asArray([[1, 2], [3]]), "ragged", "[1]", "length 1", "length 2");
  });
  test("leaves that are no arrays are named", () => {
    failure(ArgumentError, () => asArray(["a"] as never), '"a"');
    failure(StructureError, () => grad((x: NDArray) => x)("text" as never), '"text"', "staticArgnums");
    failure(StructureError, () => jit((x: NDArray) => [x, "text"])(1), '"text"');
  });
  test("axes, sizes and permutations are guarded", () => {
    failure(ShapeError, () => sum(vector, { axes: [1] }), "axis 1", "1 dimensions");
    failure(ShapeError, () => reshape(vector, { shape: [2, 2] }), "[3]", "[2, 2]");
    failure(FluxionError, () => reshape(vector, { shape: [-3] }), "-3");
    failure(ShapeError, () => transpose(vector, { permutation: [0, 0] }));
    failure(FluxionError, () => slice(vector, { starts: [2], limits: [1], strides: [1] }), /start|limit/);
    failure(FluxionError, () => full([-1], 0), "-1");
  });
});

describe("differentiation", () => {
  test("the result must be a scalar", () => {
    failure(ShapeError, () => grad((x: NDArray) => sin(x))(vector), "f32[3]", "jacrev");
    failure(FluxionError, () => grad((x: NDArray) => [total(x), total(x)] as never)(vector), "tree of 2");
  });
  test("integers have no gradient", () => {
    failure(DTypeError, () => grad((x: NDArray) => total(x))(asArray(new Int32Array([1, 2]))), "i32[2]", "allowInt");
  });
  test("argnums must exist", () => {
    failure(
      ArgumentError,
      () => grad((x: NDArray) => total(x), { argnums: 2 as never })(vector),
      "argument 2",
      "called with 1",
    );
  });
  test("tangents and cotangents must fit", () => {
    failure(ShapeError, () => jvp((x: NDArray) => x, [vector], [asArray(new Float32Array(2))]), "f32[2]", "f32[3]");
    failure(StructureError, () => jvp((x: NDArray) => x, [vector], [[vector]] as never), "[*]", "[[*]]");
    failure(ShapeError, () => vjp((x: NDArray) => x, [vector])[1](1), "f32[]", "f32[3]");
    failure(StructureError, () => vjp((x: NDArray) => [x, x], [vector])[1]([vector] as never), "[*, *]", "[*]");
    failure(
      StructureError,
      () => linearize((x: NDArray) => x, [vector])[1](...([vector, vector] as unknown as [NDArray])),
      "[*]",
    );
  });
  test("transposing what is not linear is refused", () => {
    failure(DifferentiationError, () => linearTranspose((x: NDArray) => exp(x), [vector])(vector), "exp", "linear");
    failure(FluxionError, () => linearTranspose((x: NDArray) => mul(x, x), [vector])(vector), "mul");
  });
  test("hasAux wants a pair", () => {
    failure(
      StructureError,
      () => valueAndGrad((x: NDArray) => total(x) as never, { hasAux: true })(vector),
      "[result, aux]",
    );
  });
  test("a missing rule names primitive and transform", () => {
    const bare = definePrimitive("bare", { type: ([x]) => right([x as { dtype: "float32"; shape: number[] }]) });
    failure(MissingRuleError, () => jvp((x: NDArray) => bare([x]), [vector], [vector]), "bare", "jvp");
    failure(MissingRuleError, () => vmap((x: NDArray) => bare([x]))(vector), "bare", "vmap");
    failure(FluxionError, () => bare([vector]), "backend cpu has no kernel for bare");
  });
});

describe("tracing", () => {
  test("values are unknown under jit and vmap, and the error names the fix", () => {
    const branch = (x: NDArray): NDArray => (x.item() > 0 ? x : mul(x, 2));
    const error = failure(UnknownValueError, () => jit(branch)(1), "item()", "jit", "cond", "static");
    expect(error.code).toBe("unknown-value");
    expect(error.transforms).toEqual(["jit"]);
    failure(UnknownValueError, () => vmap(branch)(vector), "vmap");
    failure(UnknownValueError, () => hessian(jit(branch as (x: NDArray) => NDArray))(1), "jit");
    failure(UnknownValueError, () => jit((x: NDArray) => asArray(Number(x)))(1), "operator");
  });
  test("values are known under grad, jvp and linearize", () => {
    const branch = (x: NDArray): NDArray => (x.item() > 0 ? mul(x, x) : mul(x, 2));
    expect(grad(branch)(3).item()).toBe(6);
    expect(grad(branch)(-3).item()).toBe(2);
    expect(grad(grad(branch))(3).item()).toBe(2);
    expect(jvp(branch, [3], [1])[1].item()).toBe(6);
    expect(linearize(branch, [-3])[1](1).item()).toBe(2);
    expect(jacfwd(branch)(3).item()).toBe(6);
  });
  test("values that differ between lanes are unknown, others are known", () => {
    expect(vmap((x: NDArray, y: NDArray) => mul(x, y.item()), { inAxes: [0, null] })(vector, 2).tolist()).toEqual([
      2, 4, 6,
    ]);
  });
  test("a tracer that escapes names where it was made", () => {
    let leaked: NDArray | undefined;
    grad((x: NDArray) => {
      leaked = x;
      return total(x);
    })(vector);
    failure(EscapedTracerError, () => mul(leaked as NDArray, 2), "errors.test.ts", "aux");
    failure(EscapedTracerError, () => (leaked as NDArray).item());
    failure(EscapedTracerError, () => jit((x: NDArray) => add(x, leaked as NDArray))(vector));
  });
  test("JavaScript operators on traced arrays are refused", () => {
    failure(UnknownValueError, () => grad((x: NDArray) => ((x as unknown as number) * 2) as never)(1), "x.mul");
    failure(UnknownValueError, () => jit((x: NDArray) => ((x as unknown as number) < 2 ? x : x))(1), "np.less");
  });
  test("functions that return a Promise are refused", () => {
    failure(AsyncFunctionError, () => jit((async (x: NDArray) => x) as never)(1 as never), "Promise");
    failure(AsyncFunctionError, () => grad((async (x: NDArray) => x) as never)(1 as never), "synchronous");
  });
  test("the user's line is in the error", () => {
    const error = failure(ShapeError, () => add(vector, asArray(new Float32Array(2))));
    expect(error.source).toMatch(/errors\.test\.ts:\d+/);
  });
});

describe("vmap", () => {
  test("axes must exist and agree", () => {
    const f = (x: NDArray, y: NDArray): NDArray => add(x, y);
    failure(ShapeError, () => vmap(f)(vector, asArray(new Float32Array(2))), "3, 2");
    failure(ShapeError, () => vmap(f, { inAxes: [1, null] })(vector, vector), "axis 1");
    failure(ArgumentError, () => vmap(f, { inAxes: [0] })(vector, vector), "1 axes", "2 arguments");
    failure(ArgumentError, () => vmap(f, { inAxes: null })(vector, vector), "axisSize");
    failure(StructureError, () => vmap((p: { a: NDArray }) => p.a, { inAxes: [{ b: 0 }] })({ a: vector }), "{a: *}");
    failure(ArgumentError, () => vmap(f, { outAxes: null })(vector, vector), "outAxes");
  });
});

describe("devices", () => {
  test("operands of two devices are refused", () => {
    const other = { ...cpu(), name: "other" };
    const there = full([3], 1);
    setDefaultBackend(other);
    const here = full([3], 1);
    setDefaultBackend(cpu());
    failure(DeviceError, () => add(there, here), "cpu and other", "devicePut");
  });
  test("a donated array is gone", () => {
    const x = asArray(new Float32Array([1, 2]));
    const f = jit((x: NDArray) => mul(x, 2), { donate: 0 });
    expect(f(x).tolist()).toEqual([2, 4]);
    failure(DeviceError, () => x.item(), "donated");
  });
  test("item() wants one element", () => {
    failure(ShapeError, () => vector.item(), "[3]", "tolist");
  });
});

test("a registered class is a tree; an unregistered one is not", () => {
  class Point {
    constructor(readonly x: NDArray) {}
  }
  failure(StructureError, () => grad((p: Point) => total(p.x))(new Point(vector)), "Point");
  registerClass(Point, {
    flatten: (p) => ({ children: [p.x] }),
    unflatten: ([x]) => new Point(x as unknown as NDArray),
  });
  expect((grad((p: Point) => total(p.x))(new Point(vector)) as Point).x.tolist()).toEqual([1, 1, 1]);
});
