/** Samples of pointwise primitives of one kind of operands, from the ranges in which they are smooth. */
import { NO_PARAMS, type DType, type Params, type Primitive, type Shape } from "@fluxion/core";
import { sample, specimens, type Promises, type Sample, type Specimens } from "../sample.js";
import { tensor, type Tensor } from "../tensor.js";
import { allSpecials, between, isFloating, ordinary, pairsOfSpecials } from "./values.js";

/** Where an operand may lie for the primitive to be smooth. */
export type Range = readonly [low: number, high: number];

/** Rank 0, size-1 axes, several axes, nothing at all. */
const SHAPES: readonly Shape[] = [[2, 3], [], [1, 2, 1], [0], [2, 0]];

const inRanges = (dtype: DType, shape: Shape, ranges: readonly Range[]): Tensor[] =>
  ranges.map(([low, high], i) => tensor(dtype, shape, between(low, high, i)));

export interface PointwiseFacts<P extends Params> {
  readonly dtypes: readonly DType[];
  /** One for each operand. */
  readonly ranges: readonly Range[];
  readonly params?: P;
  readonly linear?: Promises["linear"];
  /** Operands along which it is smooth; all if not given. */
  readonly smooth?: readonly number[];
}

/** Samples in the ranges for all types, and all combinations of special values. */
export function pointwiseSamples<P extends Params = object>({
  dtypes,
  ranges,
  params = NO_PARAMS as P,
  linear = [],
  smooth = ranges.map((_, i) => i),
}: PointwiseFacts<P>): Sample<P>[] {
  return dtypes.flatMap((dtype) => {
    const promises = isFloating(dtype) ? { smooth, linear } : {};
    const make = (shape: Shape): Tensor[] =>
      isFloating(dtype) ? inRanges(dtype, shape, ranges) : ranges.map((_, i) => ordinary(dtype, shape, i));
    const shapes = dtype === dtypes[0] ? SHAPES : SHAPES.slice(0, 1);
    return [
      ...shapes.map((shape) => sample(make(shape), params, promises)),
      ...specialSamples(dtype, ranges.length).map((inputs) => sample(inputs, params)),
    ];
  });
}

function specialSamples(dtype: DType, operands: number): (readonly Tensor[])[] {
  if (operands === 1) return [[allSpecials(dtype)]];
  const [x, y] = pairsOfSpecials(dtype);
  if (operands === 2) return [[x, y]];
  const third = tensor(dtype, x.type.shape, (i) => x.data[(7 * i) % Math.max(1, x.data.length)] as number);
  return [[x, y, third]];
}

/** A primitive without parameters. */
export const pointwiseSpecimens = (primitive: Primitive, facts: PointwiseFacts<object>): Specimens =>
  specimens(primitive, pointwiseSamples(facts));
