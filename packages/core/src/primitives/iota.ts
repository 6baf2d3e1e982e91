/** The index along one axis: 0, 1, 2, … repeated along the others. */
import { chain, map, type Either } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type { Failure } from "../errors.js";
import type { Primitive } from "../ir/primitive.js";
import { checkAxes, checkDType, type ArrayType, type DType, type Shape } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { bindLike, bindOne } from "../trace/bind.js";
import { callable, makePrimitive } from "./define.js";
import { ensure, integers } from "./guard.js";

export interface IotaParams {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly axis: number;
}

const typeOfIota = ({ dtype, shape, axis }: IotaParams): Either<Failure, readonly ArrayType[]> =>
  pipe(
    integers("iota", 0, { shape }),
    chain(() => checkDType("iota", dtype)),
    chain(() => checkAxes("iota", [axis], shape.length)),
    chain(() =>
      ensure(dtype !== "bool", () => ({
        code: "dtype",
        what: "indices do not fit in bool",
        where: "iota",
        fix: "use int32",
      })),
    ),
    map(() => [{ dtype, shape }]),
  );

/** `iota({ dtype: "int32", shape: [2, 3], axis: 1 })` is [[0, 1, 2], [0, 1, 2]]. */
export const iota: Primitive<IotaParams> & ((params: IotaParams) => NDArray) = callable(
  makePrimitive<IotaParams>("iota", {
    type: (_, params) => typeOfIota(params),
    jvp: () => [null],
    batch: ({ params }) => ({ outputs: [iota(params)], batched: [false] }),
    flops: () => 0,
    freeInLoop: true,
  }),
  (params: IotaParams): NDArray => bindOne(iota, [], params),
);

/** The index along an axis for every element of an array, where that array lives. */
export const indicesAlong = (like: NDArray, axis: number, shape: Shape = like.shape): NDArray =>
  bindLike(like, iota, { dtype: "int32", shape, axis });
