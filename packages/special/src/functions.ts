/** Functions of anything that is an array, from pointwise primitives: operands are promoted to floats and broadcast. */
import { bindOne, NO_PARAMS, type NDArray, type Params, type Primitive } from "@fluxion/core";
import type { Operand } from "@fluxion/numpy";
import { float, floats } from "./operands.js";

export type Unary = (x: Operand) => NDArray;
export type Binary = (x: Operand, y: Operand) => NDArray;

/** Of one operand. */
export const unary =
  (primitive: Primitive<object>): Unary =>
  (x) =>
    bindOne(primitive, [float(x)], NO_PARAMS);

/** Of two operands that broadcast. */
export const binary =
  (primitive: Primitive<object>): Binary =>
  (x, y) =>
    bindOne(primitive, floats(x, y), NO_PARAMS);

/** Of any number of operands that broadcast, with parameters. */
export const applied = <P extends Params>(primitive: Primitive<P>, params: P, ...xs: readonly Operand[]): NDArray =>
  bindOne(primitive, floats(...xs), params);
