/** Convolution 3×3 of one image with zeros around it, and the gradient of its squared sum, as loops by hand. */
export interface ConvSize {
  readonly channels: number;
  readonly filters: number;
  /** Height and width of the image. */
  readonly side: number;
}

/** The rows of the result that tap (u, v) reaches: visits offsets of row beginnings and their length. */
function rows(side: number, u: number, v: number, visit: (to: number, from: number, length: number) => void): void {
  const [first, last] = [Math.max(0, 1 - v), Math.min(side, side + 1 - v)];
  for (let i = Math.max(0, 1 - u); i < Math.min(side, side + 1 - u); i++)
    visit(i * side + first, (i + u - 1) * side + first + v - 1, last - first);
}

export function conv(x: Float32Array, w: Float32Array, { channels, filters, side }: ConvSize): Float32Array {
  const area = side * side;
  const out = new Float32Array(filters * area);
  for (let o = 0; o < filters; o++)
    for (let c = 0; c < channels; c++)
      for (let tap = 0; tap < 9; tap++) {
        const weight = w[(o * channels + c) * 9 + tap] as number;
        rows(side, Math.floor(tap / 3), tap % 3, (row, image, length) => {
          const [to, from] = [o * area + row, c * area + image];
          for (let j = 0; j < length; j++) out[to + j] = (out[to + j] as number) + weight * (x[from + j] as number);
        });
      }
  return out;
}

/** Gradients by the image and the weights. */
export function squaredConvGradient(x: Float32Array, w: Float32Array, size: ConvSize): Float32Array[] {
  const { channels, filters, side } = size;
  const area = side * side;
  const y = conv(x, w, size);
  const [byImage, byWeights] = [new Float32Array(x.length), new Float32Array(w.length)];
  for (let o = 0; o < filters; o++)
    for (let c = 0; c < channels; c++)
      for (let tap = 0; tap < 9; tap++) {
        const at = (o * channels + c) * 9 + tap;
        const weight = 2 * (w[at] as number);
        let sum = 0;
        rows(side, Math.floor(tap / 3), tap % 3, (row, image, length) => {
          const [to, from] = [o * area + row, c * area + image];
          for (let j = 0; j < length; j++) {
            const value = y[to + j] as number;
            sum += value * (x[from + j] as number);
            byImage[from + j] = (byImage[from + j] as number) + weight * value;
          }
        });
        byWeights[at] = 2 * sum;
      }
  return [byImage, byWeights];
}
