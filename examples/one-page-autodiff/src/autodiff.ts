/** Reverse-mode automatic differentiation of array programs on one page: arrays, a tape, rules, and a walk back along the tape. */

/** Elements in row-major order. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** A value that is being followed: what it is, and which other values it came from, each with a way back for cotangents. */
class Followed {
  readonly order = count++;
  constructor(
    readonly value: Value,
    readonly level: number,
    readonly sources: readonly { from: Followed; pull: (g: Value) => Value }[] = [],
  ) {}
}
let [count, levels] = [0, 0];

export type Value = Tensor | Followed;
type Numbers = number | readonly Numbers[];
export type Input = Value | Numbers;

/** Plain numbers and nested lists as tensors. */
export function tensor(x: Input): Value {
  if (typeof x === "number") return { shape: [], data: Float64Array.of(x) };
  if (!Array.isArray(x)) return x as Value;
  const parts = x.map((part: Numbers) => plain(tensor(part)));
  const data = Float64Array.from(parts.flatMap((part) => [...part.data]));
  return { shape: [parts.length, ...(parts[0]?.shape ?? [])], data };
}

/** What is behind a value, however many gradients follow it. */
export const plain = (x: Value): Tensor => (x instanceof Followed ? plain(x.value) : x);
export const shapeOf = (x: Value): readonly number[] => plain(x).shape;
const sizeOf = (shape: readonly number[]): number => shape.reduce((n, length) => n * length, 1);

/** A rule of reverse mode: from the cotangent of a result to that of one operand, given the result and all operands. */
type Rule = (g: Value, result: Value, ...operands: Value[]) => Value;

/** An operation with its rules. It computes on plain tensors; where an operand is followed, it leaves a trace. */
export function primitive(compute: (...xs: Tensor[]) => Tensor, ...rules: Rule[]) {
  const apply = (...operands: Value[]): Value => {
    const level = Math.max(...operands.map((x) => (x instanceof Followed ? x.level : -1)));
    if (level < 0) return compute(...(operands as Tensor[]));
    // The innermost gradient's values are opened; those of gradients around it stay followed, and so can be differentiated again.
    const isOwn = (x: Value): x is Followed => x instanceof Followed && x.level === level;
    const inner = operands.map((x) => (isOwn(x) ? x.value : x));
    const result = apply(...inner);
    const sources = operands.flatMap((from, i) =>
      isOwn(from) ? [{ from, pull: (g: Value) => (rules[i] as Rule)(g, result, ...inner) }] : [],
    );
    return new Followed(result, level, sources);
  };
  return apply;
}

/** The gradient of a function with one number as its result, with respect to one of its arguments. */
export function grad(f: (...xs: Value[]) => Value, argument = 0): (...xs: Input[]) => Value {
  return (...xs) => {
    const values = xs.map(tensor);
    const start = new Followed(values[argument] as Value, levels++);
    const end = f(...values.with(argument, start));
    const depends = end instanceof Followed && end.level === start.level;
    return (depends && walkBack(end as Followed).get(start)) || make(shapeOf(start), () => 0);
  };
}

/** Cotangents of everything that the end came from: the latest value first, so that each is complete before it is passed on. */
function walkBack(end: Followed): Map<Followed, Value> {
  const reached = new Set([end]);
  for (const { sources } of reached) for (const { from } of sources) reached.add(from);
  const cotangents = new Map<Followed, Value>([[end, tensor(1)]]);
  for (const node of [...reached].sort((a, b) => b.order - a.order))
    for (const { from, pull } of node.sources) {
      const part = pull(cotangents.get(node) as Value);
      const sum = cotangents.get(from);
      cotangents.set(from, sum === undefined ? part : add(sum, part));
    }
  return cotangents;
}

/** Where element i of the larger shape stands in an array of the smaller one, whose axes of length 1 are repeated. */
function place(i: number, large: readonly number[], small: readonly number[]): number {
  return large.reduce((at, length, axis) => {
    const index = Math.floor(i / sizeOf(large.slice(axis + 1))) % length;
    const own = small[axis - large.length + small.length] ?? 1;
    return at * own + (own === 1 ? 0 : index);
  }, 0);
}
function make(shape: readonly number[], element: (i: number) => number): Tensor {
  return { shape, data: Float64Array.from({ length: sizeOf(shape) }, (_, i) => element(i)) };
}

// Repeating elements and adding them up are each other's transpose; broadcasting needs no other rule.
export function broadcastTo(x: Value, shape: readonly number[]): Value {
  const repeat = (from: Tensor): Tensor => make(shape, (i) => from.data[place(i, shape, from.shape)] as number);
  return primitive(repeat, (g) => sumTo(g, shapeOf(x)))(x);
}
export function sumTo(x: Value, shape: readonly number[]): Value {
  const collect = (from: Tensor): Tensor => {
    const total = make(shape, () => 0);
    from.data.forEach((value, i) => {
      const at = place(i, from.shape, shape);
      total.data[at] = (total.data[at] as number) + value;
    });
    return total;
  };
  return primitive(collect, (g) => broadcastTo(g, shapeOf(x)))(x);
}
export function reshape(x: Value, shape: readonly number[]): Value {
  const rename = ({ data }: Tensor): Tensor => ({ shape, data });
  return primitive(rename, (g) => reshape(g, shapeOf(x)))(x);
}

/** An operation on numbers, for arrays: operands are repeated to one shape, then it happens to each element. */
function pointwise(f: (...xs: number[]) => number, ...rules: Rule[]) {
  const each = (...xs: Tensor[]): Tensor =>
    make((xs[0] as Tensor).shape, (i) => f(...xs.map(({ data }) => data[i] as number)));
  const same = primitive(each, ...rules);
  return (...inputs: Input[]): Value => {
    const xs = inputs.map(tensor);
    const rank = Math.max(...xs.map((x) => shapeOf(x).length));
    const lengths = (axis: number): number[] => xs.map((x) => shapeOf(x).at(axis - rank) ?? 1);
    const shape = Array.from({ length: rank }, (_, axis) => lengths(axis).find((length) => length !== 1) ?? 1);
    if (shape.some((n, axis) => lengths(axis).some((length) => length !== n && length !== 1)))
      throw new RangeError(`shapes do not fit: ${xs.map((x) => `[${shapeOf(x).join(", ")}]`).join(", ")}`);
    return same(...xs.map((x) => (shapeOf(x).join() === shape.join() ? x : broadcastTo(x, shape))));
  };
}

const onward: Rule = (g) => g;
export const add = pointwise((x, y) => x + y, onward, onward);
export const mul = pointwise(
  (x, y) => x * y,
  (g, _, x, y) => mul(g, y as Value),
  (g, _, x) => mul(g, x as Value),
);
const ofReciprocal: Rule = (g, y) => mul(mul(g, -1), mul(y, y));
export const reciprocal = pointwise((x) => 1 / x, ofReciprocal);
export const exp = pointwise(Math.exp, (g, y) => mul(g, y));
export const log = pointwise(Math.log, (g, _, x) => mul(g, reciprocal(x as Value)));
export const sin = pointwise(Math.sin, (g, _, x) => mul(g, cos(x as Value)));
export const cos = pointwise(Math.cos, (g, _, x) => mul(mul(g, -1), sin(x as Value)));
export const tanh = pointwise(Math.tanh, (g, y) => mul(g, add(1, mul(mul(y, y), -1))));
export const sum = (x: Input): Value => sumTo(tensor(x), []);
export function matmul(x: Value, y: Value): Value {
  const [n = 1, k = 1, , m = 1] = [...shapeOf(x), ...shapeOf(y)];
  return reshape(sumTo(mul(reshape(x, [n, k, 1]), reshape(y, [1, k, m])), [n, 1, m]), [n, m]);
}
