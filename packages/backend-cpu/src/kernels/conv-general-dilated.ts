/** Convolution of any rank as matrix products: weights are the rows, places of the window the columns, channels and taps the depth. */
import {
  convolvedAxis,
  convPhases,
  sizeOf,
  stridesOf,
  type ArrayType,
  type ConvParams,
  type ConvPhase,
  type Shape,
  type TypedArray,
} from "@fluxion/core";
import { bits } from "./bits.js";
import { box } from "./box.js";
import { contraction } from "./contraction.js";
import { copy } from "./copy.js";
import type { Kernel } from "./kernel.js";
import { every, grid } from "./offsets.js";
import type { Product } from "./product.js";
import { scratchLike } from "./scratch.js";

/** Below this many places per image the images share the columns of one product. */
const FEW = 256;
const images = scratchLike();

/** Copies images into a frame of zeros; as they are where none is needed. */
function padded(shape: Shape, frame: Shape, low: readonly number[]): (x: TypedArray) => TypedArray {
  const size = sizeOf(frame);
  if (size === sizeOf(shape)) return (x) => x;
  const strides = stridesOf(frame);
  const first = low.reduce((offset, n, i) => offset + n * strides[i + 2], 0);
  const run = box(copy, shape, strides, stridesOf(shape));
  return (x) => {
    const out = images(x, size);
    out.fill(0, 0, size);
    run(bits(out), first, bits(x), 0);
    return out;
  };
}

export const convGeneralDilated: Kernel<ConvParams> = ([lhs, rhs], [output], params) => {
  const axes = params.strides.map((_, i) => convolvedAxis(i, lhs.shape, rhs.shape, output.shape, params));
  const frame = [...lhs.shape.slice(0, 2), ...axes.map(({ low, length, high }) => low + length + high)];
  const pad = padded(
    lhs.shape,
    frame,
    axes.map(({ low }) => low),
  );
  const products = convPhases(axes).map((phase) => productOf({ ...lhs, shape: frame }, rhs, output, params, phase));
  return (buffers) => {
    const x = pad(buffers[0]);
    for (const product of products) product(buffers[1], x, buffers[2]);
  };
};

/** The product for those places of the window at which the same taps meet elements of the (dilated) images. */
function productOf(
  lhs: ArrayType,
  rhs: ArrayType,
  output: ArrayType,
  params: ConvParams,
  phase: readonly ConvPhase[],
): Product {
  const { featureGroupCount, batchGroupCount } = params;
  const [imageStride, channelStride, ...lhsStrides] = stridesOf(lhs.shape);
  const [filterStride, inputStride, ...rhsStrides] = stridesOf(rhs.shape);
  const [outImage, outChannel, ...outStrides] = stridesOf(output.shape);
  const groups = featureGroupCount * batchGroupCount;
  const filters = rhs.shape[0] / groups;
  const channels = rhs.shape[1];
  const count = output.shape[0];
  const groupStride = batchGroupCount > 1 ? count * imageStride : channels * channelStride;
  const scaled = (offsets: readonly number[], stride: number): number[] => offsets.map((offset) => offset * stride);

  const places = grid(phase.map(({ places: at }, i) => scaled(at, lhsStrides[i])));
  const outPlaces = grid(phase.map(({ outputs }, i) => scaled(outputs, outStrides[i])));
  const shared = places.length < FEW;
  const inColumns = shared ? count : 1;
  const inBatches = shared ? 1 : count;
  return contraction(output.dtype, {
    rows: { a: every(filters, filterStride), out: every(filters, outChannel) },
    columns: { b: grid([every(inColumns, imageStride), places]), out: grid([every(inColumns, outImage), outPlaces]) },
    depth: {
      a: grid([every(channels, inputStride), ...phase.map(({ taps }, i) => scaled(taps, rhsStrides[i]))]),
      b: grid([every(channels, channelStride), ...phase.map(({ steps }, i) => scaled(steps, lhsStrides[i]))]),
    },
    batches: {
      a: grid([every(groups, filters * filterStride), every(inBatches, 0)]),
      b: grid([every(groups, groupStride), every(inBatches, imageStride)]),
      out: grid([every(groups, filters * outChannel), every(inBatches, outImage)]),
    },
  });
}
