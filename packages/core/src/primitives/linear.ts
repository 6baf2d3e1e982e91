/** Linear primitives of one operand: the JVP is the primitive itself; give the transpose and the batching of parameters. */
import { map, type Either } from "#fp-ts/Either";
import { fail, type Failure } from "../errors.js";
import type { Cotangent, Params, Primitive } from "../ir/primitive.js";
import type { ArrayType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { asArray, type ArrayLike } from "../trace/asarray.js";
import { bindOne } from "../trace/bind.js";
import { callable, makePrimitive } from "./define.js";

export interface LinearSpec<P extends Params> {
  /** Type of the result. */
  type(x: ArrayType, params: P): Either<Failure, ArrayType>;
  /** Cotangent of the operand, given the result's cotangent and the operand's type. */
  transpose(ct: NDArray, x: ArrayType, params: P): Cotangent;
  /** Parameters for an operand with one more axis in front; `type` is that of one example. */
  batch(params: P, size: number, type: ArrayType): P;
  kernels?: Primitive<P>["kernels"];
  flops?: Primitive<P>["flops"];
  readonly movesElements?: boolean;
  readonly keepsOrder?: boolean;
  readonly freeInLoop?: boolean;
  readonly reduces?: Primitive<P>["reduces"];
  repeats?: Primitive<P>["repeats"];
  sameAs?: Primitive<P>["sameAs"];
  compose?: Primitive<P>["compose"];
}

export type LinearOperation<P extends Params> = Primitive<P> & ((x: ArrayLike, params: P) => NDArray);

export function linear<P extends Params>(name: string, spec: LinearSpec<P>): LinearOperation<P> {
  const { type: _, transpose: __, batch: ___, ...rest } = spec;
  const operation: LinearOperation<P> = callable(
    makePrimitive<P>(name, {
      type: (types, params) =>
        types.length === 1
          ? map((type: ArrayType): readonly ArrayType[] => [type])(spec.type(types[0] as ArrayType, params))
          : fail({
              code: "argument",
              what: `expected 1 operand, got ${types.length}`,
              where: name,
              fix: "pass one array, then the parameters",
            }),
      jvp: ({ tangents: [t], params }) => [t == null ? null : bindOne(operation, [t], params)],
      transpose: ({ cotangents: [ct], types, params }) => [
        ct == null ? null : spec.transpose(ct, types[0] as ArrayType, params),
      ],
      batch: ({ inputs, size, params }) => {
        const [x] = inputs as readonly [NDArray];
        const example = { dtype: x.dtype, shape: x.shape.slice(1) };
        return { outputs: [bindOne(operation, [x], spec.batch(params, size, example))], batched: [true] };
      },
      ...rest,
    }),
    (x: ArrayLike, params: P): NDArray => bindOne(operation, [asArray(x)], params),
  );
  return operation;
}
