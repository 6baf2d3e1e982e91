/** Samples of gather and scatter: rows, elements, windows, batches, and places outside of the array. */
import { gather, scatter, type DType, type GatherParams, type ScatterParams, type Shape } from "@fluxion/core";
import { sample, specimens, type Sample, type Specimens } from "../sample.js";
import { tensor, type Tensor } from "../tensor.js";
import { distinct, INTEGERS, isFloating, NUMERIC, ordinary, STORED } from "./values.js";

/** A way to index: shapes, the dimension numbers that gather and scatter share, and the places. */
interface Scheme {
  readonly operand: Shape;
  readonly indices: Shape;
  readonly places: readonly number[];
  /** Axes of the windows among those of the result. */
  readonly windowDims: readonly number[];
  readonly dropped: readonly number[];
  readonly indexed: readonly number[];
  readonly operandBatch?: readonly number[];
  readonly indicesBatch?: readonly number[];
  readonly sizes: Shape;
  /** Shape of the result of a gather. */
  readonly result: Shape;
}

const ROWS: Scheme = {
  operand: [4, 3],
  indices: [3, 1],
  places: [2, 0, 3],
  windowDims: [1],
  dropped: [0],
  indexed: [0],
  sizes: [1, 3],
  result: [3, 3],
};

const SCHEMES: readonly Scheme[] = [
  ROWS,
  {
    operand: [4, 3],
    indices: [2, 2, 2],
    places: [0, 1, 3, 2, 2, 0, 1, 1],
    windowDims: [],
    dropped: [0, 1],
    indexed: [0, 1],
    sizes: [1, 1],
    result: [2, 2],
  },
  {
    operand: [4, 3],
    indices: [2, 2],
    places: [1, 0, 0, 2],
    windowDims: [0, 2],
    dropped: [],
    indexed: [1, 0],
    sizes: [2, 2],
    result: [2, 2, 2],
  },
  // Batch: row b of the operand is read at the places in row b of the indices.
  {
    operand: [2, 4],
    indices: [2, 3, 1],
    places: [0, 3, 1, 2, 0, 1],
    windowDims: [],
    dropped: [1],
    indexed: [1],
    operandBatch: [0],
    indicesBatch: [0],
    sizes: [1, 1],
    result: [2, 3],
  },
  { operand: [5], indices: [1], places: [3], windowDims: [], dropped: [0], indexed: [0], sizes: [1], result: [] },
  { operand: [3], indices: [0, 1], places: [0], windowDims: [], dropped: [0], indexed: [0], sizes: [1], result: [0] },
  { operand: [], indices: [2, 0], places: [0], windowDims: [], dropped: [], indexed: [], sizes: [], result: [2] },
  {
    operand: [1, 3, 1],
    indices: [2, 1],
    places: [0, 2],
    windowDims: [1, 2],
    dropped: [1],
    indexed: [1],
    sizes: [1, 1, 1],
    result: [2, 1, 1],
  },
];

/** Those in which windows overlap. */
const TWICE = SCHEMES.filter(
  ({ operand, indices }) => operand.length === 0 || (indices[0] === 2 && indices.length === 2 && operand.length === 2),
);

/** Before, at and beyond the ends, and one place twice. */
const OUTSIDE: Scheme = { ...ROWS, indices: [6, 1], places: [-5, 1, 4, 100, 1, -1], result: [6, 3] };
const OUTSIDE_WINDOWS: Scheme = {
  operand: [4, 3],
  indices: [3, 2],
  places: [3, 2, -1, 0, 1, 1],
  windowDims: [1, 2],
  dropped: [],
  indexed: [0, 1],
  sizes: [2, 2],
  result: [3, 2, 2],
};

const indicesOf = ({ indices, places }: Scheme, dtype: DType = "int32"): Tensor => tensor(dtype, indices, places);

const gatherParams = (scheme: Scheme, mode: GatherParams["mode"], fill?: number): GatherParams => ({
  offsetDims: scheme.windowDims,
  collapsedSliceDims: scheme.dropped,
  startIndexMap: scheme.indexed,
  operandBatchingDims: scheme.operandBatch ?? [],
  startIndicesBatchingDims: scheme.indicesBatch ?? [],
  sliceSizes: scheme.sizes,
  mode,
  ...(fill !== undefined && { fill }),
});

function gathering(
  scheme: Scheme,
  dtype: DType,
  mode: GatherParams["mode"],
  options: { fill?: number; index?: DType } = {},
): Sample<GatherParams> {
  // Where NaN is filled in, no inner product is a number.
  const smooth = isFloating(dtype) && (mode !== "fill" || options.fill !== undefined);
  const linear = smooth && (options.fill ?? 0) === 0;
  return sample(
    [ordinary(dtype, scheme.operand), indicesOf(scheme, options.index)],
    gatherParams(scheme, mode, options.fill),
    {
      smooth: smooth ? [0] : [],
      linear: linear ? [[0]] : [],
    },
  );
}

const scatterParams = (
  scheme: Scheme,
  mode: ScatterParams["mode"],
  combine: ScatterParams["combine"],
  unique: boolean,
): ScatterParams => ({
  updateWindowDims: scheme.windowDims,
  insertedWindowDims: scheme.dropped,
  scatterDimsToOperandDims: scheme.indexed,
  operandBatchingDims: scheme.operandBatch ?? [],
  scatterIndicesBatchingDims: scheme.indicesBatch ?? [],
  mode,
  combine,
  unique,
});

/** Sets of operands in which each combination is linear; products also need each place written once. */
const LINEAR: Record<ScatterParams["combine"], readonly (readonly number[])[]> = {
  add: [[0, 2]],
  set: [[0, 2]],
  mul: [[0]],
  min: [],
  max: [],
};

function scattering(
  scheme: Scheme,
  dtype: DType,
  mode: ScatterParams["mode"],
  combine: ScatterParams["combine"],
  options: { unique?: boolean; index?: DType } = {},
): Sample<ScatterParams> {
  const extreme = combine === "min" || combine === "max";
  const operand = extreme ? distinct(dtype, scheme.operand) : ordinary(dtype, scheme.operand);
  const fresh = extreme ? distinct(dtype, scheme.result, 1) : ordinary(dtype, scheme.result, 1);
  // Off the operand's values by half their distance: nothing ties.
  const updates =
    extreme && isFloating(dtype) ? tensor(dtype, scheme.result, (i) => (fresh.data[i] as number) + 1 / 8) : fresh;
  const derivative = isFloating(dtype) ? { smooth: [0, 2], linear: LINEAR[combine] } : {};
  return sample(
    [operand, indicesOf(scheme, options.index), updates],
    scatterParams(scheme, mode, combine, options.unique ?? false),
    {
      ...derivative,
      reassociates: combine === "add" || combine === "mul",
    },
  );
}

const COMBINES: readonly ScatterParams["combine"][] = ["set", "add", "mul", "min", "max"];

export const indexing: readonly Specimens[] = [
  specimens(gather, [
    ...SCHEMES.map((scheme) => gathering(scheme, "float64", "clip")),
    ...SCHEMES.map((scheme) => gathering(scheme, "float64", "promise")),
    ...["float64" as const, ...STORED].flatMap((dtype) => [
      gathering(ROWS, dtype, "clip"),
      gathering(OUTSIDE, dtype, "fill"),
      gathering(OUTSIDE_WINDOWS, dtype, "fill"),
    ]),
    ...INTEGERS.map((index) => gathering(ROWS, "float64", "clip", { index })),
    gathering(OUTSIDE, "float64", "clip"),
    gathering(OUTSIDE_WINDOWS, "float64", "clip"),
    gathering(OUTSIDE, "float64", "fill", { fill: 0 }),
    gathering(OUTSIDE_WINDOWS, "float32", "fill", { fill: -1.5 }),
  ]),
  specimens(scatter, [
    ...COMBINES.flatMap((combine) =>
      SCHEMES.map((scheme) => scattering(scheme, "float64", "drop", combine, { unique: !TWICE.includes(scheme) })),
    ),
    ...COMBINES.flatMap((combine) => [
      scattering(OUTSIDE, "float64", "drop", combine),
      scattering(OUTSIDE, "float64", "clip", combine),
      scattering(OUTSIDE_WINDOWS, "float64", "drop", combine),
      scattering(OUTSIDE_WINDOWS, "float64", "clip", combine),
      ...["float32" as const, ...NUMERIC].map((dtype) => scattering(ROWS, dtype, "promise", combine, { unique: true })),
    ]),
    ...STORED.map((dtype) => scattering(OUTSIDE, dtype, "drop", "set")),
    ...INTEGERS.map((index) => scattering(ROWS, "float64", "drop", "set", { index, unique: true })),
  ]),
];
