/** A multi-layer perceptron, its loss, and Adam, all on trees of arrays. */
import { jit, np, random, tree, valueAndGrad, type NDArray } from "fluxion";
import { PIXELS } from "./data.js";

export interface Layer {
  readonly w: NDArray;
  readonly b: NDArray;
}
export type Model = Layer[];

/** He-initialised layers from pixels to ten classes. */
export function initialModel(key: NDArray, hidden: readonly number[]): Model {
  const widths = [PIXELS, ...hidden, 10];
  const keys = random.split(key, widths.length - 1);
  return widths.slice(1).map((width, i) => {
    const inputs = widths[i] as number;
    return {
      w: np.multiply(random.normal(keys.get(i), { shape: [inputs, width] }), Math.sqrt(2 / inputs)),
      b: np.zeros([width]),
    };
  });
}

/** One score per class for each row of pixels: [n, 784] → [n, 10]. */
export function scores(model: Model, x: NDArray): NDArray {
  return model.reduce((h, { w, b }, i) => {
    const z = h.matmul(w).add(b);
    return i < model.length - 1 ? np.maximum(z, 0) : z;
  }, x);
}

/** Mean softmax cross-entropy of labels [n] given pixels [n, 784]. */
export function loss(model: Model, x: NDArray, y: NDArray): NDArray {
  const z = scores(model, x);
  const chosen = np.takeAlongAxis(z, np.expandDims(y, -1), -1);
  return np.mean(np.subtract(np.logsumexp(z, { axis: -1, keepdims: true }), chosen));
}

export interface Adam {
  readonly step: NDArray;
  readonly m: Model;
  readonly v: Model;
}
export const initialAdam = (model: Model): Adam => ({
  step: np.array(0),
  m: tree.map((p: NDArray) => np.zerosLike(p), model) as Model,
  v: tree.map((p: NDArray) => np.zerosLike(p), model) as Model,
});

/** One step of Adam (Kingma and Ba, 2015) on a mini-batch. */
export const trainStep = jit(
  (model: Model, adam: Adam, x: NDArray, y: NDArray, rate: NDArray): [Model, Adam, NDArray] => {
    const [value, gradient] = valueAndGrad(loss)(model, x, y);
    const step = adam.step.add(1);
    const m = tree.map((m: NDArray, g: NDArray) => m.mul(0.9).add(g.mul(0.1)), adam.m, gradient) as Model;
    const v = tree.map((v: NDArray, g: NDArray) => v.mul(0.999).add(g.mul(g).mul(0.001)), adam.v, gradient) as Model;
    const correction = np.divide(np.sqrt(np.subtract(1, np.power(0.999, step))), np.subtract(1, np.power(0.9, step)));
    const size = np.multiply(rate, correction);
    const next = tree.map(
      (p: NDArray, m: NDArray, v: NDArray) => p.sub(np.divide(m.mul(size), v.sqrt().add(1e-8))),
      model,
      m,
      v,
    ) as Model;
    return [next, { step, m, v }, value];
  },
  { donate: [0, 1] },
);

/** The most likely class of each row. */
export const classify = jit((model: Model, x: NDArray): NDArray => np.argmax(scores(model, x), { axis: -1 }));
