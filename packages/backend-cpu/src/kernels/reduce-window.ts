/** Sum, maximum and minimum over windows of all axes, one axis after the other: a window is a box, so it costs the sum of its sides. */
import { sizeOf, type DType, type Shape } from "@fluxion/core";
import type { Kernel } from "./kernel.js";
import { highest, lowest } from "./limits.js";
import { scratch } from "./scratch.js";

export interface WindowParams {
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly padding: readonly (readonly [number, number])[];
  readonly baseDilation: readonly number[];
  readonly windowDilation: readonly number[];
}

/** How elements of a window are combined. They are doubles, which hold every element type exactly. */
interface Combiner {
  /** Combines a row into the results of its windows. */
  row(x: Float64Array, from: number, out: Float64Array, to: number, width: number): void;
  /** The result of one window: `size` rows from the `first` on, `step` apart. */
  line(
    x: Float64Array,
    from: number,
    step: number,
    rows: Int32Array,
    first: number,
    size: number,
    identity: number,
  ): number;
}

const adding: Combiner = {
  row(x, from, out, to, width) {
    for (let i = 0; i < width; i++) out[to + i] = out[to + i] + x[from + i];
  },
  line(x, from, step, rows, first, size, identity) {
    let result = identity;
    for (let i = first; i < first + size; i++) if (rows[i] >= 0) result = result + x[from + rows[i] * step];
    return result;
  },
};
const greatest: Combiner = {
  row(x, from, out, to, width) {
    for (let i = 0; i < width; i++) out[to + i] = Math.max(out[to + i], x[from + i]);
  },
  line(x, from, step, rows, first, size, identity) {
    let result = identity;
    for (let i = first; i < first + size; i++) if (rows[i] >= 0) result = Math.max(result, x[from + rows[i] * step]);
    return result;
  },
};
const least: Combiner = {
  row(x, from, out, to, width) {
    for (let i = 0; i < width; i++) out[to + i] = Math.min(out[to + i], x[from + i]);
  },
  line(x, from, step, rows, first, size, identity) {
    let result = identity;
    for (let i = first; i < first + size; i++) if (rows[i] >= 0) result = Math.min(result, x[from + rows[i] * step]);
    return result;
  },
};

const sources = [scratch(Float64Array), scratch(Float64Array)];

interface Pass {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
  readonly windows: number;
  /** The row that each element of each window reads; -1 for padding. */
  readonly rows: Int32Array;
  /** Elements of a window. */
  readonly size: number;
}

/** The windows along one axis of an array whose other axes are as they are. */
function passAlong(axis: number, shape: Shape, windows: number, params: WindowParams): Pass {
  const size = params.window[axis];
  const rows = new Int32Array(windows * size);
  for (let i = 0; i < rows.length; i++) {
    const at =
      Math.floor(i / size) * params.strides[axis] + (i % size) * params.windowDilation[axis] - params.padding[axis][0];
    const row = at / params.baseDilation[axis];
    rows[i] = Number.isInteger(row) && row >= 0 && row < shape[axis] ? row : -1;
  }
  return {
    outer: sizeOf(shape.slice(0, axis)),
    length: shape[axis],
    inner: sizeOf(shape.slice(axis + 1)),
    windows,
    rows,
    size,
  };
}

const changesNothing = ({ length, windows, rows }: Pass): boolean =>
  length === windows && rows.length === length && rows.every((row, i) => row === i);

function passesOf(x: Shape, out: Shape, params: WindowParams): Pass[] {
  const shape = [...x];
  const passes: Pass[] = [];
  for (let axis = x.length - 1; axis >= 0; axis--) {
    const pass = passAlong(axis, shape, out[axis], params);
    shape[axis] = out[axis];
    if (!changesNothing(pass)) passes.push(pass);
  }
  return passes;
}

/** Below this width walking down the columns is cheaper than adding row to row. */
const NARROW = 8;

function runPass(combiner: Combiner, pass: Pass, identity: number, x: Float64Array, out: Float64Array): void {
  const { outer, length, inner, windows } = pass;
  for (let i = 0; i < outer; i++) {
    if (inner < NARROW) runLines(combiner, pass, identity, x, i * length * inner, out, i * windows * inner);
    else runRows(combiner, pass, identity, x, i * length * inner, out, i * windows * inner);
  }
}

function runRows(
  { row }: Combiner,
  { inner, windows, rows, size }: Pass,
  identity: number,
  x: Float64Array,
  from: number,
  out: Float64Array,
  to: number,
): void {
  out.fill(identity, to, to + windows * inner);
  for (let window = 0, i = 0; window < windows; window++) {
    for (const end = i + size; i < end; i++)
      if (rows[i] >= 0) row(x, from + rows[i] * inner, out, to + window * inner, inner);
  }
}

function runLines(
  { line }: Combiner,
  { inner, windows, rows, size }: Pass,
  identity: number,
  x: Float64Array,
  from: number,
  out: Float64Array,
  to: number,
): void {
  for (let window = 0; window < windows; window++) {
    for (let j = 0; j < inner; j++)
      out[to + window * inner + j] = line(x, from + j, inner, rows, window * size, size, identity);
  }
}

const over =
  (combiner: Combiner, identityOf: (dtype: DType) => number): Kernel<WindowParams> =>
  ([{ shape, dtype }], [output], params) => {
    const identity = identityOf(dtype);
    const passes = passesOf(shape, output.shape, params);
    const size = sizeOf(shape);
    return (buffers) => {
      let x = sources[0](size);
      x.set(buffers[0]);
      passes.forEach((pass, i) => {
        const out = sources[(i + 1) % 2](pass.outer * pass.windows * pass.inner);
        runPass(combiner, pass, identity, x, out);
        x = out;
      });
      buffers[1].set(x.subarray(0, buffers[1].length));
    };
  };

export const reduceWindowSum = over(adding, () => 0);
export const reduceWindowMax = over(greatest, lowest);
export const reduceWindowMin = over(least, highest);
