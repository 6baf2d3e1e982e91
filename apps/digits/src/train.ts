/** The training loop: epochs of mini-batches, with the held-out accuracy after each. */
import { np, random, type NDArray } from "fluxion";
import { batches, hostRandom, PIXELS, type Digits } from "./data.js";
import { classify, initialAdam, initialModel, trainStep, type Adam, type Model } from "./model.js";

export interface Options {
  readonly epochs: number;
  readonly batch: number;
  readonly hidden: readonly number[];
  readonly rate: number;
  readonly seed: number;
}

export interface Epoch {
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
}

export interface Progress {
  /** Called after each step. */
  onStep?(epoch: number, step: number, steps: number, loss: number): void;
  onEpoch?(epoch: Epoch): void;
}

export interface Trained {
  readonly model: Model;
  /** Loss of every step. */
  readonly losses: readonly number[];
  readonly epochs: readonly Epoch[];
  /** Predicted classes of the held-out digits. */
  readonly predictions: Int32Array;
}

const rows = (x: Float32Array): NDArray => np.reshape(np.array(x), [-1, PIXELS]);

export function predict(model: Model, { pixels }: Digits): Int32Array {
  return classify(model, rows(pixels)).dataSync() as Int32Array;
}

export const accuracyOf = (predictions: Int32Array, { labels, count }: Digits): number =>
  predictions.reduce((right, label, i) => right + (label === labels[i] ? 1 : 0), 0) / count;

/** The learning rate falls along half a cosine. */
const rateAt = (progress: number, rate: number): number => rate * 0.5 * (1 + Math.cos(Math.PI * progress));

export function train(digits: { train: Digits; heldOut: Digits }, options: Options, progress: Progress = {}): Trained {
  let model = initialModel(random.key(options.seed), options.hidden);
  let adam: Adam = initialAdam(model);
  const chance = hostRandom(options.seed);
  const steps = Math.floor(digits.train.count / options.batch);
  const losses: number[] = [];
  const epochs: Epoch[] = [];
  let predictions = new Int32Array();
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    let total = 0;
    for (const { x, y } of batches(digits.train, options.batch, chance)) {
      const rate = rateAt(losses.length / (steps * options.epochs), options.rate);
      let value: NDArray;
      [model, adam, value] = trainStep(model, adam, rows(x), np.array(y), rate) as [Model, Adam, NDArray];
      losses.push(value.item());
      total += value.item();
      progress.onStep?.(epoch, losses.length - (epoch - 1) * steps, steps, value.item());
    }
    predictions = new Int32Array(predict(model, digits.heldOut));
    const done = { epoch, loss: total / steps, accuracy: accuracyOf(predictions, digits.heldOut) };
    epochs.push(done);
    progress.onEpoch?.(done);
  }
  return { model, losses, epochs, predictions };
}
