/** Functions of NumPy's kind go straight into the transforms, as far as the type checker is concerned too. */
import { describe, expect, expectTypeOf, test } from "vitest";
import {
  elementwiseGrad,
  grad,
  hessian,
  jacfwd,
  jit,
  jvp,
  linearize,
  np,
  valueAndGrad,
  vjp,
  vmap,
  type NDArray,
} from "../src/index.js";

describe("transforms of functions that take anything like an array", () => {
  test("grad and relatives", () => {
    expectTypeOf(grad(np.sin)(1)).toEqualTypeOf<NDArray>();
    expectTypeOf(valueAndGrad(np.sin)(1)[1]).toEqualTypeOf<NDArray>();
    expectTypeOf(elementwiseGrad(np.sin)(np.array([1, 2]))).toEqualTypeOf<NDArray>();
    expect(grad(np.sin)(0).item()).toBe(1);
    expect(elementwiseGrad(np.square)(np.array([1, 2])).tolist()).toEqual([2, 4]);
  });
  test("vmap, jit, jvp, vjp, linearize, Jacobians", () => {
    expectTypeOf(vmap(np.sin)(np.array([1, 2]))).toEqualTypeOf<NDArray>();
    expectTypeOf(jit(np.multiply)(2, 3)).toEqualTypeOf<NDArray>();
    expectTypeOf(jacfwd(np.sin)(np.array([1, 2]))).toEqualTypeOf<NDArray>();
    expectTypeOf(hessian(np.sin)(1)).toEqualTypeOf<NDArray>();
    expect(jvp(np.sin, [0], [1])[1].item()).toBe(1);
    expect(vjp(np.sin, [0])[1](1)[0].item()).toBe(1);
    expect(linearize(np.square, [3])[1](1).item()).toBe(6);
    expect(jit(np.multiply)(2, 3).item()).toBe(6);
    expect(vmap(np.multiply, { inAxes: [0, null] })(np.array([1, 2]), 3).tolist()).toEqual([3, 6]);
  });
});
