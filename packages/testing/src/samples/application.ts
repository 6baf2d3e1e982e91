/** Samples of primitives that apply a program. */
import {
  add,
  call,
  exp,
  full,
  broadcast,
  fused,
  fusedReduction,
  mul,
  recordClosed,
  sin,
  sum,
  type ArrayType,
  type NDArray,
  type Program,
} from "@fluxion/core";
import { sample, specimens, type Specimens } from "../sample.js";
import { between } from "./values.js";
import { tensor, type Tensor } from "../tensor.js";

/** sin(x)·y and exp(x): two results, one of one operand only. */
const loop = (type: ArrayType): Program =>
  recordClosed("loop", [type, type], ([x, y]) => [mul(sin(x as NDArray), y as NDArray), exp(x as NDArray)]);

/** A call within a call, a reduction, a constant, and an operand that is given back. */
function nested(type: ArrayType): Program {
  const inner = recordClosed("inner", [type], ([x]) => [
    mul(x as NDArray, add(x as NDArray, full(type.shape, 0.5, type.dtype))),
  ]);
  return recordClosed("outer", [type, type], ([x, y]) => {
    const [z] = call([x as NDArray], { program: inner, name: "inner" });
    return [sum(mul(z as NDArray, y as NDArray), { axes: type.shape.map((_, axis) => axis) }), y as NDArray];
  });
}

/** A row program: elements for a sum, and elements made with the sum. */
const rows = (type: ArrayType): Program =>
  recordClosed("rows", [type, type], ([x, y]) => {
    const axes = [type.shape.length - 1];
    const e = exp(mul(x as NDArray, y as NDArray));
    const total = sum(e, { axes });
    return [mul(e, broadcast(total, { shape: type.shape, axes })), sin(total)];
  });

const operands = (type: ArrayType): Tensor[] => [
  tensor(type.dtype, type.shape, between(-2, 2)),
  tensor(type.dtype, type.shape, between(-2, 2, 1)),
];

const TYPES: readonly ArrayType[] = [
  { dtype: "float64", shape: [2, 3] },
  { dtype: "float32", shape: [2, 3] },
  { dtype: "float64", shape: [] },
  { dtype: "float64", shape: [0, 2] },
  { dtype: "float64", shape: [1, 1] },
];

export const application: readonly Specimens[] = [
  specimens(
    call,
    TYPES.flatMap((type) => [
      sample(operands(type), { program: nested(type), name: "outer" }, { smooth: [0, 1], reassociates: true }),
      sample(operands(type), { program: loop(type), name: "" }, { smooth: [0, 1] }),
    ]),
  ),
  specimens(
    fused,
    TYPES.map((type) => sample(operands(type), { program: loop(type) }, { smooth: [0, 1] })),
  ),
  specimens(
    fusedReduction,
    TYPES.filter(({ shape }) => shape.length > 0).map((type) =>
      sample(operands(type), { program: rows(type) }, { smooth: [0, 1], reassociates: true }),
    ),
  ),
];
