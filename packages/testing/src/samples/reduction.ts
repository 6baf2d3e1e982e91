/** Samples of reductions and of running combinations. */
import * as core from "@fluxion/core";
import type { Axes, DType, Primitive, Shape } from "@fluxion/core";
import { sample, specimens, type Promises, type Sample, type Specimens } from "../sample.js";
import { tensor, type Tensor } from "../tensor.js";
import { allSpecials, distinct, FLOATS, isFloating, NUMERIC, ordinary, STORED } from "./values.js";

const SHAPES: readonly (readonly [Shape, readonly number[]])[] = [
  [[2, 3], [1]],
  [[2, 3], [0]],
  [
    [2, 3],
    [0, 1],
  ],
  [
    [2, 3, 4],
    [0, 2],
  ],
  [[2, 3], []],
  [[], []],
  [
    [1, 3, 1],
    [0, 2],
  ],
  [[0, 3], [0]],
  [[0, 3], [1]],
  [[40], [0]],
];

const specialRows = (dtype: DType): Tensor[] => {
  const all = allSpecials(dtype);
  return [all, tensor(dtype, [all.data.length, 2], (i) => all.data[i % all.data.length] as number)];
};

const over = (x: Tensor, axes: readonly number[], promises: Partial<Promises> = {}): Sample<Axes> =>
  sample([x], { axes }, promises);

/** All shapes in the first type, two in the others; values are distinct where the order matters. */
function reductions(
  dtypes: readonly DType[],
  values: (dtype: DType, shape: Shape) => Tensor,
  promises: Partial<Promises>,
): Sample<Axes>[] {
  const reassociates = promises.reassociates === true;
  return dtypes.flatMap((dtype, i) => [
    ...(i === 0 ? SHAPES : SHAPES.slice(0, 2)).map(([shape, axes]) =>
      over(values(dtype, shape), axes, isFloating(dtype) ? promises : {}),
    ),
    ...specialRows(dtype).map((x) => over(x, [0], { reassociates })),
  ]);
}

const logical = (primitive: Primitive<Axes>): Specimens =>
  specimens(primitive, [
    ...SHAPES.map(([shape, axes]) => over(ordinary("bool", shape), axes)),
    over(tensor("bool", [3], [1]), [0]),
    over(tensor("bool", [3], [0]), [0]),
  ]);

const arguments_ = (primitive: Primitive<{ axis: number }>): Specimens =>
  specimens(primitive, [
    ...STORED.flatMap((dtype) => [0, 1].map((axis) => sample([ordinary(dtype, [3, 4])], { axis }))),
    ...STORED.map((dtype) => sample([allSpecials(dtype)], { axis: 0 })),
    sample([distinct("float64", [2, 3, 2])], { axis: 1 }, { smooth: [0] }),
    sample([tensor("float64", [4], [NaN, 1, NaN, 2])], { axis: 0 }),
    sample([ordinary("float32", [0, 3])], { axis: 1 }),
    sample([ordinary("float32", [1, 1])], { axis: 0 }),
  ]);

export const reduction: readonly Specimens[] = [
  specimens(core.sum, reductions(NUMERIC, ordinary, { smooth: [0], linear: [[0]], reassociates: true })),
  specimens(core.prod, reductions(NUMERIC, ordinary, { smooth: [0], reassociates: true })),
  specimens(core.reduceMax, reductions(NUMERIC, distinct, { smooth: [0] })),
  specimens(core.reduceMin, reductions(NUMERIC, distinct, { smooth: [0] })),
  logical(core.reduceAnd),
  logical(core.reduceOr),
  arguments_(core.argmax),
  arguments_(core.argmin),
];

const PLACES: readonly (readonly [Shape, number])[] = [
  [[2, 5], 1],
  [[5, 2], 0],
  [[2, 3, 2], 1],
  [[1], 0],
  [[0], 0],
  [[2, 0], 0],
  [[19], 0],
];

const running = (
  primitive: Primitive<core.CumulativeParams>,
  dtypes: readonly DType[],
  values: (dtype: DType, shape: Shape) => Tensor,
  promises: Partial<Promises>,
): Specimens =>
  specimens(
    primitive,
    dtypes.flatMap((dtype, i) =>
      [false, true].flatMap((reverse) => [
        ...(i === 0 ? PLACES : PLACES.slice(0, 1)).map(([shape, axis]) =>
          sample([values(dtype, shape)], { axis, reverse }, isFloating(dtype) ? promises : {}),
        ),
        sample([allSpecials(dtype)], { axis: 0, reverse }, { reassociates: promises.reassociates === true }),
      ]),
    ),
  );

export const cumulative: readonly Specimens[] = [
  running(core.cumsum, NUMERIC, ordinary, { smooth: [0], linear: [[0]], reassociates: true }),
  running(core.cumprod, NUMERIC, ordinary, { smooth: [0], reassociates: true }),
  running(core.cummax, NUMERIC, distinct, { smooth: [0] }),
  running(core.cummin, NUMERIC, distinct, { smooth: [0] }),
  running(core.cumlogsumexp, FLOATS, ordinary, { smooth: [0], reassociates: true }),
];
