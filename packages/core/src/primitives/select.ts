/** A choice between two arrays, element by element: linear in both. */
import { right, type Either } from "#fp-ts/Either";
import { fail, type Failure } from "../errors.js";
import { NO_PARAMS } from "../ir/key.js";
import { isInexact, sameShape, sameType, showType, type ArrayType } from "../ir/type.js";
import type { Primitive, Tangent } from "../ir/primitive.js";
import type { NDArray } from "../ir/value.js";
import { asArray, type ArrayLike } from "../trace/asarray.js";
import { bindOne } from "../trace/bind.js";
import { zerosLike } from "./constant.js";
import { callable, makePrimitive } from "./define.js";
import { alignBatch, likeOperands } from "./pointwise.js";

function choiceType(types: readonly ArrayType[]): Either<Failure, readonly ArrayType[]> {
  const [predicate, onTrue, onFalse] = types;
  if (predicate === undefined || onTrue === undefined || onFalse === undefined || types.length > 3)
    return fail({
      code: "argument",
      what: `expected 3 operands, got ${types.length}`,
      where: "select",
      fix: "pass a predicate and two arrays",
    });
  if (predicate.dtype !== "bool")
    return fail({
      code: "dtype",
      what: `the predicate is ${predicate.dtype}`,
      where: "select",
      fix: "compare it with 0 first",
    });
  if (!sameType(onTrue, onFalse) || !sameShape(predicate.shape, onTrue.shape))
    return fail({
      code: onTrue.dtype === onFalse.dtype ? "shape" : "dtype",
      what: `operands differ in type: ${types.map(showType).join(" and ")}`,
      where: "select",
      fix: "use np.where, which broadcasts and promotes, or convert and broadcast first",
    });
  return right([onTrue]);
}

type Select = Primitive<object> & ((predicate: ArrayLike, onTrue: ArrayLike, onFalse: ArrayLike) => NDArray);

/** `onTrue` where the predicate holds, `onFalse` elsewhere. The element that is not chosen has no influence, NaN or not. */
export const select: Select = /* @__PURE__ */ callable(
  makePrimitive<object>("select", {
    type: choiceType,
    scalar: (s) => (predicate, onTrue, onFalse) => s.select(predicate, onTrue, onFalse),
    jvp: ({ inputs: [predicate, x], tangents: [, s, t] }) => {
      if (!isInexact((x as NDArray).dtype) || (s ?? t ?? null) === null) return [null];
      return [select(predicate as NDArray, orZero(s, x), orZero(t, x))];
    },
    transpose: ({ cotangents: [ct], inputs: [predicate, x, y] }) => {
      if (ct == null || predicate == null) return [null, null, null];
      const none = zerosLike(ct);
      return [null, x === null ? select(predicate, ct, none) : null, y === null ? select(predicate, none, ct) : null];
    },
    batch: ({ inputs, batched, size, params }) => ({
      outputs: [bindOne(select, alignBatch(inputs, batched, size), params)],
      batched: [true],
    }),
  }),
  (predicate: ArrayLike, onTrue: ArrayLike, onFalse: ArrayLike): NDArray =>
    bindOne(select, [asArray(predicate), ...likeOperands([onTrue, onFalse])], NO_PARAMS),
);

const orZero = (t: Tangent | undefined, x: NDArray | undefined): NDArray => t ?? zerosLike(x as NDArray);
