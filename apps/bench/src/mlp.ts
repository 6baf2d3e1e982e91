/** The network of the training workloads: one hidden layer of relus, mean softmax cross-entropy, gradient descent. */
import { add, exp, grad, log, mul, reduceMax, sub, sum, tree, type NDArray } from "fluxion";
import { arrayOf, noise } from "./data.js";
import { asColumns, asRows, matmul, relu, total } from "./formulas.js";
import type { MlpSize, Parameters } from "./plain/mlp.js";

export type Model = [w1: NDArray, b1: NDArray, w2: NDArray, b2: NDArray];
export const MNIST: MlpSize = { batch: 128, inputs: 784, hidden: 128, classes: 10 };
export const RATE = 0.1;

const layer = (x: NDArray, w: NDArray, b: NDArray): NDArray => {
  const z = matmul(x, w);
  return add(z, asRows(b, z));
};

/** Mean cross-entropy of one-hot labels [n, classes]. */
export function loss(model: Model, x: NDArray, y: NDArray): NDArray {
  const [w1, b1, w2, b2] = model;
  const z = layer(relu(layer(x, w1, b1)), w2, b2);
  const highest = reduceMax(z, { axes: [1] });
  const sums = log(sum(exp(sub(z, asColumns(highest, z))), { axes: [1] }));
  return mul(sub(total(add(sums, highest)), total(mul(z, y))), 1 / (x.shape[0] as number));
}

/** One step down the gradient. */
export function descend(model: Model, x: NDArray, y: NDArray): Model {
  const slopes = grad(loss)(model, x, y) as Model;
  return tree.map((p: NDArray, slope: NDArray) => sub(p, mul(slope, RATE)), model, slopes) as Model;
}

/** Data of a network of some size, for us and for loops by hand. */
export function mlpData({ batch, inputs, hidden, classes }: MlpSize) {
  const scaled = (size: number, seed: number, by: number): Float32Array => noise(size, seed).map((v) => v * by);
  const parameters: Parameters = [
    scaled(inputs * hidden, 1, 2 / Math.sqrt(inputs)),
    scaled(hidden, 2, 0.1),
    scaled(hidden * classes, 3, 2 / Math.sqrt(hidden)),
    scaled(classes, 4, 0.1),
  ];
  const pixels = noise(batch * inputs, 5);
  const labels = new Float32Array(batch * classes);
  for (let i = 0; i < batch; i++) labels[i * classes + ((i * 7) % classes)] = 1;
  const shapes = [[inputs, hidden], [hidden], [hidden, classes], [classes]];
  const model = parameters.map((values, k) => arrayOf(values, shapes[k] as number[])) as Model;
  return {
    parameters,
    pixels,
    labels,
    model,
    x: arrayOf(pixels, [batch, inputs]),
    y: arrayOf(labels, [batch, classes]),
  };
}
