/** The classifier learns on a small part of the real digits, and its pictures are drawn. */
import { np, random, setDefaultBackend, cpu, grad, type NDArray } from "fluxion";
import { beforeAll, expect, test } from "vitest";
import { batches, hostRandom, loadDigits, PIXELS, type Digits } from "../src/data.js";
import { initialModel, loss } from "../src/model.js";
import { reportPage } from "../src/report.js";
import { bar, curve, digitLines, gallery } from "../src/sketch.js";
import { accuracyOf, train } from "../src/train.js";

setDefaultBackend(cpu());
let digits: { train: Digits; heldOut: Digits };
beforeAll(() => {
  digits = loadDigits();
});
const head = ({ pixels, labels }: Digits, step: number): Digits => {
  const kept = Array.from(labels.keys()).filter((i) => i % step === 0);
  const chosen = new Float32Array(kept.length * PIXELS);
  kept.forEach((i, row) => chosen.set(pixels.subarray(i * PIXELS, (i + 1) * PIXELS), row * PIXELS));
  return { pixels: chosen, labels: Int32Array.from(kept, (i) => labels[i] as number), count: kept.length };
};

test("there are 10,000 digits of ten classes, and none is in both parts", () => {
  expect(digits.train.count + digits.heldOut.count).toBeGreaterThanOrEqual(10_000);
  expect(new Set(digits.heldOut.labels).size).toBe(10);
  expect(digits.train.pixels.every((p) => p >= 0 && p <= 1)).toBe(true);
});

test("batches hold every digit at most once, and the same ones for the same seed", () => {
  const small = head(digits.train, 100);
  const [a, b] = [[...batches(small, 8, hostRandom(1))], [...batches(small, 8, hostRandom(1))]];
  expect(a.length).toBe(Math.floor(small.count / 8));
  expect(a.map(({ y }) => [...y])).toEqual(b.map(({ y }) => [...y]));
});

test("the gradient of the loss agrees with a difference quotient", () => {
  const model = initialModel(random.key(0), [5]);
  const x = np.reshape(np.array(digits.train.pixels.slice(0, 4 * PIXELS)), [4, PIXELS]);
  const y = np.array(digits.train.labels.slice(0, 4));
  const g = grad(loss)(model, x, y);
  const h = 1e-2;
  const moved = (sign: number): number =>
    loss(
      model.map((layer, i) =>
        i === 1 ? { ...layer, b: np.add(layer.b, np.array([sign * h, ...new Array<number>(9).fill(0)])) } : layer,
      ),
      x,
      y,
    ).item();
  expect((g[1] as { b: NDArray }).b.get(0).item()).toBeCloseTo((moved(1) - moved(-1)) / (2 * h), 3);
});

test("training on a tenth of the digits reads most held-out ones", () => {
  const part = { train: head(digits.train, 10), heldOut: digits.heldOut };
  const trained = train(part, { epochs: 6, batch: 64, hidden: [48], rate: 5e-3, seed: 0 });
  expect(trained.epochs.length).toBe(6);
  expect(trained.losses.at(-1)).toBeLessThan((trained.losses[0] as number) / 3);
  expect(trained.epochs.at(-1)?.accuracy).toBeGreaterThan(0.8);
  expect(accuracyOf(trained.predictions, digits.heldOut)).toBe(trained.epochs.at(-1)?.accuracy);
  const page = reportPage(trained, digits.heldOut, "cpu");
  expect(page).toContain("<svg");
  expect(page).not.toMatch(/https?:|<script/);
});

test("sketches", () => {
  expect(bar(0.5, 4)).toBe("[██··]  50 %");
  expect(curve([8, 4, 2, 1], 2, 1)).toContain("┤");
  expect(digitLines(digits.train.pixels.slice(0, PIXELS)).length).toBe(14);
  expect(gallery([{ pixels: digits.train.pixels.slice(0, PIXELS), caption: "read 0" }])).toContain("read 0");
});
