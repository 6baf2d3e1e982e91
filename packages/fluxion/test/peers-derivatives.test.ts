/** Wrong answers of the nearest peer, one test each, that concern derivatives. The right value is in the test. */
import { grad, hessian, jacfwd, jacrev, jit, jvp, lax, linearTranspose, np, vmap, type NDArray } from "fluxion";
import { describe, expect, test } from "vitest";
import { close, f32, f64, i32, same } from "./support.js";

describe("derivatives", () => {
  test.each([
    [
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    [[[1], [2], [3]]],
  ])("the Jacobian of Wx is W, not its transpose: %j", (W) => {
    const f = (x: NDArray): NDArray => np.matmul(f64(W), x);
    const x = np.ones([(W[0] as number[]).length], { dtype: "float64" });
    same(jacfwd(f)(x), W);
    same(jacrev(f)(x), W);
    same(jit(jacfwd(f))(x), W);
    close(jacfwd((y: NDArray) => np.sin(f(y)))(x), jacrev((y: NDArray) => np.sin(f(y)))(x).tolist(), 1e-15);
  });
  test("an integer remainder inside grad has the remainder as value", () => {
    const k = i32([4, 5, 7, -1]);
    const f = (x: NDArray): NDArray => np.sum(np.multiply(x, np.mod(k, 3)));
    same(grad(f)(f32([1, 1, 1, 1])), [1, 2, 1, 2]);
    same(jvp(f, [f32([1, 1, 1, 1])], [f32([0, 0, 0, 0])])[0], 6);
    same(jit(grad(f))(f32([1, 1, 1, 1])), [1, 2, 1, 2]);
    const g = (x: NDArray): NDArray => np.mod(x, 3);
    expect([g(f32(7.5)).item(), g(f32(-1)).item(), grad(g)(7.5).item(), grad(g)(-1).item()]).toEqual([1.5, 2, 1, 1]);
    expect(grad((y: NDArray) => np.mod(7.5, y))(2).item()).toBe(-3);
  });
  test("casts between floats transpose, and the gradient has the type of the argument", () => {
    const x = f32([1, 2]);
    const down = grad((v: NDArray) => np.sum(np.astype(v, "float64").mul(f64([3, 4]))))(x);
    expect([down.dtype, down.tolist()]).toEqual(["float32", [3, 4]]);
    const up = grad((v: NDArray) => np.sum(np.astype(v, "float32").mul(f32([3, 4]))))(f64([1, 2]));
    expect([up.dtype, up.tolist()]).toEqual(["float64", [3, 4]]);
    same(grad((v: NDArray) => np.sum(np.astype(np.astype(v, "int32"), "float32")))(x), [0, 0]);
    const back = linearTranspose((v: NDArray) => np.astype(v, "float64"), [x])(f64([5, 6]))[0];
    expect([back.dtype, back.tolist()]).toEqual(["float32", [5, 6]]);
  });
  test("jit(grad(take)) compiles, with indices as constants and as arguments", () => {
    const x = f32([10, 20, 30]);
    const f = (v: NDArray): NDArray => np.sum(np.take(v, i32([2, 0, 2])).mul(f32([1, 10, 100])));
    same(grad(f)(x), [10, 0, 101]);
    same(jit(grad(f))(x), [10, 0, 101]);
    const g = (v: NDArray, at: NDArray): NDArray => np.sum(np.take(v, at));
    same(jit(grad(g))(x, i32([1, 1, -1])), [0, 2, 1]);
    same(
      vmap(jit(grad(g)), { inAxes: [null, 0] })(
        x,
        i32([
          [0, 0],
          [1, 2],
        ]),
      ),
      [
        [2, 0, 0],
        [0, 1, 1],
      ],
    );
  });
  test("the gradient of a product with a zero among the factors", () => {
    same(grad((x: NDArray) => np.prod(x))(f32([2, 0, 3])), [0, 6, 0]);
    same(grad((x: NDArray) => np.prod(x))(f32([2, 0, 0])), [0, 0, 0]);
    same(jit(grad((x: NDArray) => np.prod(x)))(f32([2, 0, 3])), [0, 6, 0]);
    same(grad((x: NDArray) => np.cumprod(x).get(2))(f32([2, 0, 3])), [0, 6, 0]);
    same(hessian((x: NDArray) => np.prod(x))(f32([2, 0, 3])), [
      [0, 3, 0],
      [3, 0, 2],
      [0, 2, 0],
    ]);
  });
  test("whole powers at 0", () => {
    for (const square of [
      (x: NDArray) => np.power(x, 2),
      (x: NDArray) => np.square(x),
      (x: NDArray) => np.multiply(x, x),
      (x: NDArray) => np.power(x, f32(2)),
    ]) {
      expect(grad(square)(0).item()).toBe(0);
      expect(jit(grad(square))(0).item()).toBe(0);
    }
    expect(grad(grad((x: NDArray) => np.power(x, 2)))(0).item()).toBe(2);
    expect(grad((x: NDArray) => np.power(x, 1))(0).item()).toBe(1);
    expect(grad((x: NDArray) => np.power(x, 0))(0).item()).toBe(0);
    expect(grad((y: NDArray) => np.power(0, y))(2).item()).toBe(0);
  });
  test("relu has derivative 0 at 0 as a choice, and half as the larger of two", () => {
    const relu = (x: NDArray): NDArray => np.where(np.greater(x, 0), x, 0);
    expect([-1, 0, 1].map((x) => grad(relu)(x).item())).toEqual([0, 0, 1]);
    expect([-1, 0, 1].map((x) => grad((y: NDArray) => np.maximum(y, 0))(x).item())).toEqual([0, 0.5, 1]);
    expect([-1, 0, 1].map((x) => grad((y: NDArray) => np.abs(y))(x).item())).toEqual([-1, 1, 1]);
  });
  test("ties in max and min share the derivative equally", () => {
    const thirds = [1, 1, 1].map(() => Math.fround(1 / 3));
    same(grad((x: NDArray) => np.max(x))(f32([1, 1])), [0.5, 0.5]);
    same(grad((x: NDArray) => np.min(x))(f32([2, 2, 2])), thirds);
    same(grad((x: NDArray) => np.maximum(x.get(0), x.get(1)))(f32([3, 3])), [0.5, 0.5]);
    same(
      grad((x: NDArray) => np.sum(np.max(x, { axis: 1 })))(
        f32([
          [1, 1],
          [2, 3],
        ]),
      ),
      [
        [0.5, 0.5],
        [0, 1],
      ],
    );
    same(jit(grad((x: NDArray) => np.max(x)))(f32([0, 5, 5])), [0, 0.5, 0.5]);
  });
  test("activations written by users have finite gradients far out", () => {
    const sigmoid = lax.logistic as (x: NDArray) => NDArray;
    const softplus = (x: NDArray): NDArray => np.logaddexp(x, 0);
    const activations: [string, (x: NDArray) => NDArray, left: number, right: number][] = [
      ["sigmoid", sigmoid, 0, 0],
      ["sigmoid by logaddexp", (x) => np.exp(np.negative(softplus(np.negative(x)))), 0, 0],
      ["silu", (x) => x.mul(sigmoid(x)), 0, 1],
      ["elu", (x) => np.where(np.greater(x, 0), x, np.expm1(np.minimum(x, 0))), 0, 1],
      ["mish", (x) => x.mul(np.tanh(softplus(x))), 0, 1],
      ["softplus", softplus, 0, 1],
      ["tanh", (x) => np.tanh(x), 0, 0],
    ];
    for (const [name, f, left, right] of activations)
      for (const far of [89, 104, 1e4, 1e30]) {
        expect([name, far, grad(f)(-far).item()]).toEqual([name, far, expect.closeTo(left, 30)]);
        expect([name, far, jit(grad(f))(far).item()]).toEqual([name, far, expect.closeTo(right, 30)]);
      }
  });
});
