/** Arrays joined along one axis. */
import { chain, map, right } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type { Primitive } from "../ir/primitive.js";
import { checkAxes, sameShape, without, type ArrayType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { asArrays, type ArrayLike } from "../trace/asarray.js";
import { bindOne } from "../trace/bind.js";
import { callable, makePrimitive } from "./define.js";
import { elements, ensure } from "./guard.js";
import { alignBatch, ANY } from "./pointwise.js";
import { placeSlices, sliceAxis } from "./slice.js";
import { showType } from "../ir/type.js";

export interface ConcatenateParams {
  readonly axis: number;
}

/** Where each operand begins, and at last the length of the result. */
function offsets(shapes: readonly (readonly number[])[], axis: number): number[] {
  const ends = [0];
  for (const shape of shapes) ends.push((ends.at(-1) as number) + (shape[axis] as number));
  return ends;
}

export type Concatenate = Primitive<ConcatenateParams> &
  ((xs: readonly ArrayLike[], params: ConcatenateParams) => NDArray);

export const concatenate: Concatenate = /* @__PURE__ */ callable(
  makePrimitive<ConcatenateParams>("concatenate", {
    type: (types, { axis }) =>
      pipe(
        elements("concatenate", types, ANY),
        map(([first]) => first as ArrayType),
        chain((first) =>
          pipe(
            checkAxes("concatenate", [axis], first.shape.length),
            chain(() => {
              const other = types.find(
                ({ shape }) =>
                  shape.length !== first.shape.length ||
                  !sameShape(without(shape, [axis]), without(first.shape, [axis])),
              );
              return ensure(other === undefined, () => ({
                code: "shape",
                what: `shapes may differ only along axis ${axis}, got ${types.map(showType).join(" and ")}`,
                where: "concatenate",
                fix: "reshape or broadcast the operands, or join along another axis",
              }));
            }),
            chain(() => {
              const length = offsets(
                types.map(({ shape }) => shape),
                axis,
              ).at(-1) as number;
              return right([{ ...first, shape: first.shape.map((n, i) => (i === axis ? length : n)) }]);
            }),
          ),
        ),
      ),
    jvp({ inputs, outputs: [ans], tangents, params }) {
      const present = tangents.filter((t): t is NDArray => t !== null);
      if (present.length === tangents.length) return [concatenate(present, params)];
      if (present.length === 0) return [null];
      const { shape } = ans as NDArray;
      const begins = offsets(
        inputs.map((x) => x.shape),
        params.axis,
      );
      const strides = shape.map(() => 1);
      const boxes = tangents.flatMap((t, k) =>
        t === null ? [] : [{ starts: shape.map((_, i) => (i === params.axis ? (begins[k] as number) : 0)), strides }],
      );
      return [placeSlices(present, { shape, boxes })];
    },
    transpose({ cotangents: [ct], inputs, types, params: { axis } }) {
      const ends = offsets(
        types.map(({ shape }) => shape),
        axis,
      );
      return inputs.map((x, k) =>
        x !== null || ct == null ? null : sliceAxis(ct, axis, ends[k] as number, ends[k + 1] as number),
      );
    },
    batch: ({ inputs, batched, size, params: { axis } }) => ({
      outputs: [concatenate(alignBatch(inputs, batched, size), { axis: axis + 1 })],
      batched: [true],
    }),
    flops: () => 0,
  }),
  (xs: readonly ArrayLike[], params: ConcatenateParams): NDArray =>
    bindOne(concatenate, asArrays("concatenate", xs), params),
);
