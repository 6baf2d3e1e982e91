/** Samples of boxes at computed places. */
import { dynamicSlice, dynamicUpdateSlice, NO_PARAMS, type DType, type Shape } from "@fluxion/core";
import { sample, specimens, type Specimens } from "../sample.js";
import { tensor, type Tensor } from "../tensor.js";
import { isFloating, ordinary, STORED } from "./values.js";

const ALL: readonly DType[] = ["float64", ...STORED.filter((dtype) => dtype !== "float64")];

/** int32 scalars; those beyond the array are moved so that the box fits. */
const starts = (...values: readonly number[]): Tensor[] => values.map((value) => tensor("int32", [], [value]));

interface Place {
  readonly shape: Shape;
  readonly sizes: Shape;
  readonly at: readonly number[];
}

const PLACES: readonly Place[] = [
  { shape: [3, 4], sizes: [2, 2], at: [1, 1] },
  { shape: [3, 4], sizes: [1, 4], at: [2, 0] },
  { shape: [3, 4], sizes: [2, 3], at: [-5, 9] },
  { shape: [5], sizes: [0], at: [2] },
  { shape: [], sizes: [], at: [] },
  { shape: [1, 1], sizes: [1, 1], at: [0, 7] },
  { shape: [0, 2], sizes: [0, 1], at: [1, 1] },
];
const places = (dtype: DType): readonly Place[] => (dtype === "float64" ? PLACES : PLACES.slice(0, 1));

export const dynamic: readonly Specimens[] = [
  specimens(
    dynamicSlice,
    ALL.flatMap((dtype) =>
      places(dtype).map(({ shape, sizes, at }) =>
        sample(
          [ordinary(dtype, shape), ...starts(...at)],
          { sizes },
          isFloating(dtype) ? { smooth: [0], linear: [[0]] } : {},
        ),
      ),
    ),
  ),
  specimens(
    dynamicUpdateSlice,
    ALL.flatMap((dtype) =>
      places(dtype).map(({ shape, sizes, at }) =>
        sample(
          [ordinary(dtype, shape), ordinary(dtype, sizes, 1), ...starts(...at)],
          NO_PARAMS,
          isFloating(dtype) ? { smooth: [0, 1], linear: [[0, 1]] } : {},
        ),
      ),
    ),
  ),
];
