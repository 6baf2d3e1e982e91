/**
 * Operations across the lanes of a named vmap. Each says what comes of all lanes at once (`overLanes`); under other transforms
 * they are linear operations like any other. Under a vmap of another name every lane does the same for itself.
 */
import { right } from "#fp-ts/Either";
import { raise } from "../errors.js";
import type { BatchArguments, Batched, LaneArguments, Params, Primitive } from "../ir/primitive.js";
import type { ArrayType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { asArray, type ArrayLike } from "../trace/asarray.js";
import { bindAcross } from "../trace/bind.js";
import { openTraces } from "../trace/trace.js";
import { concatenate } from "./concatenate.js";
import { zerosLike } from "./constant.js";
import { makePrimitive } from "./define.js";
import { dynamicSlice } from "./dynamic-slice.js";
import { indicesAlong } from "./iota.js";
import { alignBatch } from "./pointwise.js";
import { reduceMax, reduceMin } from "./reduce-extremes.js";
import { sum } from "./reduce.js";
import { reshape } from "./reshape.js";
import { sliceAxis } from "./slice.js";
import { moveAxis } from "./transpose.js";

export interface AxisParams {
  readonly axisName: string;
}

/** The size of the innermost open vmap of a name; a typed error that lists the names there are. */
export function axisSize(axisName: string): number {
  const named = openTraces().flatMap(({ domain }) => (domain.axis === undefined ? [] : [domain.axis]));
  const found = named.findLast(({ name }) => name === axisName);
  if (found !== undefined) return found.size;
  return raise({
    code: "argument",
    what: `there is no vmap with axisName ${JSON.stringify(axisName)} around this call${named.length === 0 ? "" : `, only ${named.map(({ name }) => JSON.stringify(name)).join(", ")}`}`,
    where: "collective",
    fix: "call it inside vmap(f, { axisName })",
  });
}

const everyLane = ({ inputs, batched, size }: LaneArguments<object>): NDArray =>
  alignBatch(inputs, batched, size)[0] as NDArray;
const shared = (output: NDArray): Batched => ({ outputs: [output], batched: [false] });
const perLane = (output: NDArray): Batched => ({ outputs: [output], batched: [true] });
const apply = <P extends AxisParams>(primitive: Primitive<P>, x: NDArray, params: P): NDArray =>
  bindAcross(primitive, [x], params);

/** A collective of one operand that is linear, given the collective of its transpose. */
function collective<P extends AxisParams>(
  name: string,
  rules: {
    type?(x: ArrayType, params: P): ArrayType;
    overLanes(args: LaneArguments<P>): Batched;
    transpose?(ct: NDArray, x: ArrayType, params: P): NDArray;
    /** Parameters for an operand with one more axis in front. */
    batch?(params: P): P;
  },
): Primitive<P> {
  const { transpose } = rules;
  const primitive: Primitive<P> = makePrimitive<P>(name, {
    type: ([x], params) => right([rules.type?.(x as ArrayType, params) ?? (x as ArrayType)]),
    overLanes: rules.overLanes,
    ...(transpose !== undefined && {
      jvp: ({ tangents: [t], params }) => [t == null ? null : apply(primitive, t, params)],
      transpose: ({ cotangents: [ct], types: [x], params }) => [
        ct == null ? null : transpose(ct, x as ArrayType, params),
      ],
    }),
    batch: ({ inputs: [x], params }: BatchArguments<P>) => ({
      outputs: [apply(primitive, x as NDArray, rules.batch?.(params) ?? params)],
      batched: [true],
    }),
  });
  return primitive;
}

const psumCall: Primitive<AxisParams> = /* @__PURE__ */ collective<AxisParams>("psum", {
  overLanes: (args) => shared(sum(everyLane(args), { axes: [0] })),
  transpose: (ct, _, params) => apply(psumCall, ct, params),
});
const pmaxCall: Primitive<AxisParams> = /* @__PURE__ */ collective<AxisParams>("pmax", {
  overLanes: (args) => shared(reduceMax(everyLane(args), { axes: [0] })),
});
const pminCall: Primitive<AxisParams> = /* @__PURE__ */ collective<AxisParams>("pmin", {
  overLanes: (args) => shared(reduceMin(everyLane(args), { axes: [0] })),
});

interface GatherParams extends AxisParams {
  readonly axis: number;
  readonly size: number;
}
const allGatherCall: Primitive<GatherParams> = /* @__PURE__ */ collective<GatherParams>("allGather", {
  type: (x, { axis, size }) => ({ ...x, shape: x.shape.toSpliced(axis, 0, size) }),
  overLanes: (args) => shared(moveAxis(everyLane(args), 0, args.params.axis)),
  transpose: (ct, x, { axisName, axis }) => {
    const whole = moveAxis(apply(psumCall, ct, { axisName }), axis, 0);
    const starts = whole.shape.map((_, i) => (i === 0 ? axisIndex(axisName) : 0));
    return reshape(dynamicSlice(whole, starts as NDArray[], { sizes: [1, ...x.shape] }), { shape: x.shape });
  },
  batch: (params) => ({ ...params, axis: params.axis + 1 }),
});

interface PermuteParams extends AxisParams {
  readonly pairs: readonly (readonly [source: number, target: number])[];
}
const ppermuteCall: Primitive<PermuteParams> = /* @__PURE__ */ collective<PermuteParams>("ppermute", {
  overLanes: (args) => {
    const x = everyLane(args);
    const nothing = zerosLike(sliceAxis(x, 0, 0, 1));
    const rows = Array.from({ length: args.size }, (_, target) => {
      const source = args.params.pairs.find(([, to]) => to === target)?.[0];
      return source === undefined ? nothing : sliceAxis(x, 0, source, source + 1);
    });
    return perLane(concatenate(rows, { axis: 0 }));
  },
  transpose: (ct, _, { axisName, pairs }) =>
    apply(ppermuteCall, ct, { axisName, pairs: pairs.map(([from, to]) => [to, from] as const) }),
});

interface ExchangeParams extends AxisParams {
  readonly splitAxis: number;
  readonly concatAxis: number;
}
const allToAllCall: Primitive<ExchangeParams> = /* @__PURE__ */ collective<ExchangeParams>("allToAll", {
  type: (x, { splitAxis, concatAxis }) => ({
    ...x,
    shape: x.shape.toSpliced(splitAxis, 1).toSpliced(concatAxis, 0, x.shape[splitAxis] as number),
  }),
  overLanes: (args) =>
    perLane(moveAxis(moveAxis(everyLane(args), args.params.splitAxis + 1, 0), 1, args.params.concatAxis + 1)),
  transpose: (ct, _, { axisName, splitAxis, concatAxis }) =>
    apply(allToAllCall, ct, { axisName, splitAxis: concatAxis, concatAxis: splitAxis }),
  batch: ({ axisName, splitAxis, concatAxis }) => ({ axisName, splitAxis: splitAxis + 1, concatAxis: concatAxis + 1 }),
});

const axisIndexCall: Primitive<AxisParams> = /* @__PURE__ */ makePrimitive<AxisParams>("axisIndex", {
  type: () => right([{ dtype: "int32", shape: [] }]),
  overLanes: ({ size, like }) => perLane(indicesAlong(like, 0, [size])),
});

const named = <P extends AxisParams>(primitive: Primitive<P>, x: ArrayLike, params: P): NDArray => {
  axisSize(params.axisName);
  return apply(primitive, asArray(x), params);
};

/** Sum over the lanes of a vmap, the same in every lane. @example vmap((x) => x.div(psum(x, "i")), { axisName: "i" })(np.array([1, 3])) // [0.25, 0.75] */
export const psum = (x: ArrayLike, axisName: string): NDArray => named(psumCall, x, { axisName });
/** Largest over the lanes. No derivative. */
export const pmax = (x: ArrayLike, axisName: string): NDArray => named(pmaxCall, x, { axisName });
/** Smallest over the lanes. No derivative. */
export const pmin = (x: ArrayLike, axisName: string): NDArray => named(pminCall, x, { axisName });
/** The number of a lane, an int32 scalar. */
export const axisIndex = (axisName: string): NDArray => {
  axisSize(axisName);
  return bindAcross(axisIndexCall, [], { axisName } as AxisParams & Params);
};
/** All lanes' values, stacked along `axis` (or joined along it, if `tiled`), the same in every lane. */
export function allGather(
  x: ArrayLike,
  axisName: string,
  { axis = 0, tiled = false }: { axis?: number; tiled?: boolean } = {},
): NDArray {
  const size = axisSize(axisName);
  const gathered = named(allGatherCall, x, { axisName, axis, size });
  if (!tiled) return gathered;
  const shape = gathered.shape.toSpliced(axis, 2, size * (gathered.shape[axis + 1] as number));
  return reshape(gathered, { shape });
}
/** Sends values from lane to lane; lanes that get nothing have zeros. */
export const ppermute = (x: ArrayLike, axisName: string, pairs: readonly (readonly [number, number])[]): NDArray =>
  named(ppermuteCall, x, { axisName, pairs });
/** Lane i gets slice i along `splitAxis` of every lane, stacked along `concatAxis`. */
export function allToAll(
  x: ArrayLike,
  axisName: string,
  { splitAxis, concatAxis }: { splitAxis: number; concatAxis: number },
): NDArray {
  const array = asArray(x);
  const size = axisSize(axisName);
  if (array.shape[splitAxis] !== size)
    raise({
      code: "shape",
      what: `axis ${splitAxis} has size ${array.shape[splitAxis]}, but there are ${size} lanes`,
      where: "allToAll",
      fix: "split an axis that has one slice per lane",
    });
  return named(allToAllCall, array, { axisName, splitAxis, concatAxis });
}
