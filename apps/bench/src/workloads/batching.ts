/** Gradients of many examples at once, and Jacobians by both modes. */
import { exp, grad, jacfwd, jacrev, jit, mul, neg, sin, tanh, vmap, type NDArray } from "fluxion";
import { arrayOf, noise } from "../data.js";
import { matvec, total } from "../formulas.js";
import * as plain from "../plain/batching.js";
import { elements, sumOf } from "../reference.js";
import { contenders, group, type Group, type Workload } from "../workload.js";

const f = (x: NDArray): NDArray => total(mul(sin(x), exp(neg(mul(x, x)))));

const examples = group("vmap(grad)", { full: 1024, small: 5 }, (rows): Workload[] => {
  const width = 16;
  const data = noise(rows * width);
  const x = arrayOf(data, [rows, width]);
  const gradients = vmap(grad(f));
  const compiled = jit(gradients);
  const slope = (v: number): number => Math.exp(-v * v) * (Math.cos(v) - 2 * v * Math.sin(v));
  return [
    {
      name: "vmap(grad) of 1024 examples of 16",
      contenders: contenders({
        jit: () => compiled(x),
        eager: () => gradients(x),
        "plain JS": () => plain.rowGradients(data),
      }),
      reference: () => elements(data.length, (i) => slope(data[i] as number)),
      tolerance: 1e-6,
    },
  ];
});

const jacobians = group("Jacobians", { full: 64, small: 5 }, (n): Workload[] => {
  const [w, v] = [noise(n * n, 1).map((value) => value / 8), noise(n, 2)];
  const [weights, x] = [arrayOf(w, [n, n]), arrayOf(v, [n])];
  const g = (p: NDArray): NDArray => tanh(matvec(weights, p));
  const [reverse, forward] = [jacrev(g), jacfwd(g)];
  const [compiledReverse, compiledForward] = [jit(reverse), jit(forward)];
  const row = (i: number): number => sumOf(n, (j) => (w[i * n + j] as number) * (v[j] as number));
  const element = (i: number): number => (1 - Math.tanh(row(Math.floor(i / n))) ** 2) * (w[i] as number);
  const workload = (mode: string, compiled: () => unknown, eager: () => unknown, byHand: () => unknown): Workload => ({
    name: `64-output Jacobian, ${mode}`,
    contenders: contenders({ jit: compiled, eager, "plain JS": byHand }),
    reference: () => elements(n * n, element),
    tolerance: 1e-5,
  });
  return [
    workload(
      "reverse",
      () => compiledReverse(x),
      () => reverse(x),
      () => plain.jacobianByRows(w, v),
    ),
    workload(
      "forward",
      () => compiledForward(x),
      () => forward(x),
      () => plain.jacobianByColumns(w, v),
    ),
  ];
});

export const batching: readonly Group[] = [examples, jacobians];
