/** Samples of control flow: loops over slices, choices, and loops that end by themselves. */
import {
  add,
  full,
  lt,
  mul,
  neg,
  recordClosed,
  scanPrimitive,
  sin,
  switchPrimitive,
  whilePrimitive,
  type ArrayType,
  type DType,
  type NDArray,
  type Program,
  type ScanParams,
  type WhileParams,
} from "@fluxion/core";
import { sample, specimens, type Promises, type Sample, type Specimens } from "../sample.js";
import { tensor, type Tensor } from "../tensor.js";
import { between, isFloating } from "./values.js";

type Body = (...xs: NDArray[]) => readonly NDArray[];

const programOf = (types: readonly ArrayType[], body: Body): Program =>
  recordClosed("sample", types, (xs) => body(...xs));

const values = (type: ArrayType, salt: number): Tensor => tensor(type.dtype, type.shape, between(-1, 1, salt));
const counter = (value: number): Tensor => tensor("int32", [], [value]);
const INT: ArrayType = { dtype: "int32", shape: [] };

const inFloats = (dtype: DType, smooth: readonly number[]): Partial<Promises> => (isFloating(dtype) ? { smooth } : {});

/** (w, c, x) → c′ = sin(c·w + x), and c′·x. */
function recurrence(type: ArrayType, length: number, reverse: boolean): Sample<ScanParams> {
  const program = programOf([type, type, type], (w, c, x) => {
    const next = sin(add(mul(c as NDArray, w as NDArray), x as NDArray));
    return [next, mul(next, x as NDArray)];
  });
  const slices = { dtype: type.dtype, shape: [length, ...type.shape] };
  const params = { program, consts: 1, carries: 1, length, reverse };
  return sample([values(type, 0), values(type, 1), values(slices, 2)], params, inFloats(type.dtype, [0, 1, 2]));
}

/** The same without the sine: linear in the carry and the slices. */
function linearRecurrence(type: ArrayType, length: number): Sample<ScanParams> {
  const { inputs, params } = recurrence(type, length, false);
  const program = programOf([type, type, type], (w, c, x) => {
    const next = add(mul(c as NDArray, w as NDArray), x as NDArray);
    return [next, neg(next)];
  });
  return sample(inputs, { ...params, program }, { smooth: [0, 1, 2], linear: [[1, 2]], reassociates: true });
}

/** A count beside a float, no constants and nothing to run over: only the length says when to stop. */
function counting(type: ArrayType, length: number): Sample<ScanParams> {
  const program = programOf([INT, type], (i, c) => [
    add(i as NDArray, full([], 1, "int32")),
    sin(c as NDArray),
    neg(i as NDArray),
  ]);
  return sample(
    [counter(3), values(type, 1)],
    { program, consts: 0, carries: 2, length, reverse: false },
    { smooth: [1] },
  );
}

/** Running sums without a carry that depends on them: results only. */
function mapping(type: ArrayType): Sample<ScanParams> {
  const program = programOf([type], (x) => [mul(x as NDArray, x as NDArray)]);
  return sample(
    [values({ ...type, shape: [4, ...type.shape] }, 2)],
    { program, consts: 0, carries: 0, length: 4, reverse: true },
    inFloats(type.dtype, [0]),
  );
}

const F64: ArrayType = { dtype: "float64", shape: [2] };
const shaped = (shape: readonly number[]): ArrayType => ({ dtype: "float64", shape });

/** The branches use both operands, one, and none of them. */
function choice(type: ArrayType, index: number): Sample<{ branches: readonly Program[] }> {
  const types = [type, type];
  const branches = [
    programOf(types, (x, y) => [mul(sin(x as NDArray), y as NDArray)]),
    programOf(types, (x) => [neg(x as NDArray)]),
    programOf(types, () => [full(type.shape, 0.5, type.dtype)]),
  ];
  return sample([counter(index), values(type, 0), values(type, 1)], { branches }, inFloats(type.dtype, [1, 2]));
}

/** Branches that are linear in both operands. */
function linearChoice(type: ArrayType, index: number): Sample<{ branches: readonly Program[] }> {
  const branches = [
    programOf([type, type], (x, y) => [add(x as NDArray, neg(y as NDArray))]),
    programOf([type, type], (_, y) => [y as NDArray]),
  ];
  const linear = { smooth: [1, 2], linear: [[1, 2]] };
  return sample([counter(index), values(type, 0), values(type, 1)], { branches }, linear);
}

/** While i < limit: (i, x) → (i + 1, sin(x·w)). */
function repetition(type: ArrayType, start: number, limit: number): Sample<WhileParams> {
  const test = programOf([INT, INT, type], (bound, i) => [lt(i as NDArray, bound as NDArray)]);
  const body = programOf([type, INT, type], (w, i, x) => [
    add(i as NDArray, full([], 1, "int32")),
    sin(mul(x as NDArray, w as NDArray)),
  ]);
  return sample(
    [counter(limit), values(type, 0), counter(start), values(type, 1)],
    { test, body, testConsts: 1, bodyConsts: 1 },
    { ...inFloats(type.dtype, [1, 3]), forwardOnly: true },
  );
}

const shapes = [[], [1, 2], [0]] as const;

export const control: readonly Specimens[] = [
  specimens(scanPrimitive, [
    ...[false, true].flatMap((reverse) => [0, 1, 4].map((length) => recurrence(F64, length, reverse))),
    ...shapes.map((shape) => recurrence(shaped(shape), 3, false)),
    recurrence({ dtype: "float32", shape: [2] }, 3, false),
    linearRecurrence(F64, 4),
    counting(F64, 3),
    counting(shaped([]), 0),
    mapping(F64),
    mapping({ dtype: "float32", shape: [] }),
  ]),
  specimens(switchPrimitive, [
    // Indices out of range mean the nearest branch.
    ...[0, 1, 2, -1, 7].map((index) => choice(F64, index)),
    ...[0, 1].map((index) => linearChoice(F64, index)),
    ...shapes.map((shape) => choice(shaped(shape), 0)),
    choice({ dtype: "float32", shape: [2] }, 0),
  ]),
  specimens(whilePrimitive, [
    ...[0, 1, 4].map((limit) => repetition(F64, 0, limit)),
    ...shapes.map((shape) => repetition(shaped(shape), 1, 3)),
    repetition({ dtype: "float32", shape: [2] }, 0, 3),
  ]),
];
