/** What activations owe at their kinks, at extremes and to other types, where the golden cases do not look. */
import { cpu } from "@fluxion/backend-cpu";
import { grad, jit, setDefaultBackend, vmap, type NDArray } from "@fluxion/core";
import * as nn from "@fluxion/nn";
import * as np from "@fluxion/numpy";
import type { Operand } from "@fluxion/numpy";
import { beforeAll, describe, expect, test } from "vitest";

beforeAll(() => setDefaultBackend(cpu()));

const ACTIVATIONS = {
  ...Object.fromEntries(
    (
      [
        "relu",
        "relu6",
        "sigmoid",
        "softplus",
        "softSign",
        "silu",
        "logSigmoid",
        "leakyRelu",
        "hardSigmoid",
        "hardSilu",
        "hardTanh",
        "elu",
        "celu",
        "selu",
        "gelu",
        "squareplus",
        "mish",
        "identity",
        "sparsePlus",
        "sparseSigmoid",
        "tanh",
      ] as const
    ).map((name) => [name, nn[name] as (x: Operand) => NDArray]),
  ),
  exactGelu: (x: Operand) => nn.gelu(x, { approximate: false }),
  log1mexp: (x: Operand) => nn.log1mexp(np.abs(x)),
};
const EXTREMES = [-1e30, -1e5, -800, -100, -30, -1, 0.5, 1, 30, 100, 800, 1e5, 1e30];
const slopes = (f: (x: NDArray) => NDArray, x: NDArray): unknown => grad((y: NDArray) => np.sum(f(y)))(x).tolist();

describe.each(["float32", "float64"] as const)("at extremes, %s", (dtype) => {
  test.each(Object.entries(ACTIVATIONS))("%s has no NaN in value, slope or second slope", (_, f) => {
    const x = np.array(EXTREMES, { dtype });
    const first = grad((y: NDArray) => np.sum(f(y)));
    const second = grad((y: NDArray) => np.sum(first(y)));
    for (const values of [f(x), first(x), second(x)])
      expect(EXTREMES.filter((_x, i) => Number.isNaN(values.dataSync()[i]))).toEqual([]);
    expect(f(np.array(Number.NaN, { dtype })).item()).toBeNaN();
  });
  test("those that end linearly have slopes 0 and 1 at infinity", () => {
    const ends = np.array([-Infinity, Infinity], { dtype });
    for (const f of [nn.relu, nn.silu, nn.gelu, nn.mish, nn.hardSilu, nn.softplus, nn.elu, nn.sparsePlus]) {
      expect(slopes(f, ends)).toEqual([0, 1]);
      expect(f(ends).tolist()).toEqual([f === nn.elu ? -1 : 0, Infinity]);
    }
  });
});

test("kinks have the slopes of JAX", () => {
  expect(slopes(nn.relu, np.array([0, -0]))).toEqual([0, 0]);
  expect(slopes(nn.leakyRelu, np.array([0]))).toEqual([1]);
  expect(slopes(nn.hardTanh, np.array([-1, 1]))).toEqual([1, 1]);
  expect(slopes(nn.softplus, np.array([0]))).toEqual([0.5]);
  expect(slopes(nn.silu, np.array([0]))).toEqual([0.5]);
});

test("settings may be arrays, and are differentiable", () => {
  const slope = np.array([0.5, 0.25]);
  expect(nn.leakyRelu([[-4, -4]], { negativeSlope: slope }).tolist()).toEqual([[-2, -1]]);
  expect(grad((a: NDArray) => np.sum(nn.leakyRelu([-4, 3], { negativeSlope: a })))(slope).tolist()).toEqual([-4, 0]);
});

test("types: relu keeps integers, others give float32, and numbers stand for arrays", () => {
  const integers = np.array([-1, 2], { dtype: "int32" });
  expect([nn.relu(integers).dtype, nn.relu(integers).tolist()]).toEqual(["int32", [0, 2]]);
  expect(nn.sigmoid(integers).dtype).toBe("float32");
  expect(nn.softplus(100).item()).toBe(100);
});

test("jit and vmap agree with eager mode", () => {
  const x = np.linspace(-9, 9, 12, { dtype: "float64" });
  for (const f of Object.values(ACTIVATIONS)) {
    expect(jit(f as (x: NDArray) => NDArray)(x).tolist()).toEqual(f(x).tolist());
    expect(vmap(f as (x: NDArray) => NDArray)(x).tolist()).toEqual(f(x).tolist());
  }
});
