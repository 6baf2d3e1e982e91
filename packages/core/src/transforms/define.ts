/** Declares primitives of any kind, for contributors: rules in, a function out. */
import { NO_PARAMS } from "../ir/key.js";
import type { Params, Primitive } from "../ir/primitive.js";
import type { NDArray } from "../ir/value.js";
import { callable, makePrimitive, type Spec } from "../primitives/define.js";
import { asArrays, type ArrayLike } from "../trace/asarray.js";
import { bind, bindOne } from "../trace/bind.js";
import { pushThroughVjp } from "./pullback.js";

/** Reverse mode by the primitive's VJP; forward mode by its transpose, unless there is a JVP. */
export function differentiateByVjp<P extends Params>(primitive: Primitive<P>): void {
  const push: NonNullable<Primitive<P>["linearize"]> = ({ inputs, tangents, params }) =>
    pushThroughVjp(primitive as Primitive, inputs, tangents, params);
  primitive.linearize = push;
  if (primitive.jvp === undefined) primitive.jointJvp = push;
}

function declare<P extends Params>(name: string, spec: Spec<P>): Primitive<P> {
  const primitive = makePrimitive(name, spec);
  if (spec.vjp !== undefined) differentiateByVjp(primitive);
  return primitive;
}

/**
 * Declares a primitive of any kind and one output, called as `op([x, y], params)`.
 * Families (`pointwise`, `linear`) need less; what is not given is derived from `body`.
 */
export function definePrimitive<P extends Params = object>(
  name: string,
  spec: Spec<P>,
): Primitive<P> & ((inputs: readonly ArrayLike[], params?: P) => NDArray) {
  const primitive: Primitive<P> & ((inputs: readonly ArrayLike[], params?: P) => NDArray) = callable(
    declare(name, spec),
    (inputs: readonly ArrayLike[], params?: P): NDArray =>
      bindOne(primitive, asArrays(name, inputs), params ?? (NO_PARAMS as P)),
  );
  return primitive;
}

/** The same for primitives of several outputs. */
export function definePrimitives<P extends Params = object>(
  name: string,
  spec: Spec<P>,
): Primitive<P> & ((inputs: readonly ArrayLike[], params?: P) => readonly NDArray[]) {
  const primitive: Primitive<P> & ((inputs: readonly ArrayLike[], params?: P) => readonly NDArray[]) = callable(
    declare(name, spec),
    (inputs: readonly ArrayLike[], params?: P): readonly NDArray[] =>
      bind(primitive, asArrays(name, inputs), params ?? (NO_PARAMS as P)),
  );
  return primitive;
}
