/** Samples of matrix products and convolutions. */
import {
  convGeneralDilated,
  dotGeneral,
  type ConvParams,
  type DotParams,
  type DType,
  type Params,
  type Shape,
} from "@fluxion/core";
import { sample, specimens, type Sample, type Specimens } from "../sample.js";
import { isFloating, NUMERIC, ordinary } from "./values.js";

/** The first case in all types, the others in float64. */
function bilinear<P extends Params>(cases: readonly (readonly [x: Shape, y: Shape, params: P])[]): Sample<P>[] {
  return cases.flatMap(([x, y, params], i) =>
    (i === 0 ? NUMERIC : NUMERIC.slice(0, 1)).map((dtype: DType) =>
      sample([ordinary(dtype, x), ordinary(dtype, y, 1)], params, {
        reassociates: true,
        ...(isFloating(dtype) && { smooth: [0, 1], linear: [[0], [1]] }),
      }),
    ),
  );
}

const dot = (
  lhsContract: readonly number[],
  rhsContract: readonly number[],
  lhsBatch: readonly number[] = [],
  rhsBatch: readonly number[] = [],
): DotParams => ({ lhsContract, rhsContract, lhsBatch, rhsBatch });

const conv = (rank: number, params: Partial<ConvParams> = {}): ConvParams => {
  const each = <T>(value: T): T[] => new Array<T>(rank).fill(value);
  return {
    strides: each(1),
    padding: each([0, 0] as const),
    lhsDilation: each(1),
    rhsDilation: each(1),
    featureGroupCount: 1,
    batchGroupCount: 1,
    ...params,
  };
};

export const contraction: readonly Specimens[] = [
  specimens(
    dotGeneral,
    bilinear<DotParams>([
      [[2, 3], [3, 4], dot([1], [0])],
      [[3, 2], [4, 3], dot([0], [1])],
      [[3], [3], dot([0], [0])],
      [[2], [3], dot([], [])],
      [[], [], dot([], [])],
      [[2, 3, 4], [2, 4, 5], dot([2], [1], [0], [0])],
      [[3, 2, 4], [4, 5, 2], dot([2], [0], [1], [2])],
      [[2, 3, 4], [4, 3, 2], dot([1, 2], [1, 0])],
      [[2, 3, 4], [4, 2, 3], dot([2, 0], [0, 1])],
      [[2, 3], [2, 3], dot([], [], [0, 1], [0, 1])],
      [[0, 3], [3, 2], dot([1], [0])],
      [[2, 0], [0, 3], dot([1], [0])],
      [[1, 1], [1, 1], dot([1], [0])],
      [[1, 40], [40, 1], dot([1], [0])],
    ]),
  ),
  specimens(
    convGeneralDilated,
    bilinear<ConvParams>([
      [[2, 2, 5], [3, 2, 2], conv(1)],
      [
        [1, 2, 4, 4],
        [2, 2, 3, 3],
        conv(2, {
          padding: [
            [1, 1],
            [0, 1],
          ],
        }),
      ],
      [[1, 1, 7], [2, 1, 3], conv(1, { strides: [2], padding: [[1, 2]] })],
      [[1, 1, 4], [1, 1, 3], conv(1, { lhsDilation: [2], padding: [[1, 1]] })],
      [[1, 1, 7], [1, 1, 3], conv(1, { rhsDilation: [2] })],
      [[2, 4, 5], [6, 2, 2], conv(1, { featureGroupCount: 2 })],
      [[4, 2, 5], [6, 2, 2], conv(1, { batchGroupCount: 2 })],
      [[1, 1, 6], [1, 1, 2], conv(1, { padding: [[-1, -2]] })],
      [
        [2, 3, 6, 5],
        [4, 3, 2, 3],
        conv(2, {
          strides: [2, 1],
          padding: [
            [1, 0],
            [2, 1],
          ],
          lhsDilation: [1, 2],
          rhsDilation: [2, 1],
        }),
      ],
      [[2, 3], [4, 3], conv(0)],
      [
        [1, 2, 3, 3, 3],
        [2, 2, 2, 1, 2],
        conv(3, {
          padding: [
            [0, 1],
            [0, 0],
            [1, 0],
          ],
        }),
      ],
      [[0, 2, 4], [3, 2, 2], conv(1)],
      [[1, 2, 2], [3, 2, 4], conv(1)],
      [[2, 0, 4], [3, 0, 2], conv(1)],
      [[1, 1, 1], [1, 1, 1], conv(1)],
    ]),
  ),
];
