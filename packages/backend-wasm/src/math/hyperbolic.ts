/** Hyperbolic functions from expm1 near zero and exp elsewhere. The results of −x follow from those of x. */
import { v128, type V128 } from "../emit/index.js";
import type { VectorOperation } from "../lanes/names.js";
import { expm1, halfExp } from "./exponential.js";
import { log, log1p } from "./logarithm.js";
import { choose, type Precision } from "./precision.js";

/** The magnitude of the first with the sign of the second. */
export const withSign = (p: Precision, magnitude: V128, sign: V128): V128 => v128.bitselect(sign, magnitude, p.of(-0));

/** t/(t + 2) with t = expm1(2|x|). */
export const tanh =
  (p: Precision): VectorOperation =>
  (scope, x) => {
    const { code } = scope;
    const size = code.let(p.abs(x));
    const most = p.pick(10, 20);
    const t = code.let(expm1(p)(scope, code.let(p.mul(p.of(2), p.min(size, p.of(most))))));
    const ratio = code.let(p.div(t, p.add(t, p.of(2))));
    const tiny = p.lt(size, p.of(p.pick(2 ** -13, 2 ** -28)));
    return withSign(p, code.let(choose(tiny, size, ratio)), x);
  };

/** Up to 1: ½ (t + t/(t + 1)) with t = expm1(|x|); beyond: ½ exp(|x|) − ½ exp(−|x|). */
export const sinh =
  (p: Precision): VectorOperation =>
  (scope, x) => {
    const { code } = scope;
    const size = code.let(p.abs(x));
    const t = code.let(expm1(p)(scope, code.let(p.min(size, p.of(1)))));
    const near = p.mul(p.of(0.5), p.add(t, p.div(t, p.add(t, p.of(1)))));
    const half = code.let(halfExp(scope, p, size));
    const far = p.sub(half, p.div(p.of(0.25), half));
    const tiny = p.lt(size, p.of(p.pick(2 ** -13, 2 ** -28)));
    const whole = choose(tiny, size, choose(p.lt(size, p.of(1)), near, far));
    return withSign(p, code.let(whole), x);
  };

export const cosh =
  (p: Precision): VectorOperation =>
  (scope, x) => {
    const half = scope.code.let(halfExp(scope, p, scope.code.let(p.abs(x))));
    return p.add(half, p.div(p.of(0.25), half));
  };

/** log1p(|x| + x²/(1 + √(x² + 1))); beyond 2^(half of the digits): log|x| + log 2. */
export const asinh =
  (p: Precision): VectorOperation =>
  (scope, x) => {
    const { code } = scope;
    const size = code.let(p.abs(x));
    const limit = p.of(p.pick(2 ** 14, 2 ** 28));
    const near = code.let(p.min(size, limit));
    const square = code.let(p.mul(near, near));
    const argument = p.add(near, p.div(square, p.add(p.of(1), p.sqrt(p.add(square, p.of(1))))));
    const small = code.let(log1p(p)(scope, code.let(argument)));
    const large = code.let(p.add(log(p)(scope, size), p.of(Math.LN2)));
    const tiny = p.lt(size, p.of(p.pick(2 ** -13, 2 ** -28)));
    const whole = choose(p.gt(size, limit), large, choose(tiny, size, small));
    return withSign(p, code.let(choose(p.eq(x, x), whole, x)), x);
  };

/** log1p(t + √(2t + t²)) with t = x − 1; far out: log x + log 2; below 1: NaN. */
export const acosh =
  (p: Precision): VectorOperation =>
  (scope, x) => {
    const { code } = scope;
    const limit = p.of(p.pick(2 ** 14, 2 ** 28));
    const t = code.let(p.sub(p.min(x, limit), p.of(1)));
    const root = p.sqrt(p.add(p.mul(p.of(2), t), p.mul(t, t)));
    const small = code.let(log1p(p)(scope, code.let(p.add(t, root))));
    const large = code.let(p.add(log(p)(scope, x), p.of(Math.LN2)));
    return choose(p.lt(x, p.of(1)), p.of(NaN), choose(p.gt(x, limit), large, small));
  };

/** ½ log1p(2x/(1 − x)), as the series of the logarithm sees it for |x| ≤ 1. */
export const atanh =
  (p: Precision): VectorOperation =>
  (scope, x) => {
    const { code } = scope;
    const size = code.let(p.abs(x));
    const ratio = code.let(p.div(p.mul(p.of(2), size), p.sub(p.of(1), size)));
    const whole = code.let(p.mul(p.of(0.5), log1p(p)(scope, ratio)));
    const tiny = p.lt(size, p.of(p.pick(2 ** -13, 2 ** -28)));
    return withSign(p, code.let(choose(tiny, size, whole)), x);
  };
