/** Bilinear primitives: the JVP is the product rule; give the transpose in each operand. */
import { chain, map, type Either } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { orThrow, type Failure } from "../errors.js";
import type { Params, Primitive } from "../ir/primitive.js";
import type { ArrayType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { asArray, type ArrayLike } from "../trace/asarray.js";
import { bindOne } from "../trace/bind.js";
import { add } from "./arithmetic.js";
import { fullLike } from "./constant.js";
import { callable, makePrimitive } from "./define.js";
import { arity } from "./guard.js";

export interface BilinearSpec<P extends Params> {
  /** Type of the result. */
  type(x: ArrayType, y: ArrayType, params: P): Either<Failure, ArrayType>;
  /** Cotangent of the left operand, given the result's cotangent, the right operand and the left operand's type. */
  left(ct: NDArray, y: NDArray, x: ArrayType, params: P): NDArray;
  /** Cotangent of the right operand, given the result's cotangent, the left operand and the right operand's type. */
  right(ct: NDArray, x: NDArray, y: ArrayType, params: P): NDArray;
  /** The result with the batch axis in front, for every choice of batched operands. */
  readonly batch: {
    both(x: NDArray, y: NDArray, params: P): NDArray;
    left(x: NDArray, y: NDArray, params: P): NDArray;
    right(x: NDArray, y: NDArray, params: P): NDArray;
  };
  flops: (x: ArrayType, y: ArrayType, params: P, result: ArrayType) => number;
}

export type BilinearOperation<P extends Params> = Primitive<P> & ((x: ArrayLike, y: ArrayLike, params: P) => NDArray);

export function bilinear<P extends Params>(name: string, spec: BilinearSpec<P>): BilinearOperation<P> {
  const operation: BilinearOperation<P> = callable(
    makePrimitive<P>(name, {
      bilinear: true,
      type: (types, params) =>
        pipe(
          arity(name, types, 2),
          chain(() => spec.type(types[0] as ArrayType, types[1] as ArrayType, params)),
          map((type) => [type]),
        ),
      jvp({ inputs: [x, y], tangents: [tx, ty], params }) {
        const first = tx == null ? null : operation(tx, y as NDArray, params);
        const second = ty == null ? null : operation(x as NDArray, ty, params);
        return [first === null || second === null ? (first ?? second) : add(first, second)];
      },
      transpose: ({ cotangents: [ct], inputs: [x, y], types, params }) => [
        x === null && ct != null && y != null ? spec.left(ct, y, types[0] as ArrayType, params) : null,
        y === null && ct != null && x != null ? spec.right(ct, x, types[1] as ArrayType, params) : null,
      ],
      batch({ inputs, batched, size, params }) {
        const [x, y] = inputs as readonly [NDArray, NDArray];
        if (size === 0) {
          const [a, b] = inputs.map(({ dtype, shape }, i) => ({ dtype, shape: batched[i] ? shape.slice(1) : shape }));
          const lane = orThrow(spec.type(a as ArrayType, b as ArrayType, params));
          return { outputs: [fullLike(x, 0, lane.dtype, [0, ...lane.shape])], batched: [true] };
        }
        const rule = batched[0] ? (batched[1] ? "both" : "left") : "right";
        return { outputs: [spec.batch[rule](x, y, params)], batched: [true] };
      },
      flops: (types, params, outputs) =>
        spec.flops(types[0] as ArrayType, types[1] as ArrayType, params, outputs[0] as ArrayType),
    }),
    (x: ArrayLike, y: ArrayLike, params: P): NDArray => bindOne(operation, [asArray(x), asArray(y)], params),
  );
  return operation;
}
