/**
 * Taylor mode as a domain: a variable carries a series. With y = f(x), y′ is the tangent that f's own derivative rule makes
 * of x′; so y's coefficients follow, one after the other, from the rule run on series. Products have Leibniz' rule instead
 * and quotients undo it, since the product rule itself would double the work with every order. Mutates: the table of
 * series that one run has made, which keeps sin and cos of the same series from being made over and over.
 */
import type { Domain } from "../../ir/interpret.js";
import { interpret } from "../../ir/interpret.js";
import { identityOf, paramsKey } from "../../ir/key.js";
import type { Params, Primitive, Tangent } from "../../ir/primitive.js";
import type { Program } from "../../ir/program.js";
import { isInexact, showType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { add, div, sub } from "../../primitives/arithmetic.js";
import { programOf } from "../../primitives/body.js";
import { zerosLike } from "../../primitives/constant.js";
import { bind } from "../../trace/bind.js";
import { missingRule } from "../rule.js";
import { tangentRule, type TangentRule } from "./rule.js";
import { Series } from "./series.js";

const plus = (x: Tangent, y: Tangent): Tangent => (x === null || y === null ? (x ?? y) : add(x, y));

/** Series up to the power `order`. */
export function jetDomain(order: number): Domain<Series> {
  const made = new Map<string, readonly Series[]>();
  const rules = new Map<string, TangentRule>();
  let depth = 0;

  const one = (primitive: Primitive, inputs: readonly NDArray[], params: Params): NDArray =>
    bind(primitive, inputs, params)[0] as NDArray;

  /** Σ op(x_j, y_(k−j)), over j from `first`. */
  function convolve(op: Primitive, x: Series, y: Series, k: number, first: number, params: Params): Tangent {
    let total: Tangent = null;
    for (let j = first; j <= k; j++) {
      const [a, b] = [x.coefficient(k - j), y.coefficient(j)];
      if (a !== null && b !== null) total = plus(total, one(op, [a, b], params));
    }
    return total;
  }

  /** q·y = x, so q_k = (x_k − Σ q_(k−j)·y_j)/y₀ with j from 1. */
  function quotient(primitive: Primitive, undone: Primitive, x: Series, y: Series, primal: NDArray, params: Params) {
    const result: Series = new Series(primal, (k) => {
      const [all, rest] = [x.coefficient(k), convolve(undone, result, y, k, 1, params)];
      const above = rest === null ? all : sub(all ?? zerosLike(rest), rest);
      return above === null ? null : one(primitive, [above, y.primal], params);
    });
    return result;
  }

  /** By the derivative rule, run on series when the first coefficient is asked for. */
  function throughRule(primitive: Primitive, inputs: readonly Series[], outputs: readonly NDArray[], params: Params) {
    const active = inputs.map((x) => !x.constant);
    const types = inputs.map((x) => x.primal.type);
    const key = `${identityOf(primitive)}${paramsKey(params)}${types.map(showType).join()}${active.join()}`;
    let rule = rules.get(key);
    if (rule === undefined)
      rules.set(
        key,
        (rule = tangentRule(
          primitive,
          types,
          outputs.map((y) => y.type),
          params,
          active,
        )),
      );
    const { program, captured, activeOutputs, linear } = rule;
    if (linear) return linearly(primitive, inputs, outputs, params);
    let slopes: readonly Series[] | undefined;
    const slope = (i: number): Series => {
      slopes ??= interpret(program, apply, [
        ...inputs,
        ...results,
        ...inputs.filter((x) => !x.constant).map((x) => x.derivative()),
        ...captured.map((value) => new Series(value)),
      ]);
      return slopes[activeOutputs.slice(0, i).filter(Boolean).length] as Series;
    };
    const results: Series[] = outputs.map((primal, i) =>
      activeOutputs[i] === true && isInexact(primal.dtype)
        ? new Series(primal, (k) => {
            const below = slope(i).coefficient(k - 1);
            return below === null || k === 1 ? below : div(below, k);
          })
        : new Series(primal),
    );
    return results;
  }

  /** Coefficient by coefficient. */
  function linearly(primitive: Primitive, inputs: readonly Series[], outputs: readonly NDArray[], params: Params) {
    const computed: (readonly NDArray[] | null)[] = [];
    const at = (k: number): readonly NDArray[] | null => {
      if (computed[k] !== undefined) return computed[k];
      const parts = inputs.map((x) => (x.constant ? x.primal : x.coefficient(k)));
      const nothing = inputs.every((x, i) => x.constant || parts[i] === null);
      const filled = parts.map((part, i) => part ?? zerosLike((inputs[i] as Series).primal));
      return (computed[k] = nothing ? null : bind(primitive, filled, params));
    };
    return outputs.map((primal, i) => new Series(primal, (k) => at(k)?.[i] ?? null));
  }

  function seriesOf(primitive: Primitive, inputs: readonly Series[], params: Params): readonly Series[] {
    const outputs = bind(
      primitive,
      inputs.map((x) => x.primal),
      params,
    );
    const [x, y] = inputs as readonly [Series, Series];
    const [primal] = outputs as readonly [NDArray];
    if (primitive.bilinear === true && isInexact(primal.dtype))
      return [new Series(primal, (k) => convolve(primitive, x, y, k, 0, params))];
    if (primitive.undoes !== undefined && isInexact(primal.dtype))
      return [quotient(primitive, primitive.undoes, x, y, primal, params)];
    return throughRule(primitive, inputs, outputs, params);
  }

  /** What has no rule of its own is what its program does. */
  function throughProgram(primitive: Primitive, inputs: readonly Series[], params: Params): readonly Series[] {
    if (primitive.callsProgram === true) return interpret((params as { program: Program }).program, apply, inputs);
    if (primitive.body === undefined) return missingRule(primitive, "jet", "jvp");
    const types = inputs.map((x) => x.primal.type);
    return interpret(programOf(primitive, types, params), apply, inputs);
  }

  function apply(primitive: Primitive, inputs: readonly Series[], params: Params): readonly Series[] {
    if (inputs.every((x) => x.constant))
      return bind(
        primitive,
        inputs.map((x) => x.primal),
        params,
      ).map((primal) => new Series(primal));
    if (primitive.jointJvp === undefined && primitive.jvp === undefined)
      return throughProgram(primitive, inputs, params);
    const key = `${identityOf(primitive)}${paramsKey(params)}|${inputs.map((x) => x.id).join()}`;
    let results = made.get(key);
    if (results !== undefined) return results;
    depth++;
    results = seriesOf(primitive, inputs, params);
    depth--;
    made.set(key, results);
    // What the user's function computes is finished at once, so that long functions do not nest deeply.
    if (depth === 0) for (const y of results) for (let k = 1; k <= order; k++) finish(y, k);
    return results;
  }
  function finish(y: Series, k: number): void {
    depth++;
    y.coefficient(k);
    depth--;
  }

  return {
    name: "jet",
    typeOf: (x) => x.primal.type,
    lift: (value) => new Series(value),
    constant: (x) => (x.constant ? x.primal : null),
    outer: (x) => x.primal,
    apply,
  };
}
