/** Mathematics beyond the instructions of the machine, by element type. */
import { demote, promote } from "../lanes/conversions.js";
import type { OperationName, VectorOperation, VectorTable } from "../lanes/names.js";
import { exp, exp2, expm1 } from "./exponential.js";
import { acosh, asinh, atanh, cosh, sinh, tanh } from "./hyperbolic.js";
import { acos, asin, atan, atan2 } from "./inverse-trigonometric.js";
import { log, log10, log1p, log2 } from "./logarithm.js";
import { pow } from "./power.js";
import { DOUBLE, SINGLE, type Precision } from "./precision.js";
import { rem } from "./remainder.js";
import { cbrt } from "./root.js";
import { cos, sin, tan } from "./trigonometric.js";

const inBoth = (p: Precision): VectorTable => ({
  exp: exp(p),
  exp2: exp2(p),
  expm1: expm1(p),
  log: log(p),
  log1p: log1p(p),
  log2: log2(p),
  log10: log10(p),
  tanh: tanh(p),
  sinh: sinh(p),
  cosh: cosh(p),
  asinh: asinh(p),
  acosh: acosh(p),
  atanh: atanh(p),
});

/** Algorithms in float64; float32 is computed by them and rounded once. */
const WIDE = { acos, asin, atan, atan2, cbrt, cos, pow, rem, sin, tan } satisfies VectorTable;

const narrow =
  (operation: VectorOperation): VectorOperation =>
  (scope, ...operands) => {
    const { code } = scope;
    const halves = operands.map((x) => promote(x).map((half) => code.let(half)));
    const [low, high] = [0, 1].map((half) => code.let(operation(scope, ...halves.map((pair) => pair[half] as never))));
    return demote(low as never, high as never);
  };

export const MATH: Readonly<Record<"float32" | "float64", VectorTable>> = {
  float32: {
    ...(Object.fromEntries(Object.entries(WIDE).map(([name, of]) => [name, narrow(of)])) as Record<
      OperationName,
      VectorOperation
    >),
    ...inBoth(SINGLE),
  },
  float64: { ...WIDE, ...inBoth(DOUBLE) },
};
