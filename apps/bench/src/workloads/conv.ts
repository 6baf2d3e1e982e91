/** Convolution 3×3 of an image, and the gradient of its squared sum. */
import { convGeneralDilated, grad, jit, type NDArray } from "fluxion";
import { arrayOf, noise } from "../data.js";
import { totalOfSquares } from "../formulas.js";
import * as plain from "../plain/conv.js";
import { squaredNorm } from "../plain/matmul.js";
import { elements, joined, scalar, sumOf, table } from "../reference.js";
import { contenders, group, type Group, type Workload } from "../workload.js";

const SAME = {
  strides: [1, 1],
  padding: [
    [1, 1],
    [1, 1],
  ],
  lhsDilation: [1, 1],
  rhsDilation: [1, 1],
  featureGroupCount: 1,
  batchGroupCount: 1,
} as const;

const conv = (x: NDArray, w: NDArray): NDArray => convGeneralDilated(x, w, SAME);

/** Element (i, j) of plane `plane`, zero outside of it. */
const padded = (x: ArrayLike<number>, side: number, plane: number, i: number, j: number): number =>
  i < 0 || j < 0 || i >= side || j >= side ? 0 : (x[(plane * side + i) * side + j] as number);

/** Results by their definition. */
function definition(x: Float32Array, w: Float32Array, { channels, filters, side }: plain.ConvSize) {
  const area = side * side;
  const place = (index: number) => [Math.floor(index / area), Math.floor(index / side) % side, index % side] as const;
  const value = (index: number): number => {
    const [o, i, j] = place(index);
    return sumOf(9 * channels, (k) => {
      const [c, u, v] = [Math.floor(k / 9), Math.floor(k / 3) % 3, k % 3];
      return (w[o * channels * 9 + k] as number) * padded(x, side, c, i + u - 1, j + v - 1);
    });
  };
  const byImage =
    (y: Float64Array) =>
    (index: number): number => {
      const [c, i, j] = place(index);
      return (
        2 *
        sumOf(9 * filters, (k) => {
          const [o, u, v] = [Math.floor(k / 9), Math.floor(k / 3) % 3, k % 3];
          return (w[(o * channels + c) * 9 + 3 * u + v] as number) * padded(y, side, o, i - u + 1, j - v + 1);
        })
      );
    };
  const byWeights =
    (y: Float64Array) =>
    (index: number): number => {
      const [o, c] = [Math.floor(index / 9 / channels), Math.floor(index / 9) % channels];
      const [u, v] = [Math.floor(index / 3) % 3, index % 3];
      return (
        2 *
        sumOf(area, (at) => {
          const [, i, j] = place(at);
          return (y[o * area + at] as number) * padded(x, side, c, i + u - 1, j + v - 1);
        })
      );
    };
  return { value, byImage, byWeights };
}

export const convolutions: Group = group(
  "conv 3×3",
  { full: { channels: 32, filters: 64, side: 112 }, small: { channels: 2, filters: 3, side: 5 } },
  (size): Workload[] => {
    const { channels, filters, side } = size;
    const [a, b] = [noise(channels * side * side, 1), noise(filters * channels * 9, 2)];
    const [x, w] = [arrayOf(a, [1, channels, side, side]), arrayOf(b, [filters, channels, 3, 3])];
    const f = (image: NDArray, weights: NDArray): NDArray => totalOfSquares(conv(image, weights));
    const [compiled, squared, gradient] = [jit(conv), jit(f), jit(grad(f, { argnums: [0, 1] }))];
    const exact = definition(a, b, size);
    const values = (): Float64Array => table(filters * side * side, exact.value);
    return [
      {
        name: "conv 3×3, 1×32×112×112 → 64",
        contenders: contenders({ jit: () => compiled(x, w), "plain JS": () => plain.conv(a, b, size) }),
        reference: () => elements(filters * side * side, exact.value),
        tolerance: 1e-5,
      },
      {
        name: "squared sum of the conv",
        contenders: contenders({ jit: () => squared(x, w), "plain JS": () => squaredNorm(plain.conv(a, b, size)) }),
        reference: () => scalar(() => values().reduce((sum, y) => sum + y * y, 0)),
        tolerance: 1e-5,
      },
      {
        name: "gradient of the squared sum of the conv",
        primal: "squared sum of the conv",
        contenders: contenders({ jit: () => gradient(x, w), "plain JS": () => plain.squaredConvGradient(a, b, size) }),
        reference: () => {
          const y = values();
          return joined([elements(a.length, exact.byImage(y)), elements(b.length, exact.byWeights(y))]);
        },
        tolerance: 1e-5,
      },
    ];
  },
);
