/** Decompositions: primitives of one stack of matrices and several results, all with the same leading axes. */
import { chain, type Either } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type { Failure } from "../../errors.js";
import { NO_PARAMS } from "../../ir/key.js";
import type { JointArguments, Params, Primitive, Tangent } from "../../ir/primitive.js";
import type { ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { asArray, type ArrayLike } from "../../trace/asarray.js";
import { bind } from "../../trace/bind.js";
import { callable, makePrimitive } from "../define.js";
import { arity } from "../guard.js";

export interface DecompositionSpec<P extends Params> {
  /** Types of the factors. */
  type(x: ArrayType, params: P): Either<Failure, readonly ArrayType[]>;
  /** The factors and their tangents; nothing but linear operations may happen to the tangent. */
  push(t: NDArray, x: NDArray, params: P): { outputs: readonly NDArray[]; tangents: readonly Tangent[] };
  flops(x: ArrayType, params: P): number;
}

/** Parameters may be left out where there are none. */
export type Decomposition<P extends Params> = Primitive<P> &
  ((x: ArrayLike, ...params: object extends P ? [] : [params: P]) => readonly NDArray[]);

export function decomposition<P extends Params>(name: string, spec: DecompositionSpec<P>): Decomposition<P> {
  const push = ({ inputs, tangents, params }: JointArguments<P>): ReturnType<DecompositionSpec<P>["push"]> => {
    const [x] = inputs as readonly [NDArray];
    const [t] = tangents;
    return t == null ? { outputs: bind(operation, [x], params), tangents: [] } : spec.push(t, x, params);
  };
  const operation: Decomposition<P> = callable(
    makePrimitive<P>(name, {
      type: (types, params) =>
        pipe(
          arity(name, types, 1),
          chain(() => spec.type(types[0] as ArrayType, params)),
        ),
      jvp: (args) => push(args).tangents,
      jointJvp: push,
      linearize: push,
      // Leading axes are a stack already: one more changes nothing.
      batch({ inputs, params }) {
        const outputs = bind(operation, inputs, params);
        return { outputs, batched: outputs.map(() => true) };
      },
      flops: (types, params) => spec.flops(types[0] as ArrayType, params),
    }),
    (x: ArrayLike, params: P = NO_PARAMS as P): readonly NDArray[] => bind(operation, [asArray(x)], params),
  );
  return operation;
}
