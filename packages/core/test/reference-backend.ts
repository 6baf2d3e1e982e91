/** A backend for tests that says what every primitive means in the plainest loops; slow, and independent of real kernels. */
import { right } from "#fp-ts/Either";
import type { Primitive } from "../src/ir/primitive.js";
import type { Program, Var } from "../src/ir/program.js";
import { runBody, type ScalarOps } from "../src/ir/scalar.js";
import { isFloat, sizeOf, type ArrayType, type DType, type Shape } from "../src/ir/type.js";
import type { TypedArray } from "../src/ir/value.js";
import { allocate } from "../src/trace/asarray.js";
import type { Backend } from "../src/trace/device.js";

type Data = TypedArray;
interface Value {
  readonly type: ArrayType;
  readonly data: Data;
}
type Meaning = (inputs: readonly Value[], outputs: readonly Value[], params: any) => void;

function each(shape: Shape, visit: (index: number[], flat: number) => void): void {
  const size = sizeOf(shape);
  const index = shape.map(() => 0);
  for (let flat = 0; flat < size; flat++) {
    visit(index.slice(), flat);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      if (++index[axis]! < shape[axis]!) break;
      index[axis] = 0;
    }
  }
}
const at = (shape: Shape, index: readonly number[]): number =>
  index.reduce((flat, i, axis) => flat * shape[axis]! + i, 0);
const inside = (shape: Shape, index: readonly number[]): boolean =>
  index.every((i, axis) => i >= 0 && i < shape[axis]!);
const pick = <T>(list: readonly T[], axes: readonly number[]): T[] => axes.map((axis) => list[axis]!);
const rest = (rank: number, axes: readonly number[]): number[] =>
  Array.from({ length: rank }, (_, i) => i).filter((i) => !axes.includes(i));

const LIMITS: Partial<Record<DType, readonly [number, number]>> = {
  int8: [-128, 127],
  uint8: [0, 255],
  int32: [-2147483648, 2147483647],
  uint32: [0, 4294967295],
  bool: [0, 1],
};
const lowest = (dtype: DType): number => LIMITS[dtype]?.[0] ?? -Infinity;
const highest = (dtype: DType): number => LIMITS[dtype]?.[1] ?? Infinity;
const product = (dtype: DType, a: number, b: number): number => (isFloat(dtype) ? a * b : Math.imul(a, b));
const better = (direction: 1 | -1) => (next: number, best: number) =>
  Number.isNaN(best) ? false : Number.isNaN(next) ? true : direction * next > direction * best;
const logaddexp = (x: number, y: number): number =>
  x === y ? x + Math.log(2) : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y)));

const reduction =
  (start: (dtype: DType) => number, combine: (total: number, x: number, dtype: DType) => number): Meaning =>
  ([x], [y], { axes }) => {
    y!.data.fill(start(y!.type.dtype));
    each(x!.type.shape, (index, flat) => {
      const to = at(y!.type.shape, pick(index, rest(index.length, axes)));
      y!.data[to] = combine(y!.data[to]!, x!.data[flat]!, x!.type.dtype);
    });
  };
const argument =
  (direction: 1 | -1): Meaning =>
  ([x], [y], { axis }) =>
    each(y!.type.shape, (index, flat) => {
      let best = 0;
      const value = (k: number): number => x!.data[at(x!.type.shape, index.toSpliced(axis, 0, k))]!;
      for (let k = 1; k < x!.type.shape[axis]!; k++) if (better(direction)(value(k), value(best))) best = k;
      y!.data[flat] = best;
    });
const running =
  (combine: (total: number, x: number, dtype: DType) => number): Meaning =>
  ([x], [y], { axis, reverse }) =>
    each(x!.type.shape, (index, flat) => {
      let total: number | undefined;
      const n = x!.type.shape[axis]!;
      for (let k = reverse ? n - 1 : 0; reverse ? k >= index[axis]! : k <= index[axis]!; k += reverse ? -1 : 1) {
        const value = x!.data[at(x!.type.shape, index.with(axis, k))]!;
        total = total === undefined ? value : combine(total, value, x!.type.dtype);
      }
      y!.data[flat] = total!;
    });
const compareKeys = (a: number, b: number): number =>
  Number.isNaN(a) ? (Number.isNaN(b) ? 0 : 1) : Number.isNaN(b) ? -1 : a < b ? -1 : a > b ? 1 : 0;

/** Start of a window in the operand, and whether it fits. */
function windowAt(
  operand: Shape,
  indices: Value,
  around: readonly number[],
  map: readonly number[],
  opBatch: readonly number[],
  ixBatch: readonly number[],
  sizes: Shape,
  clip: boolean,
) {
  const start = operand.map(() => 0);
  map.forEach((axis, k) => (start[axis] = indices.data[at(indices.type.shape, [...around, k])]!));
  const fits = start.every((s, axis) => s >= 0 && s <= operand[axis]! - sizes[axis]!);
  if (clip) start.forEach((s, axis) => (start[axis] = Math.max(0, Math.min(s, operand[axis]! - sizes[axis]!))));
  opBatch.forEach((axis, k) => (start[axis] = around[ixBatch[k]!]!));
  return { start, fits };
}

const window =
  (start: (dtype: DType) => number, combine: (total: number, x: number) => number): Meaning =>
  ([x], [y], { window: size, strides, padding, baseDilation, windowDilation }) =>
    each(y!.type.shape, (index, flat) => {
      let total = start(x!.type.dtype);
      each(size, (offset) => {
        const place = index.map((i, a) => i * strides[a] + offset[a]! * windowDilation[a] - padding[a][0]);
        if (place.some((p, a) => p % baseDilation[a] !== 0)) return;
        const from = place.map((p, a) => p / baseDilation[a]);
        if (inside(x!.type.shape, from)) total = combine(total, x!.data[at(x!.type.shape, from)]!);
      });
      y!.data[flat] = total;
    });
const larger = (a: number, b: number): number => (better(1)(b, a) ? b : a);
const smaller = (a: number, b: number): number => (better(-1)(b, a) ? b : a);

const MEANINGS: Record<string, Meaning> = {
  constant: (_, [y], { value }) => y!.data.fill(value),
  iota: (_, [y], { axis, shape }) => each(shape, (index, flat) => (y!.data[flat] = index[axis]!)),
  reshape: ([x], [y]) => y!.data.set(x!.data),
  transpose: ([x], [y], { permutation }) =>
    each(y!.type.shape, (index, flat) => {
      const from = index.slice();
      permutation.forEach((axis: number, i: number) => (from[axis] = index[i]!));
      y!.data[flat] = x!.data[at(x!.type.shape, from)]!;
    }),
  broadcast: ([x], [y], { axes }) =>
    each(
      y!.type.shape,
      (index, flat) => (y!.data[flat] = x!.data[at(x!.type.shape, pick(index, rest(index.length, axes)))]!),
    ),
  reverse: ([x], [y], { axes }) =>
    each(
      y!.type.shape,
      (index, flat) =>
        (y!.data[flat] =
          x!.data[
            at(
              x!.type.shape,
              index.map((i, a) => (axes.includes(a) ? x!.type.shape[a]! - 1 - i : i)),
            )
          ]!),
    ),
  concatenate: (xs, [y], { axis }) => {
    let offset = 0;
    for (const x of xs) {
      each(
        x.type.shape,
        (index, flat) =>
          (y!.data[
            at(
              y!.type.shape,
              index.map((i, a) => (a === axis ? i + offset : i)),
            )
          ] = x.data[flat]!),
      );
      offset += x.type.shape[axis]!;
    }
  },
  pad: ([x, value], [y], { low, interior }) => {
    y!.data.fill(value!.data[0]!);
    each(x!.type.shape, (index, flat) => {
      const to = index.map((i, a) => low[a] + i * (interior[a] + 1));
      if (inside(y!.type.shape, to)) y!.data[at(y!.type.shape, to)] = x!.data[flat]!;
    });
  },
  slice: ([x], [y], { starts, strides }) =>
    each(
      y!.type.shape,
      (index, flat) =>
        (y!.data[flat] =
          x!.data[
            at(
              x!.type.shape,
              index.map((i, a) => starts[a] + i * strides[a]),
            )
          ]!),
    ),
  placeSlices: (xs, [y], { boxes }) => {
    y!.data.fill(0);
    xs.forEach((x, k) =>
      each(
        x.type.shape,
        (index, flat) =>
          (y!.data[
            at(
              y!.type.shape,
              index.map((i, a) => boxes[k].starts[a] + i * boxes[k].strides[a]),
            )
          ]! += x.data[flat]!),
      ),
    );
  },
  dynamicSlice: ([x, ...starts], [y], { sizes }) =>
    each(sizes, (index, flat) => {
      const start = starts.map((s, a) => Math.max(0, Math.min(s.data[0]!, x!.type.shape[a]! - sizes[a])));
      y!.data[flat] =
        x!.data[
          at(
            x!.type.shape,
            index.map((i, a) => i + start[a]!),
          )
        ]!;
    }),
  dynamicUpdateSlice: ([x, update, ...starts], [y]) => {
    y!.data.set(x!.data);
    const { shape } = update!.type;
    const start = starts.map((s, a) => Math.max(0, Math.min(s.data[0]!, x!.type.shape[a]! - shape[a]!)));
    each(
      shape,
      (index, flat) =>
        (y!.data[
          at(
            x!.type.shape,
            index.map((i, a) => i + start[a]!),
          )
        ] = update!.data[flat]!),
    );
  },
  gather: ([x, indices], [y], p) => {
    const { shape, dtype } = x!.type;
    const rank = y!.type.shape.length;
    const kept = rest(shape.length, [...p.collapsedSliceDims, ...p.operandBatchingDims]);
    each(y!.type.shape, (index, flat) => {
      const around = pick(index, rest(rank, p.offsetDims));
      const { start, fits } = windowAt(
        shape,
        indices!,
        around,
        p.startIndexMap,
        p.operandBatchingDims,
        p.startIndicesBatchingDims,
        p.sliceSizes,
        p.mode === "clip",
      );
      const from = start.slice();
      kept.forEach((axis, k) => (from[axis]! += index[p.offsetDims[k]]!));
      const missing = p.fill ?? (isFloat(dtype) ? Number.NaN : dtype.startsWith("u") ? highest(dtype) : lowest(dtype));
      y!.data[flat] = p.mode === "fill" && !fits ? missing : x!.data[at(shape, from)]!;
    });
  },
  scatter: ([x, indices, updates], [y], p) => {
    y!.data.set(x!.data);
    const { shape, dtype } = x!.type;
    const rank = updates!.type.shape.length;
    const kept = rest(shape.length, [...p.insertedWindowDims, ...p.operandBatchingDims]);
    const sizes = shape.map((_, axis) =>
      kept.includes(axis) ? updates!.type.shape[p.updateWindowDims[kept.indexOf(axis)]]! : 1,
    );
    const combine: Record<string, (a: number, b: number) => number> = {
      set: (_, b) => b,
      add: (a, b) => a + b,
      mul: (a, b) => product(dtype, a, b),
      min: smaller,
      max: larger,
    };
    each(updates!.type.shape, (index, flat) => {
      const around = pick(index, rest(rank, p.updateWindowDims));
      const { start, fits } = windowAt(
        shape,
        indices!,
        around,
        p.scatterDimsToOperandDims,
        p.operandBatchingDims,
        p.scatterIndicesBatchingDims,
        sizes,
        p.mode === "clip",
      );
      if (p.mode === "drop" && !fits) return;
      kept.forEach((axis, k) => (start[axis]! += index[p.updateWindowDims[k]]!));
      const to = at(shape, start);
      y!.data[to] = combine[p.combine]!(y!.data[to]!, updates!.data[flat]!);
    });
  },
  sum: reduction(
    () => 0,
    (a, b) => a + b,
  ),
  prod: reduction(
    () => 1,
    (a, b, dtype) => product(dtype, a, b),
  ),
  reduceMax: reduction(lowest, larger),
  reduceMin: reduction(highest, smaller),
  reduceAnd: reduction(
    () => 1,
    (a, b) => a & b,
  ),
  reduceOr: reduction(
    () => 0,
    (a, b) => a | b,
  ),
  argmax: argument(1),
  argmin: argument(-1),
  cumsum: running((a, b) => a + b),
  cumprod: running((a, b, dtype) => product(dtype, a, b)),
  cummax: running(larger),
  cummin: running(smaller),
  cumlogsumexp: running(logaddexp),
  sort: (xs, ys, { axis, keys }) => {
    const { shape } = xs[0]!.type;
    each(shape.with(axis, 1), (index) => {
      const flat = Array.from({ length: shape[axis]! }, (_, k) => at(shape, index.with(axis, k)));
      const order = flat.toSorted((i, j) => {
        for (let key = 0; key < keys; key++) {
          const c = compareKeys(xs[key]!.data[i]!, xs[key]!.data[j]!);
          if (c !== 0) return c;
        }
        return i - j;
      });
      xs.forEach((x, k) => flat.forEach((to, i) => (ys[k]!.data[to] = x.data[order[i]!]!)));
    });
  },
  topK: ([x], [values, indices], { k }) => {
    const n = x!.type.shape.at(-1)!;
    for (let row = 0; row < x!.data.length / n; row++) {
      const order = Array.from({ length: n }, (_, i) => i).toSorted(
        (i, j) => compareKeys(x!.data[row * n + j]!, x!.data[row * n + i]!) || i - j,
      );
      for (let i = 0; i < k; i++) {
        indices!.data[row * k + i] = order[i]!;
        values!.data[row * k + i] = x!.data[row * n + order[i]!]!;
      }
    }
  },
  dotGeneral: ([x, y], [z], { lhsContract, rhsContract, lhsBatch, rhsBatch }) => {
    const xFree = rest(x!.type.shape.length, [...lhsContract, ...lhsBatch]);
    const yFree = rest(y!.type.shape.length, [...rhsContract, ...rhsBatch]);
    each(z!.type.shape, (index, flat) => {
      let total = 0;
      each(pick(x!.type.shape, lhsContract), (inner) => {
        const i: number[] = [];
        const j: number[] = [];
        lhsBatch.forEach((axis: number, k: number) => (i[axis] = index[k]!));
        rhsBatch.forEach((axis: number, k: number) => (j[axis] = index[k]!));
        xFree.forEach((axis, k) => (i[axis] = index[lhsBatch.length + k]!));
        yFree.forEach((axis, k) => (j[axis] = index[lhsBatch.length + xFree.length + k]!));
        lhsContract.forEach((axis: number, k: number) => (i[axis] = inner[k]!));
        rhsContract.forEach((axis: number, k: number) => (j[axis] = inner[k]!));
        total += product(x!.type.dtype, x!.data[at(x!.type.shape, i)]!, y!.data[at(y!.type.shape, j)]!);
      });
      z!.data[flat] = total;
    });
  },
  convGeneralDilated: ([x, w], [y], p) =>
    each(y!.type.shape, ([n, o, ...space], flat) => {
      const [perBatch, features] = y!.type.shape as [number, number];
      const [, depth, ...size] = w!.type.shape as [number, number, ...number[]];
      const group = Math.floor(o! / (features / p.featureGroupCount));
      const batch = Math.floor(o! / (features / p.batchGroupCount)) * perBatch + n!;
      let total = 0;
      for (let i = 0; i < depth; i++)
        each(size, (offset) => {
          const place = space.map((s, a) => s * p.strides[a] + offset[a]! * p.rhsDilation[a] - p.padding[a][0]);
          if (place.some((q, a) => q % p.lhsDilation[a] !== 0)) return;
          const from = place.map((q, a) => q / p.lhsDilation[a]);
          if (!inside(x!.type.shape.slice(2), from)) return;
          total += product(
            x!.type.dtype,
            x!.data[at(x!.type.shape, [batch, group * depth + i, ...from])]!,
            w!.data[at(w!.type.shape, [o!, i, ...offset])]!,
          );
        });
      y!.data[flat] = total;
    }),
  reduceWindowSum: window(
    () => 0,
    (a, b) => a + b,
  ),
  reduceWindowMax: window(lowest, larger),
  reduceWindowMin: window(highest, smaller),
};

const wrap = (dtype: DType, x: number): number => (dtype === "uint32" ? x >>> 0 : dtype === "int32" ? x | 0 : x);
/** Scalars as numbers; only what these tests use. */
function scalars(dtype: DType): ScalarOps<number> {
  const fits = (x: number): number => (isFloat(dtype) ? x : wrap(dtype, x));
  const own: Record<string, unknown> = {
    dtype,
    lit: Number,
    neg: (x: number) => fits(-x),
    add: (x: number, y: number) => fits(x + y),
    sub: (x: number, y: number) => fits(x - y),
    mul: (x: number, y: number) => fits(product(dtype, x, y)),
    div: (x: number, y: number) => x / y,
    eq: (x: number, y: number) => Number(x === y),
    ne: (x: number, y: number) => Number(x !== y),
    lt: (x: number, y: number) => Number(x < y),
    le: (x: number, y: number) => Number(x <= y),
    gt: (x: number, y: number) => Number(x > y),
    ge: (x: number, y: number) => Number(x >= y),
    and: (x: number, y: number) => fits(x & y),
    or: (x: number, y: number) => fits(x | y),
    xor: (x: number, y: number) => fits(x ^ y),
    not: (x: number) => (dtype === "bool" ? 1 - x : fits(~x)),
    shiftLeft: (x: number, y: number) => fits(x << y),
    shiftRightLogical: (x: number, y: number) => fits(x >>> y),
    max: larger,
    min: smaller,
    select: (c: number, x: number, y: number) => (c ? x : y),
    convert: Number,
    isFinite: (x: number) => Number(Number.isFinite(x)),
    rsqrt: (x: number) => 1 / Math.sqrt(x),
    pow: Math.pow,
  };
  return new Proxy(own, {
    get: (table, name: string) => table[name] ?? Math[name as "sin"],
  }) as unknown as ScalarOps<number>;
}

function pointwise(primitive: Primitive, inputs: readonly Value[], outputs: readonly Value[], params: object): void {
  const ops = scalars(inputs[0]!.type.dtype);
  outputs[0]!.data.forEach((_, i) => {
    const results = runBody(
      primitive.scalar!,
      ops,
      params,
      inputs.map((x) => x.data[i]!),
    );
    results.forEach((value, k) => (outputs[k]!.data[i] = value));
  });
}

function run(program: Program, inputs: readonly Value[]): Value[] {
  const values = new Map<Var, Value>();
  program.inputs.forEach((variable, i) => values.set(variable, inputs[i]!));
  for (const { primitive, inputs: from, outputs: to, params } of program.equations) {
    const operands = from.map((variable) => values.get(variable)!);
    const meaning = MEANINGS[primitive.name];
    if (meaning === undefined && primitive.scalar === undefined) {
      const results = run(
        primitive.body!(
          operands.map((x) => x.type),
          params,
        ),
        operands,
      );
      to.forEach((variable, i) => values.set(variable, results[i]!));
      continue;
    }
    const results = to.map(({ type }) => ({ type, data: allocate(type.dtype, sizeOf(type.shape)) }));
    if (meaning === undefined) pointwise(primitive, operands, results, params);
    else meaning(operands, results, params);
    to.forEach((variable, i) => values.set(variable, results[i]!));
  }
  return program.outputs.map((variable) => values.get(variable)!);
}

export const reference: Backend = {
  name: "reference",
  dtypes: ["bool", "int8", "uint8", "int32", "uint32", "float32", "float64"],
  compile: (program) =>
    right({
      run: (buffers) =>
        run(
          program,
          program.inputs.map((variable, i) => ({ type: variable.type, data: buffers[i] as Data })),
        ).map((value) => value.data),
      describe: () => ({ code: "", plan: "", bytes: { inputs: 0, outputs: 0, scratch: 0 } }),
    }),
  upload: (data) => data.slice(),
  read: async (buffer) => buffer as Data,
  readSync: (buffer) => buffer as Data,
  free: () => {},
};
