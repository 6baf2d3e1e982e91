/** Rules given after the fact, in the form of Autograd: one function per operand. Mutates: the primitive's rules. */
import type { Params, Primitive, Tangent } from "../ir/primitive.js";
import type { NDArray } from "../ir/value.js";
import { add } from "../primitives/arithmetic.js";
import { differentiateByVjp } from "./define.js";

/** (cotangent or tangent, result, ...operands, parameters) → contribution; `null` where the derivative is zero. */
export type Rule<P extends Params = Params> =
  | ((g: NDArray, ans: NDArray, ...rest: [...operands: NDArray[], params: P]) => NDArray)
  | null;
type AnyRule = ((g: NDArray, ans: NDArray, ...rest: never[]) => NDArray) | null;

const apply = (
  rule: AnyRule | undefined,
  g: Tangent | undefined,
  ans: NDArray,
  inputs: readonly NDArray[],
  params: Params,
): Tangent => (rule == null || g == null ? null : (rule as (...args: unknown[]) => NDArray)(g, ans, ...inputs, params));

/**
 * Gives a primitive of one result its reverse rules; forward mode follows by transposition.
 * @example defvjp(exp, (g, ans, x) => mul(ans, g))
 */
export function defvjp<P extends Params>(primitive: Primitive<P>, ...rules: readonly AnyRule[]): void {
  primitive.vjp = ({ inputs, outputs, cotangents, params }) =>
    inputs.map((_, i) => apply(rules[i], cotangents[0], outputs[0] as NDArray, inputs, params));
  delete primitive.jvp;
  differentiateByVjp(primitive);
}

/**
 * Gives a primitive of one result its forward rules; reverse mode follows by transposition.
 * @example defjvp(exp, (t, ans, x) => mul(ans, t))
 */
export function defjvp<P extends Params>(primitive: Primitive<P>, ...rules: readonly AnyRule[]): void {
  primitive.jvp = ({ inputs, outputs, tangents, params }) => {
    const terms = inputs.map((_, i) => apply(rules[i], tangents[i], outputs[0] as NDArray, inputs, params));
    return [
      terms.reduce<Tangent>(
        (total, term) => (total === null || term === null ? (total ?? term) : add(total, term)),
        null,
      ),
    ];
  };
  delete primitive.vjp;
  delete primitive.linearize;
  delete primitive.jointJvp;
}
