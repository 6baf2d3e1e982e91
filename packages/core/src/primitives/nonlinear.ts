/** Nonlinear primitives of one operand: give the derivative (none, if it is zero) and the batching of parameters. */
import { chain, map, type Either } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type { Failure } from "../errors.js";
import type { JvpArguments, Params, Primitive, Tangent } from "../ir/primitive.js";
import type { ArrayType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { asArray, type ArrayLike } from "../trace/asarray.js";
import { bindOne } from "../trace/bind.js";
import { callable, makePrimitive } from "./define.js";
import { arity } from "./guard.js";
import type { LinearOperation } from "./linear.js";

export interface NonlinearSpec<P extends Params> {
  /** Type of the result. */
  type(x: ArrayType, params: P): Either<Failure, ArrayType>;
  /** Tangent of the result, given the operand's tangent, the operand and the result; zero if there is no rule. */
  jvp?(t: NDArray, x: NDArray, ans: NDArray, args: JvpArguments<P>): Tangent;
  /** Parameters for an operand with one more axis in front. */
  batch(params: P): P;
  flops?: Primitive<P>["flops"];
  readonly reduces?: Primitive<P>["reduces"];
}

export function nonlinear<P extends Params>(name: string, spec: NonlinearSpec<P>): LinearOperation<P> {
  const operation: LinearOperation<P> = callable(
    makePrimitive<P>(name, {
      type: (types, params) =>
        pipe(
          arity(name, types, 1),
          chain(() => spec.type(types[0] as ArrayType, params)),
          map((type) => [type]),
        ),
      jvp: (args) => {
        const [t] = args.tangents;
        return [
          t == null || spec.jvp === undefined
            ? null
            : spec.jvp(t, args.inputs[0] as NDArray, args.outputs[0] as NDArray, args),
        ];
      },
      batch: ({ inputs, params }) => ({ outputs: [bindOne(operation, inputs, spec.batch(params))], batched: [true] }),
      ...(spec.flops && { flops: spec.flops }),
      ...(spec.reduces && { reduces: spec.reduces }),
    }),
    (x: ArrayLike, params: P): NDArray => bindOne(operation, [asArray(x)], params),
  );
  return operation;
}
