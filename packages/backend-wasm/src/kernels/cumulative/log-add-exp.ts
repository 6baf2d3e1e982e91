/** log(eˣ + eʸ) of float64: the greater one plus log1p(e^(−|x − y|)); the greater one itself where both are the same infinity. */
import { f64x2, v128, type V128 } from "../../emit/index.js";
import { f64s } from "../../lanes/constants.js";
import type { Scope } from "../../lanes/value.js";
import { exp } from "../../math/exponential.js";
import { log1p } from "../../math/logarithm.js";
import { DOUBLE } from "../../math/precision.js";

export function logAddExp(scope: Scope, x: V128, y: V128): V128 {
  const { code } = scope;
  const most = code.let(f64x2.max(x, y));
  const distance = code.let(f64x2.abs(f64x2.sub(x, y)));
  const rest = log1p(DOUBLE)(scope, code.let(exp(DOUBLE)(scope, code.let(f64x2.neg(distance)))));
  const alone = v128.and(f64x2.eq(x, y), f64x2.eq(f64x2.abs(x), f64s(Infinity)));
  return v128.bitselect(most, f64x2.add(most, rest), alone);
}
