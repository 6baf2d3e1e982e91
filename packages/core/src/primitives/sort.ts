/** Sorts arrays together by the first of them: stable, ascending, NaN last, −0 equal to 0. */
import { chain, map, type Either } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type { Failure } from "../errors.js";
import type { JointArguments, Primitive, Tangent } from "../ir/primitive.js";
import { checkAxes, isComplex, sameShape, showType, sizeOf, type ArrayType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { asArrays, type ArrayLike } from "../trace/asarray.js";
import { bind } from "../trace/bind.js";
import { callable, makePrimitive } from "./define.js";
import { arity, ensure } from "./guard.js";
import { indicesAlong } from "./iota.js";
import { alignBatch } from "./pointwise.js";
import { takeAlong } from "./take-along.js";

export interface SortParams {
  readonly axis: number;
  /** How many of the operands decide the order, lexicographically. */
  readonly keys: number;
}

function typesOfSort(types: readonly ArrayType[], { axis, keys }: SortParams): Either<Failure, readonly ArrayType[]> {
  const shape = types[0]?.shape ?? [];
  return pipe(
    arity("sort", types, 1, true),
    chain(() => checkAxes("sort", [axis], shape.length)),
    chain(() =>
      ensure(
        types.every((type) => sameShape(type.shape, shape)),
        () => ({
          code: "shape",
          what: `operands differ in shape: ${types.map(showType).join(" and ")}`,
          where: "sort",
          fix: "broadcast them to one shape",
        }),
      ),
    ),
    chain(() =>
      ensure(Number.isInteger(keys) && keys >= 1 && keys <= types.length, () => ({
        code: "argument",
        what: `keys is ${keys}, but there are ${types.length} operands`,
        where: "sort",
        fix: `choose from 1 to ${types.length} keys`,
      })),
    ),
    chain(() =>
      ensure(!types.slice(0, keys).some((type) => isComplex(type.dtype)), () => ({
        code: "dtype",
        what: "complex numbers have no order",
        where: "sort",
        fix: "sort by real and imaginary parts as two keys",
      })),
    ),
    map(() => types),
  );
}

/** Sorts indices along, so that the tangents can follow. */
function sortWithTangents({ inputs, tangents, params }: JointArguments<SortParams>): {
  outputs: readonly NDArray[];
  tangents: readonly Tangent[];
} {
  const sorted = sort([...inputs, indicesAlong(inputs[0] as NDArray, params.axis)], params);
  const order = sorted.at(-1) as NDArray;
  return { outputs: sorted.slice(0, -1), tangents: tangents.map((t) => t && takeAlong(t, order, params.axis)) };
}

export type Sort = Primitive<SortParams> & ((xs: readonly ArrayLike[], params: SortParams) => readonly NDArray[]);

export const sort: Sort = /* @__PURE__ */ callable(
  makePrimitive<SortParams>("sort", {
    type: typesOfSort,
    jvp: (args) => sortWithTangents(args).tangents,
    jointJvp: sortWithTangents,
    linearize: sortWithTangents,
    batch: ({ inputs, batched, size, params: { axis, keys } }) => ({
      outputs: sort(alignBatch(inputs, batched, size), { axis: axis + 1, keys }),
      batched: inputs.map(() => true),
    }),
    flops: (types, { axis }) => {
      const { shape } = types[0] as ArrayType;
      return sizeOf(shape) * Math.ceil(Math.log2(Math.max(2, shape[axis] as number)));
    },
  }),
  (xs: readonly ArrayLike[], params: SortParams): readonly NDArray[] => bind(sort, asArrays("sort", xs), params),
);
