/**
 * Convolution of any rank as matrix products: weights are the rows, places of the window the columns, channels and taps the
 * depth. Nothing is unrolled in memory: tables say where the elements of the framed images lie.
 */
import {
  bytesOf,
  convolvedAxis,
  convPhases,
  sizeOf,
  stridesOf,
  type ArrayType,
  type ConvParams,
  type ConvPhase,
} from "@fluxion/core";
import { i32, memoryFill, run, type I32 } from "../../emit/index.js";
import { byteSize, type WasmDType } from "../../lanes/value.js";
import type { Kernel, Site } from "../../program/emission.js";
import { arithmeticOf, type DotType } from "../dot/arithmetic.js";
import { axisOfOffsets, every } from "../dot/axis.js";
import { productFunction, scratchBytes, type Product } from "../dot/blocked.js";
import { tableOf } from "../dot/dot-general.js";
import { recast } from "../dot/words.js";
import { copyBox } from "../movement/box.js";

/** Copies images into a frame of zeros; as they are where none is needed. */
function framed(site: Site, lhs: ArrayType, frame: ArrayType, low: readonly number[], images: I32): I32 {
  if (sizeOf(frame.shape) === sizeOf(lhs.shape)) return images;
  const { code } = site.scope;
  const to = code.let(site.scratch(bytesOf(frame)));
  const bytes = byteSize(frame.dtype as WasmDType);
  const strides = stridesOf(frame.shape);
  const first = low.reduce((offset, n, i) => offset + n * (strides[i + 2] as number), 0);
  code.do(memoryFill(to, i32.const(0), i32.const(bytesOf(frame))));
  copyBox(site.scope, {
    lengths: lhs.shape,
    bytes,
    from: images,
    to: i32.add(to, i32.const(first * bytes)),
    fromStrides: stridesOf(lhs.shape),
    toStrides: strides,
  });
  return to;
}

interface Operands {
  readonly images: I32;
  readonly weights: I32;
  readonly out: I32;
  readonly frame: ArrayType;
  readonly rhs: ArrayType;
  readonly output: ArrayType;
}

/** The products for those places of the window at which the same taps meet elements of the (dilated) images. */
function multiplyPhase(site: Site, type: DotType, operands: Operands, phase: readonly ConvPhase[]): void {
  const { featureGroupCount, batchGroupCount } = site.equation.params as ConvParams;
  const { frame, rhs, output } = operands;
  const { code, module, fusedMultiplyAdd } = site.scope;
  const arithmetic = arithmeticOf(type, fusedMultiplyAdd);
  const { bytes } = arithmetic;
  const [imageStride, channelStride, ...lhsStrides] = stridesOf(frame.shape) as [number, number, ...number[]];
  const [filterStride, inputStride, ...rhsStrides] = stridesOf(rhs.shape) as [number, number, ...number[]];
  const [outImage, outChannel, ...outStrides] = stridesOf(output.shape) as [number, number, ...number[]];
  const groups = featureGroupCount * batchGroupCount;
  const filters = (rhs.shape[0] as number) / groups;
  const channels = rhs.shape[1] as number;
  const count = output.shape[0] as number;
  const groupStride = batchGroupCount > 1 ? count * imageStride : channels * channelStride;
  const scaled = (offsets: readonly number[], stride: number | undefined): number[] =>
    offsets.map((offset) => offset * (stride as number));

  const product: Product = {
    rows: axisOfOffsets([every(filters, filterStride)]),
    columns: axisOfOffsets(phase.map(({ places }, i) => scaled(places, lhsStrides[i]))),
    leftDepth: axisOfOffsets([
      every(channels, inputStride),
      ...phase.map(({ taps }, i) => scaled(taps, rhsStrides[i])),
    ]),
    rightDepth: axisOfOffsets([
      every(channels, channelStride),
      ...phase.map(({ steps }, i) => scaled(steps, lhsStrides[i])),
    ]),
  };
  const places = phase.map(({ outputs }) => outputs.length);
  const size = product.columns.length;
  if (filters * size * count === 0) return;
  const firstOut = phase.reduce((sum, { outputs }, i) => sum + (outputs[0] as number) * (outStrides[i] as number), 0);
  const steps = phase.map(({ outputs }, i) => {
    const step = outputs.length > 1 ? (outputs[1] as number) - (outputs[0] as number) : 1;
    return step * (outStrides[i] as number);
  });
  const direct = size === outChannel;
  const spare = direct ? undefined : code.let(site.scratch(filters * size * bytes));
  const empty = product.leftDepth.length === 0;
  const multiply = empty ? undefined : productFunction(module, arithmetic, product);
  const scratch = empty ? i32.const(0) : site.scratch(scratchBytes(product, arithmetic));
  const tables = [product.rows, product.columns, product.leftDepth, product.rightDepth].map((axis) =>
    tableOf(site, axis),
  );
  const moving = (base: I32, group: I32, groupStep: number, image: I32, imageStep: number, first: number): I32 => {
    const elements = i32.add(i32.mul(group, i32.const(groupStep)), i32.mul(image, i32.const(imageStep)));
    return code.let(i32.add(base, i32.mul(i32.add(elements, i32.const(first)), i32.const(bytes))));
  };
  code.for(i32.const(0), i32.const(groups), 1, (group) =>
    code.for(i32.const(0), i32.const(count), 1, (image) => {
      const left = moving(operands.weights, group, filters * filterStride, image, 0, 0);
      const right = moving(operands.images, group, groupStride, image, imageStride, 0);
      const target = moving(operands.out, group, filters * outChannel, image, outImage, direct ? 0 : firstOut);
      const to = spare ?? target;
      if (multiply === undefined) code.do(memoryFill(to, i32.const(0), i32.const(filters * size * bytes)));
      else code.do(run(multiply, left, right, to, scratch, ...tables));
      if (spare === undefined) return;
      copyBox(site.scope, {
        lengths: [filters, ...places],
        bytes,
        from: spare,
        to: target,
        fromStrides: stridesOf([filters, ...places]),
        toStrides: [outChannel, ...steps],
      });
    }),
  );
}

const TYPES: Readonly<Record<string, DotType>> = {
  float32: "float32",
  float64: "float64",
  int32: "int32",
  uint32: "int32",
  int8: "int32",
  uint8: "int32",
};

export const convGeneralDilated: Kernel = (site) => {
  const params = site.equation.params as ConvParams;
  const [lhs, rhs] = site.equation.inputs.map(({ type }) => type) as [ArrayType, ArrayType];
  const output = site.equation.outputs[0]?.type as ArrayType;
  const { code } = site.scope;
  const type = TYPES[lhs.dtype] as DotType;
  const small = lhs.dtype === "int8" || lhs.dtype === "uint8";
  const held = small ? ("int32" as const) : lhs.dtype;
  const widened = (given: I32, of: ArrayType): I32 => {
    if (!small) return given;
    const words = code.let(site.scratch(4 * sizeOf(of.shape)));
    recast(site.scope, of, "int32", given, words);
    return words;
  };
  const axes = params.strides.map((_, i) => convolvedAxis(i, lhs.shape, rhs.shape, output.shape, params));
  const low = axes.map((axis) => axis.low);
  const shape = [...lhs.shape.slice(0, 2), ...axes.map((axis) => axis.low + axis.length + axis.high)];
  const frame: ArrayType = { dtype: held, shape };
  const images = framed(site, { ...lhs, dtype: held }, frame, low, widened(site.inputs[0] as I32, lhs));
  const result = site.outputs[0] as I32;
  const out = small ? code.let(site.scratch(4 * sizeOf(output.shape))) : result;
  const operands = { images, weights: widened(site.inputs[1] as I32, rhs), out, frame, rhs, output };
  for (const phase of convPhases(axes)) multiplyPhase(site, type, operands, phase);
  if (small) recast(site.scope, { ...output, dtype: "int32" }, lhs.dtype as WasmDType, out, result);
};
