/** Functions without the traced values they close over: those become arguments, so that custom rules can see them. */
import { raise } from "../../errors.js";
import { isInexact, sameType, showType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { Tracer } from "../../trace/trace.js";
import { requireStructure, unflatten } from "../../trace/tree.js";
import type { Accepts, Arrays } from "../../trace/treetypes.js";
import { flattenArrays, type AnyFunction } from "../call.js";
import { bodyOf, typesOfLeaves } from "../control/body.js";
import { evaluate } from "../evaluate.js";

/**
 * The function with the traced floats it closes over as further arguments, and the list of them: `[g, consts]` with
 * `g(...args, ...consts)` equal to `f(...args)`. customJvp and customVjp refuse to differentiate by what a function closes over;
 * as arguments these values have derivatives.
 * @param examples arguments of the types that `g` will be called with; their values do not matter
 * @throws StructureError, ShapeError, DTypeError where `g` is called with other types
 * @example const [g, consts] = closureConvert((x) => np.multiply(x, 2), 1); g(3, ...consts) // 6
 */
export function closureConvert<A extends unknown[], R>(
  f: (...args: A) => R,
  ...examples: { [K in keyof A]: Accepts<A[K]> }
): [converted: (...args: unknown[]) => Arrays<R>, consts: NDArray[]] {
  const where = "closureConvert";
  const { leaves, structure } = flattenArrays(where, examples);
  const { program, captured, structure: out } = bodyOf(where, f as AnyFunction, typesOfLeaves(leaves), structure);
  const isHoisted = captured.map((value) => value instanceof Tracer && isInexact(value.dtype));
  const hoisted = captured.filter((_, i) => isHoisted[i]);
  const converted = (...args: unknown[]): Arrays<R> => {
    const own = args.slice(0, examples.length);
    const given = flattenArrays(where, own);
    requireStructure(`${where} (arguments against examples)`, given.structure, structure);
    const consts = flattenArrays(where, args.slice(examples.length)).leaves;
    const wanted = [...leaves, ...hoisted];
    const values = [...given.leaves, ...consts];
    const bad = wanted.findIndex((like, i) => values[i] === undefined || !sameType(values[i].type, like.type));
    if (bad >= 0 || values.length !== wanted.length)
      raise({
        code: "shape",
        what: `the converted function takes (${wanted.map((x) => showType(x.type)).join(", ")}), got (${values.map((x) => showType(x.type)).join(", ")})`,
        where,
        fix: "pass arguments of the types of the examples, then the hoisted constants",
      });
    let next = 0;
    const closed = captured.map((value, i) => (isHoisted[i] ? (consts[next++] as NDArray) : value));
    return unflatten(out, evaluate(program, [...closed, ...given.leaves])) as Arrays<R>;
  };
  return [converted, hoisted];
}
