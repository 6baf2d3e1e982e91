/** The perceptron 784-128-10 with 128 examples: its loss, its gradient, and a step of gradient descent. */
import { grad, jit } from "fluxion";
import { descend, loss, mlpData, MNIST, RATE } from "../mlp.js";
import * as plain from "../plain/mlp.js";
import { elements, joined, scalar, sumOf, table } from "../reference.js";
import { contenders, group, type Group, type Workload } from "../workload.js";

const at = (x: ArrayLike<number>, i: number): number => x[i] as number;

/** Hidden values, probabilities and cotangents by their definitions. */
function definition([w1, b1, w2, b2]: plain.Parameters, x: Float32Array, y: Float32Array, size: plain.MlpSize) {
  const { batch, inputs, hidden, classes } = size;
  const h = table(batch * hidden, (i) => {
    const [row, k] = [Math.floor(i / hidden), i % hidden];
    return Math.max(0, at(b1, k) + sumOf(inputs, (p) => at(x, row * inputs + p) * at(w1, p * hidden + k)));
  });
  const z = table(batch * classes, (i) => {
    const [row, j] = [Math.floor(i / classes), i % classes];
    return at(b2, j) + sumOf(hidden, (k) => at(h, row * hidden + k) * at(w2, k * classes + j));
  });
  const sums = table(batch, (row) => sumOf(classes, (j) => Math.exp(at(z, row * classes + j))));
  const dz = table(z.length, (i) => (Math.exp(at(z, i)) / at(sums, Math.floor(i / classes)) - at(y, i)) / batch);
  const dh = table(h.length, (i) => {
    const [row, k] = [Math.floor(i / hidden), i % hidden];
    return at(h, i) === 0 ? 0 : sumOf(classes, (j) => at(dz, row * classes + j) * at(w2, k * classes + j));
  });
  const loss = (sumOf(batch, (row) => Math.log(at(sums, row))) - sumOf(z.length, (i) => at(z, i) * at(y, i))) / batch;
  const cross = (a: ArrayLike<number>, k: number, b: Float64Array, n: number) => (i: number) =>
    sumOf(batch, (row) => at(a, row * k + Math.floor(i / n)) * at(b, row * n + (i % n)));
  const down = (b: Float64Array, n: number) => (j: number) => sumOf(batch, (row) => at(b, row * n + j));
  const slopes = [cross(x, inputs, dh, hidden), down(dh, hidden), cross(h, hidden, dz, classes), down(dz, classes)];
  return { loss, slopes };
}

export const perceptron: Group = group(
  "MLP",
  { full: MNIST, small: { batch: 4, inputs: 6, hidden: 5, classes: 3 } },
  (size): Workload[] => {
    const { parameters, pixels, labels, model, x, y } = mlpData(size);
    const [compiled, compiledGradient, compiledStep] = [jit(loss), jit(grad(loss)), jit(descend)];
    const slopes = () => definition(parameters, pixels, labels, size).slopes;
    return [
      {
        name: "MLP 784-128-10, batch 128: loss",
        contenders: contenders({
          jit: () => compiled(model, x, y),
          eager: () => loss(model, x, y),
          "plain JS": () => plain.forward(parameters, pixels, labels, size).loss,
        }),
        reference: () => scalar(() => definition(parameters, pixels, labels, size).loss),
        tolerance: 1e-5,
      },
      {
        name: "MLP 784-128-10, batch 128: gradient",
        primal: "MLP 784-128-10, batch 128: loss",
        contenders: contenders({
          jit: () => compiledGradient(model, x, y),
          eager: () => grad(loss)(model, x, y),
          "plain JS": () => plain.gradient(parameters, pixels, labels, size),
        }),
        reference: () => joined(slopes().map((slope, k) => elements(parameters[k as 0]?.length ?? 0, slope))),
        tolerance: 1e-4,
      },
      {
        name: "MLP 784-128-10, batch 128: SGD step",
        contenders: contenders({
          jit: () => compiledStep(model, x, y),
          "plain JS": () => plain.step(parameters, pixels, labels, RATE, size),
        }),
        reference: () =>
          joined(
            slopes().map((slope, k) => {
              const values = parameters[k as 0];
              return elements(values.length, (i) => at(values, i) - RATE * slope(i));
            }),
          ),
        tolerance: 1e-5,
      },
    ];
  },
);
