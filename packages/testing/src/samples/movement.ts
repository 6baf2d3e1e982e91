/** Samples of primitives that move elements. */
import {
  broadcast,
  concatenate,
  pad,
  placeSlices,
  reshape,
  reverse,
  slice,
  transpose,
  type DType,
  type Params,
  type Shape,
} from "@fluxion/core";
import { sample, specimens, type Sample, type Specimens } from "../sample.js";
import type { Tensor } from "../tensor.js";
import { isFloating, NUMERIC, ordinary, STORED } from "./values.js";

const ALL: readonly DType[] = ["float64", ...STORED.filter((dtype) => dtype !== "float64")];

/** A sample that is linear in all operands. */
const linear = <P extends Params>(inputs: readonly Tensor[], params: P): Sample<P> => {
  const all = inputs.map((_, i) => i);
  return sample(
    inputs,
    params,
    inputs.every(({ type }) => isFloating(type.dtype)) ? { smooth: all, linear: [all] } : {},
  );
};

/** The first case in all types, the others in float64. */
const cases = <P extends Params>(
  dtypes: readonly DType[],
  [first, ...more]: readonly [shapes: readonly Shape[], params: P][],
): Sample<P>[] => {
  const make = (dtype: DType, [shapes, params]: [readonly Shape[], P]): Sample<P> =>
    linear(
      shapes.map((shape, i) => ordinary(dtype, shape, i)),
      params,
    );
  return first === undefined
    ? []
    : [...dtypes.map((dtype) => make(dtype, first)), ...more.map((one) => make("float64", one))];
};

export const movement: readonly Specimens[] = [
  specimens(
    reshape,
    cases(ALL, [
      [[[2, 3]], { shape: [3, 2] }],
      [[[1]], { shape: [] }],
      [[[]], { shape: [1, 1] }],
      [[[0, 2]], { shape: [3, 0] }],
      [[[2, 1, 3]], { shape: [6] }],
      [[[4]], { shape: [4] }],
    ]),
  ),
  specimens(
    transpose,
    cases(ALL, [
      [[[2, 3]], { permutation: [1, 0] }],
      [[[]], { permutation: [] }],
      [[[2, 3, 4]], { permutation: [2, 0, 1] }],
      [[[1, 3, 1]], { permutation: [1, 2, 0] }],
      [[[2, 0]], { permutation: [1, 0] }],
      [[[2, 3]], { permutation: [0, 1] }],
    ]),
  ),
  specimens(
    broadcast,
    cases(ALL, [
      [[[3]], { shape: [2, 3], axes: [0] }],
      [[[]], { shape: [2, 2], axes: [0, 1] }],
      [[[2, 1]], { shape: [2, 3, 1, 4], axes: [1, 3] }],
      [[[0]], { shape: [0, 2], axes: [1] }],
      [[[2]], { shape: [2, 0], axes: [1] }],
      [[[2, 3]], { shape: [2, 3], axes: [] }],
    ]),
  ),
  specimens(
    reverse,
    cases(ALL, [
      [[[2, 3]], { axes: [1] }],
      [[[2, 3]], { axes: [0, 1] }],
      [[[]], { axes: [] }],
      [[[1, 4, 1]], { axes: [0, 1, 2] }],
      [[[0, 2]], { axes: [0, 1] }],
    ]),
  ),
  specimens(
    concatenate,
    cases(ALL, [
      [
        [
          [2, 3],
          [2, 1],
          [2, 2],
        ],
        { axis: 1 },
      ],
      [
        [
          [2, 3],
          [1, 3],
        ],
        { axis: 0 },
      ],
      [[[2]], { axis: 0 }],
      [
        [
          [0, 2],
          [3, 2],
        ],
        { axis: 0 },
      ],
      [
        [
          [2, 0],
          [2, 0],
        ],
        { axis: 1 },
      ],
      [
        [
          [1, 1, 2],
          [1, 1, 2],
        ],
        { axis: 1 },
      ],
    ]),
  ),
  specimens(
    pad,
    cases(ALL, [
      [[[2, 3], []], { low: [1, 0], high: [0, 2], interior: [0, 0] }],
      [[[2, 3], []], { low: [0, 2], high: [1, -1], interior: [2, 1] }],
      [[[4, 3], []], { low: [-1, -1], high: [-1, 0], interior: [0, 0] }],
      [[[4], []], { low: [-2], high: [-3], interior: [2] }],
      [[[], []], { low: [], high: [], interior: [] }],
      [[[0, 2], []], { low: [2, 0], high: [1, 0], interior: [3, 1] }],
      [[[1, 1], []], { low: [0, 1], high: [1, 0], interior: [4, 4] }],
      [[[3], []], { low: [-1], high: [-2], interior: [0] }],
    ]),
  ),
  specimens(
    slice,
    cases(ALL, [
      [[[3, 4]], { starts: [1, 0], limits: [3, 4], strides: [1, 2] }],
      [[[5]], { starts: [1], limits: [5], strides: [3] }],
      [[[]], { starts: [], limits: [], strides: [] }],
      [[[3, 1]], { starts: [1, 0], limits: [1, 1], strides: [1, 1] }],
      [[[0, 2]], { starts: [0, 0], limits: [0, 1], strides: [1, 1] }],
      [[[2, 3]], { starts: [0, 0], limits: [2, 3], strides: [1, 1] }],
    ]),
  ),
  specimens(
    placeSlices,
    cases(NUMERIC, [
      [
        [
          [2, 2],
          [3, 1],
        ],
        {
          shape: [3, 4],
          boxes: [
            { starts: [1, 0], strides: [1, 2] },
            { starts: [0, 0], strides: [1, 1] },
          ],
        },
      ],
      [[[3]], { shape: [6], boxes: [{ starts: [1], strides: [2] }] }],
      [
        [[], []],
        {
          shape: [],
          boxes: [
            { starts: [], strides: [] },
            { starts: [], strides: [] },
          ],
        },
      ],
      [
        [[0], [2]],
        {
          shape: [2],
          boxes: [
            { starts: [1], strides: [3] },
            { starts: [0], strides: [1] },
          ],
        },
      ],
      [
        [[2], [2]],
        {
          shape: [4],
          boxes: [
            { starts: [0], strides: [1] },
            { starts: [1], strides: [1] },
          ],
        },
      ],
      [[[0]], { shape: [0], boxes: [{ starts: [0], strides: [1] }] }],
    ]),
  ),
];
