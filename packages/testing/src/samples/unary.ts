/** Samples of pointwise primitives of one operand. */
import * as core from "@fluxion/core";
import type { Primitive } from "@fluxion/core";
import { pointwiseSpecimens, type Range } from "./pointwise.js";
import type { Specimens } from "../sample.js";
import { FLOATS, INTEGERS, NUMERIC, STORED } from "./values.js";

const floats = (primitive: Primitive, range: Range): Specimens =>
  pointwiseSpecimens(primitive, { dtypes: FLOATS, ranges: [range] });

/** Where rounding is constant. */
const INSIDE: Range = [1.125, 1.375];

export const unary: readonly Specimens[] = [
  pointwiseSpecimens(core.neg, { dtypes: NUMERIC, ranges: [[-2, 2]], linear: [[0]] }),
  pointwiseSpecimens(core.abs, { dtypes: NUMERIC, ranges: [[-2, -0.5]] }),
  pointwiseSpecimens(core.sign, { dtypes: NUMERIC, ranges: [[-2, -0.5]] }),
  floats(core.floor, INSIDE),
  floats(core.ceil, INSIDE),
  floats(core.round, INSIDE),
  floats(core.trunc, INSIDE),
  floats(core.sqrt, [0.5, 4]),
  floats(core.rsqrt, [0.5, 4]),
  floats(core.cbrt, [0.5, 4]),
  pointwiseSpecimens(core.square, { dtypes: NUMERIC, ranges: [[-2, 2]] }),
  floats(core.exp, [-2, 2]),
  floats(core.exp2, [-2, 2]),
  floats(core.expm1, [-2, 2]),
  floats(core.log, [0.5, 4]),
  floats(core.log2, [0.5, 4]),
  floats(core.log10, [0.5, 4]),
  floats(core.log1p, [-0.5, 2]),
  floats(core.logistic, [-3, 3]),
  floats(core.sin, [-3, 3]),
  floats(core.cos, [-3, 3]),
  floats(core.tan, [-1, 1]),
  floats(core.asin, [-0.75, 0.75]),
  floats(core.acos, [-0.75, 0.75]),
  floats(core.atan, [-3, 3]),
  floats(core.sinh, [-2, 2]),
  floats(core.cosh, [-2, 2]),
  floats(core.tanh, [-2, 2]),
  floats(core.asinh, [-3, 3]),
  floats(core.acosh, [1.5, 4]),
  floats(core.atanh, [-0.75, 0.75]),
  floats(core.erf, [-2, 2]),
  floats(core.erfc, [-2, 2]),
  floats(core.erfInv, [-0.75, 0.75]),
  floats(core.lgamma, [0.75, 5]),
  floats(core.digamma, [0.75, 5]),
  floats(core.trigamma, [0.75, 5]),
  floats(core.isFinite, [-2, 2]),
  pointwiseSpecimens(core.not, { dtypes: ["int32", "bool", "uint32", "int8", "uint8"], ranges: [[0, 1]] }),
  pointwiseSpecimens(core.populationCount, { dtypes: INTEGERS, ranges: [[0, 1]] }),
  pointwiseSpecimens(core.clz, { dtypes: INTEGERS, ranges: [[0, 1]] }),
  // The identity, whose derivative is zero on purpose: no difference agrees with that.
  pointwiseSpecimens(core.stopGradient, {
    dtypes: ["float64", ...STORED.filter((dtype) => dtype !== "float64")],
    ranges: [[-2, 2]],
    smooth: [],
  }),
];
