/** Universal functions from primitives: operands are promoted and broadcast, then the primitive is applied. */
import { bindOne, NO_PARAMS, type DType, type NDArray, type Primitive } from "@fluxion/core";
import { align, alignAs, floatType, toArray, toFloat, type Operand } from "../support/index.js";

export type Unary = (x: Operand) => NDArray;
export type Binary = (x: Operand, y: Operand) => NDArray;
type Op = Primitive<object>;

/** Applied to one array, or two of one type. */
export const apply = (op: Op, x: NDArray): NDArray => bindOne(op, [x], NO_PARAMS);
export const apply2 = (op: Op, x: NDArray, y: NDArray): NDArray => bindOne(op, [x, y], NO_PARAMS);

/** Keeps the element type. */
export const unary =
  (op: Op): Unary =>
  (x) =>
    apply(op, toArray(x));

/** Computes in floats: integers and booleans become float32. */
export const floatUnary =
  (op: Op): Unary =>
  (x) =>
    apply(op, toFloat(toArray(x)));

/** Computes in the common type; `forBools` takes the place of the primitive if that is bool. */
export const binary =
  (op: Op, forBools: Op = op): Binary =>
  (x, y) => {
    const [a, b] = align(x, y);
    return apply2(a.dtype === "bool" ? forBools : op, a, b);
  };

/** Computes in the common float type. */
export const floatBinary =
  (op: Op): Binary =>
  (x, y) =>
    apply2(op, ...alignAs([x, y], floatType));

/** The common type, with int32 in the place of bool. */
export const countType = (dtype: DType): DType => (dtype === "bool" ? "int32" : dtype);
