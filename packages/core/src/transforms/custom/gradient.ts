/** Functions that return their value and its pullback at once. */
import { typesOf } from "../../ir/program.js";
import { isInexact } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { zeros } from "../../primitives/constant.js";
import { bind } from "../../trace/bind.js";
import { record } from "../../trace/record.js";
import { unflatten } from "../../trace/tree.js";
import type { AnyFunction } from "../call.js";
import { evaluate } from "../evaluate.js";
import type { Pull } from "../pullback.js";
import { flattenValue, pairFrom, stageCall, takeApart } from "./call.js";
import { cotangentTree, customVjpCall, flattenCotangents, type Run } from "./vjp.js";

/**
 * A function that returns [value, pullback] itself: `pullback(ct)` gives the cotangents of its arguments.
 * @throws StructureError, ShapeError, DTypeError if the pullback gives what does not fit the arguments
 * @example const f = customGradient((x) => [x.mul(x), (ct) => [ct.mul(x).mul(2)]]);
 */
export function customGradient<A extends unknown[], R>(
  f: (...args: A) => readonly [R, (cotangent: never) => readonly unknown[]],
): (...args: A) => R {
  return (...args) => {
    const valueOf = ((...given: A) =>
      pairFrom("customGradient", f(...given), "[value, pullback]")[0]) as unknown as AnyFunction;
    const application = takeApart("customGradient", valueOf, args, {});
    if (!application.traced) return valueOf(...(args as unknown as never[])) as R;
    const { program, captured: consts, structure } = stageCall("customGradient", application);
    const types = typesOf(program.outputs);
    const forward = (inputs: readonly NDArray[]): Run => {
      const [value, pullback] = f(...(unflatten(application.structure, inputs) as A));
      const outputs = flattenValue("customGradient", value, structure, types);
      // Recorded at once, so that what the pullback closes over becomes residuals while the traces it belongs to are open.
      const moving = types.filter((type) => isInexact(type.dtype));
      let present: readonly boolean[] = [];
      const { program: back, captured } = record("customGradient", moving, (cts) => {
        let next = 0;
        const all = types.map((type) => (isInexact(type.dtype) ? (cts[next++] as NDArray) : null));
        const tree = cotangentTree(structure, types, all);
        const results = flattenCotangents("customGradient", pullback(tree as never), application);
        present = results.map((x) => x !== null);
        return results.filter((x): x is NDArray => x !== null);
      });
      const pull: Pull = (residuals, cotangents) => {
        const given = types.flatMap((type, i) => (isInexact(type.dtype) ? [cotangents[i] ?? zeros(type)] : []));
        const results = evaluate(back, [...given, ...residuals]);
        let next = 0;
        return present.map((there) => (there ? (results[next++] as NDArray) : null));
      };
      return { outputs, residuals: captured, pull };
    };
    return unflatten(
      structure,
      bind(customVjpCall, [...consts, ...application.leaves], { program, consts: consts.length, forward }),
    ) as R;
  };
}
