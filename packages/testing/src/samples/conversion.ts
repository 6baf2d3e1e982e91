/** Samples of conversions, whole powers and primitives without operands. */
import { bitcast, constant, convert, DTYPES, integerPow, iota, literal, type DType } from "@fluxion/core";
import { sample, specimens, type Specimens } from "../sample.js";
import { tensor } from "../tensor.js";
import { pointwiseSamples } from "./pointwise.js";
import { allSpecials, between, FLOATS, isFloating, NUMERIC, ordinary, STORED } from "./values.js";

const conversions = STORED.flatMap((from) => STORED.map((to) => [from, to] as const));

/** Differences see a conversion only where it keeps all digits. */
const exact = (from: DType, to: DType): boolean => from === "float64" && to === "float64";

const bits: readonly (readonly [DType, DType])[] = conversions.filter(
  ([from, to]) => DTYPES[from].bytes === DTYPES[to].bytes && from !== "bool" && to !== "bool",
);

export const conversion: readonly Specimens[] = [
  specimens(convert, [
    ...conversions.map(([from, to]) => sample([allSpecials(from)], { dtype: to })),
    ...conversions.map(([from, to]) =>
      sample(
        [ordinary(from, [2, 1, 2])],
        { dtype: to },
        isFloating(from) && isFloating(to) ? { linear: [[0]], ...(exact(from, to) && { smooth: [0] }) } : {},
      ),
    ),
    sample([ordinary("float64", [])], { dtype: "float64" }, { smooth: [0], linear: [[0]] }),
    sample([ordinary("float64", [0, 3])], { dtype: "float32" }, { linear: [[0]] }),
  ]),
  specimens(bitcast, [
    // The bits of a NaN are not specified: none is looked at.
    ...bits.map(([from, to]) =>
      sample([tensor(from, [2, 3], isFloating(from) ? between(-2, 2) : [0, 1, 5, 100, 64, 17])], { dtype: to }),
    ),
    sample([ordinary("float32", [])], { dtype: "int32" }),
    sample([ordinary("uint32", [0])], { dtype: "float32" }),
    sample([ordinary("uint32", [1, 2, 1])], { dtype: "float32" }),
  ]),
  specimens(integerPow, [
    ...[0, 1, 2, 3, 7].flatMap((exponent) =>
      pointwiseSamples({ dtypes: NUMERIC, ranges: [[-2, -0.5]], params: { exponent } }),
    ),
    ...[-1, -2, -3].flatMap((exponent) =>
      pointwiseSamples({ dtypes: FLOATS, ranges: [[-2, -0.5]], params: { exponent } }),
    ),
  ]),
  specimens(constant, [
    ...STORED.map((dtype) => sample([], { value: 1, dtype, shape: [2, 3] })),
    ...[-0, NaN, Infinity, -Infinity, 1e-7, -1e21, 0.1].flatMap((value) =>
      FLOATS.map((dtype) => sample([], { value, dtype, shape: [2] })),
    ),
    ...([[], [0], [1, 1]] as const).map((shape) => sample([], { value: 2.5, dtype: "float32" as const, shape })),
  ]),
  specimens(iota, [
    ...NUMERIC.flatMap((dtype) => [0, 1].map((axis) => sample([], { dtype, shape: [2, 3], axis }))),
    ...([[0], [1, 1], [300]] as const).map((shape) => sample([], { dtype: "int32" as const, shape, axis: 0 })),
  ]),
  specimens(literal, [
    ...STORED.map((dtype) => sample([], { dtype, shape: [2, 1], values: [1, 0] })),
    ...FLOATS.map((dtype) => sample([], { dtype, shape: [5], values: [-0, NaN, Infinity, -Infinity, 0.5] })),
    ...[[], [0], [1, 1]].map((shape) =>
      sample([], { dtype: "float32" as const, shape, values: shape.includes(0) ? [] : [2.5] }),
    ),
  ]),
];
