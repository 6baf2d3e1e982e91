/** Samples of sums and extremes over sliding windows. */
import {
  reduceWindowMax,
  reduceWindowMin,
  reduceWindowSum,
  type Primitive,
  type Shape,
  type WindowParams,
} from "@fluxion/core";
import { sample, specimens, type Promises, type Specimens } from "../sample.js";
import { allSpecials, distinct, isFloating, NUMERIC } from "./values.js";

const windows = (window: Shape, params: Partial<WindowParams> = {}): WindowParams => ({
  window,
  strides: window.map(() => 1),
  padding: window.map(() => [0, 0] as const),
  baseDilation: window.map(() => 1),
  windowDilation: window.map(() => 1),
  ...params,
});

const CASES: readonly (readonly [Shape, WindowParams])[] = [
  [[3, 4], windows([2, 2])],
  [[5], windows([3], { strides: [2], padding: [[1, 1]] })],
  [
    [4, 3],
    windows([2, 1], {
      padding: [
        [1, 0],
        [0, 2],
      ],
    }),
  ],
  [[4], windows([2], { baseDilation: [2] })],
  [[7], windows([3], { windowDilation: [2] })],
  [[6], windows([2], { padding: [[-1, -2]] })],
  [
    [5, 4],
    windows([2, 3], {
      strides: [2, 1],
      padding: [
        [1, 1],
        [2, 0],
      ],
      baseDilation: [1, 2],
      windowDilation: [2, 1],
    }),
  ],
  [[], windows([])],
  [[0, 3], windows([1, 2])],
  [[2], windows([4])],
  [[1, 1], windows([1, 1])],
  [[3], windows([2], { padding: [[3, 3]] })],
];

const over = (primitive: Primitive<WindowParams>, promises: Partial<Promises>): Specimens =>
  specimens(
    primitive,
    NUMERIC.flatMap((dtype, i) => [
      ...(i === 0 ? CASES : CASES.slice(0, 2)).map(([shape, params]) =>
        sample([distinct(dtype, shape)], params, isFloating(dtype) ? promises : {}),
      ),
      sample([allSpecials(dtype)], windows([2]), { reassociates: promises.reassociates === true }),
    ]),
  );

export const windowed: readonly Specimens[] = [
  over(reduceWindowSum, { smooth: [0], linear: [[0]], reassociates: true }),
  over(reduceWindowMax, { smooth: [0] }),
  over(reduceWindowMin, { smooth: [0] }),
];
