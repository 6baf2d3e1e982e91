/** The k largest elements along the last axis, in descending order, and where they stand; NaN counts as the largest. */
import { chain, map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type { Primitive } from "../ir/primitive.js";
import { showType, type ArrayType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { asArray, type ArrayLike } from "../trace/asarray.js";
import { bind } from "../trace/bind.js";
import { callable, makePrimitive } from "./define.js";
import { arity, elements, ensure } from "./guard.js";
import { REAL } from "./pointwise.js";
import { takeAlong } from "./take-along.js";

export interface TopKParams {
  readonly k: number;
}

export type TopK = Primitive<TopKParams> & ((x: ArrayLike, params: TopKParams) => readonly NDArray[]);

/** [values, int32 indices]; of equal elements the first comes first. */
export const topK: TopK = /* @__PURE__ */ callable(
  makePrimitive<TopKParams>("topK", {
    type: (types, { k }) =>
      pipe(
        arity("topK", types, 1),
        chain(() => elements("topK", types, REAL)),
        map(([x]) => x as ArrayType),
        chain((x) =>
          pipe(
            ensure(Number.isInteger(k) && k >= 0 && k <= (x.shape.at(-1) ?? -1), () => ({
              code: "shape",
              what: `cannot take the ${k} largest along the last axis of ${showType(x)}`,
              where: "topK",
              fix: "choose k from 0 to the length of the last axis",
            })),
            map((): readonly ArrayType[] => {
              const shape = [...x.shape.slice(0, -1), k];
              return [
                { dtype: x.dtype, shape },
                { dtype: "int32", shape },
              ];
            }),
          ),
        ),
      ),
    jvp: ({ inputs: [x], outputs: [, indices], tangents: [t] }) => [
      t == null ? null : takeAlong(t, indices as NDArray, (x as NDArray).ndim - 1),
      null,
    ],
    batch: ({ inputs, params }) => ({ outputs: topK(inputs[0] as NDArray, params), batched: [true, true] }),
  }),
  (x: ArrayLike, params: TopKParams): readonly NDArray[] => bind(topK, [asArray(x)], params),
);
