/** An array written down in a program, element by element: what a rule closes over, where a program must be complete in itself. */
import { right } from "#fp-ts/Either";
import { fail } from "../errors.js";
import type { Primitive } from "../ir/primitive.js";
import type { Equation, Var } from "../ir/program.js";
import { sizeOf, type DType, type Shape } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { bind } from "./bind.js";

export interface LiteralParams {
  readonly dtype: DType;
  readonly shape: Shape;
  /** The elements in row-major order. */
  readonly values: readonly number[];
}

export const literal: Primitive<LiteralParams> = {
  name: "literal",
  type: (_, { dtype, shape, values }) =>
    values.length === sizeOf(shape)
      ? right([{ dtype, shape }])
      : fail({
          code: "shape",
          what: `${values.length} elements for shape [${shape.join(", ")}]`,
          where: "literal",
          fix: `give ${sizeOf(shape)} elements`,
        }),
  jvp: () => [null],
  batch: ({ params }) => ({ outputs: bind(literal, [], params), batched: [false] }),
  flops: () => 0,
};

/** The equation that binds a variable to what an array holds now. */
export const equationOfArray = (array: NDArray, variable: Var): Equation => ({
  primitive: literal as unknown as Primitive,
  inputs: [],
  params: { ...array.type, values: Array.from(array.dataSync()) } satisfies LiteralParams,
  outputs: [variable],
});
