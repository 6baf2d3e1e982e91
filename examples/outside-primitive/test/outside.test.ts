/** S35: the guide to new primitives, run against built packages. */
import { cpu, grad, jit, jvp, MissingRuleError, np, setDefaultBackend, trace, vmap, type NDArray } from "fluxion";
import { expect, test } from "vitest";
import { multiplyAdd, swish, withDifferentiation, withEvaluation } from "../src/index.js";

setDefaultBackend(cpu());

const squareAdd = (op: (inputs: readonly (NDArray | number)[]) => NDArray) => (a: NDArray, b: NDArray) => op([a, a, b]);

test("S35 step 1: type and kernel give values and jit", () => {
  const f = squareAdd(withEvaluation);
  expect(f(np.array(2), np.array(10)).item()).toBe(14);
  expect(jit(f)(2, 10).item()).toBe(14);
});

test("S35 before a rule exists, the error names primitive and transform", () => {
  const f = squareAdd(withEvaluation);
  expect(() => jvp(f, [2, 10], [1, 1])).toThrow(MissingRuleError);
  expect(() => jvp(f, [2, 10], [1, 1])).toThrow(/multiplyAdd.*jvp/s);
  expect(() => grad(f)(2, 10)).toThrow(/multiplyAdd.*grad/s);
  expect(() => vmap(f)(np.array([2, 3]), np.array([10, 20]))).toThrow(/multiplyAdd.*vmap/s);
});

test("S35 step 2: a JVP gives jvp and grad", () => {
  const f = squareAdd(withDifferentiation);
  const [value, tangent] = jvp(f, [2, 10], [1, 1]);
  expect([value.item(), tangent.item()]).toEqual([14, 5]);
  expect(grad(f)(2, 10).item()).toBe(4);
  expect(jit(grad(f))(2, 10).item()).toBe(4);
});

test("S35 step 3: a batch rule gives vmap", () => {
  const f = squareAdd(multiplyAdd);
  expect(vmap(f)(np.array([2, 3]), np.array([10, 20])).tolist()).toEqual([14, 29]);
  expect(jit(vmap(grad(f)))(np.array([2, 3]), np.array([10, 20])).tolist()).toEqual([4, 6]);
});

test("a pointwise primitive of one line has everything", () => {
  const sigmoid = 1 / (1 + Math.exp(-1));
  const slope = sigmoid + sigmoid * (1 - sigmoid);
  const one = np.array(1, { dtype: "float64" });
  expect(swish(one).item()).toBeCloseTo(sigmoid, 14);
  expect(grad((x: NDArray) => swish(x))(one).item()).toBeCloseTo(slope, 14);
  expect(jit(grad((x: NDArray) => swish(x)))(one).item()).toBeCloseTo(slope, 14);
  expect(vmap(grad(grad((x: NDArray) => swish(x))))(np.array([1, 2], { dtype: "float64" })).shape).toEqual([2]);
  expect(trace((x: NDArray) => swish(x))(one).equations.map(({ primitive }) => primitive.name)).toEqual(["swish"]);
});
