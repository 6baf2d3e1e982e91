/** Makes primitives: a primitive is a function that binds itself, with its rules as properties. */
import { right, type Either } from "#fp-ts/Either";
import type { Failure } from "../errors.js";
import type { Params, Primitive } from "../ir/primitive.js";
import { recordClosed } from "../trace/record.js";
import type { ArrayType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { programOf } from "./body.js";

/** Everything of a primitive but its name, where `type` may follow from `body`. */
export type Spec<P extends Params> = Omit<Primitive<P>, "name" | "type" | "body"> & {
  type?: Primitive<P>["type"];
  /** The primitive in terms of others, as a function of arrays. */
  body?: (inputs: readonly NDArray[], params: P) => NDArray | readonly NDArray[];
};

/** Rules of a primitive under its name, without the call. */
export function makePrimitive<P extends Params>(name: string, spec: Spec<P>): Primitive<P> {
  const { body, ...rules } = spec;
  const primitive: Primitive<P> = {
    ...rules,
    name,
    type: (types: readonly ArrayType[], params: P): Either<Failure, readonly ArrayType[]> =>
      spec.type !== undefined
        ? spec.type(types, params)
        : right(programOf(primitive, types, params).outputs.map((v) => v.type)),
  };
  if (body !== undefined)
    primitive.body = (types: readonly ArrayType[], params: P) =>
      recordClosed(name, types, (inputs) => [body(inputs, params)].flat() as NDArray[]);
  return primitive;
}

/** Gives a primitive its call. */
export function callable<P extends Params, Call extends (...args: never[]) => unknown>(
  primitive: Primitive<P>,
  call: Call,
): Primitive<P> & Call {
  Object.defineProperty(call, "name", { value: primitive.name, configurable: true });
  const { name: _, ...rules } = primitive;
  return Object.assign(call, rules) as unknown as Primitive<P> & Call;
}
