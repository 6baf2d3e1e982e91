/**
 * Operations across the lanes of a named vmap. Each says what comes of all lanes at once (`overLanes`); under other transforms
 * they are linear operations like any other. Under a vmap of another name every lane does the same for itself.
 */
import { right } from "#fp-ts/Either";
import { raise } from "../errors.js";
import type { BatchArguments, Batched, LaneArguments, Params, Primitive } from "../ir/primitive.js";
import type { ArrayType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { asArray } from "../trace/asarray.js";
import { bindAcross } from "../trace/bind.js";
import { openTraces } from "../trace/trace.js";
import { flatten, unflatten } from "../trace/tree.js";
import type { Arrays } from "../trace/treetypes.js";
import { add, div, mul } from "./arithmetic.js";
import { eq } from "./compare.js";
import { concatenate } from "./concatenate.js";
import { zerosLike } from "./constant.js";
import { convert } from "./convert.js";
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

/** The name of an axis, or several names: the lanes of all of those maps together, the first name outermost. */
export type AxisNames = string | readonly string[];

/** The number of lanes of the innermost open vmap of a name (or of several); a typed error that lists the names there are. */
export function axisSize(axisName: AxisNames): number {
  if (Array.isArray(axisName)) return (axisName as string[]).reduce((size, name) => size * axisSize(name), 1);
  const named = openTraces().flatMap(({ domain }) => (domain.axis === undefined ? [] : [domain.axis]));
  const found = named.findLast(({ name }) => name === axisName);
  if (found !== undefined) return found.size;
  const others = named.map(({ name }) => JSON.stringify(name)).join(", ");
  return raise({
    code: "argument",
    what: `there is no vmap with axisName ${JSON.stringify(axisName)} around this call${others === "" ? "" : `, only ${others}`}`,
    where: "collective",
    fix:
      others === ""
        ? "call it inside vmap(f, { axisName })"
        : `use one of ${others}, or name the map you mean: vmap(f, { axisName })`,
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
    /** Where it is not linear. */
    jvp?: Primitive<P>["jvp"];
    /** Parameters for an operand with one more axis in front. */
    batch?(params: P): P;
  },
): Primitive<P> {
  const { transpose } = rules;
  const primitive: Primitive<P> = makePrimitive<P>(name, {
    type: ([x], params) => right([rules.type?.(x as ArrayType, params) ?? (x as ArrayType)]),
    overLanes: rules.overLanes,
    ...(rules.jvp !== undefined && { jvp: rules.jvp }),
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
/** The mean of the tangents of the lanes that have the extreme. */
const tangentOfExtreme: NonNullable<Primitive<AxisParams>["jvp"]> = ({
  inputs: [x],
  outputs: [ans],
  tangents: [t],
  params,
}) => {
  if (t == null || x === undefined || ans === undefined) return [null];
  const mine = convert(eq(x, ans), { dtype: x.dtype });
  return [div(apply(psumCall, mul(t, mine), params), apply(psumCall, mine, params))];
};
const pmaxCall: Primitive<AxisParams> = /* @__PURE__ */ collective<AxisParams>("pmax", {
  overLanes: (args) => shared(reduceMax(everyLane(args), { axes: [0] })),
  jvp: tangentOfExtreme,
});
const pminCall: Primitive<AxisParams> = /* @__PURE__ */ collective<AxisParams>("pmin", {
  overLanes: (args) => shared(reduceMin(everyLane(args), { axes: [0] })),
  jvp: tangentOfExtreme,
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

/** Applies an operation to every array of a tree. */
function overTree<T>(x: T, f: (leaf: NDArray) => NDArray): Arrays<T> {
  const { leaves, structure } = flatten(x);
  return unflatten(
    structure,
    leaves.map((leaf) => f(asArray(leaf))),
  ) as Arrays<T>;
}

/** The same over one axis after another: together over the lanes of all. */
const reduced = <T>(primitive: Primitive<AxisParams>, x: T, axisName: AxisNames): Arrays<T> => {
  axisSize(axisName);
  return overTree(x, (leaf) =>
    [axisName].flat().reduce((value, name) => apply(primitive, value, { axisName: name }), leaf),
  );
};

/**
 * Sum over the lanes of a vmap, the same in every lane; of each array of a tree.
 * @throws ArgumentError if no map around the call has the name
 * @example vmap((x) => x.div(psum(x, "i")), { axisName: "i" })(np.array([1, 3])) // [0.25, 0.75]
 */
export const psum = <T>(x: T, axisName: AxisNames): Arrays<T> => reduced(psumCall, x, axisName);
/** Largest over the lanes. Lanes that share it share its derivative. */
export const pmax = <T>(x: T, axisName: AxisNames): Arrays<T> => reduced(pmaxCall, x, axisName);
/** Smallest over the lanes. Lanes that share it share its derivative. */
export const pmin = <T>(x: T, axisName: AxisNames): Arrays<T> => reduced(pminCall, x, axisName);
/** The number of a lane, an int32 scalar; of several names, as if their lanes were counted row by row. */
export function axisIndex(axisName: AxisNames): NDArray {
  axisSize(axisName);
  const one = (name: string): NDArray => bindAcross(axisIndexCall, [], { axisName: name } as AxisParams & Params);
  const [first = "", ...rest] = [axisName].flat();
  return rest.reduce((index, name) => add(mul(index, axisSize(name)), one(name)), one(first));
}

/** All lanes' values, stacked along `axis` (or joined along it, if `tiled`), the same in every lane; of each array of a tree. */
export function allGather<T>(
  x: T,
  axisName: string,
  { axis = 0, tiled = false }: { axis?: number; tiled?: boolean } = {},
): Arrays<T> {
  const size = axisSize(axisName);
  return overTree(x, (leaf) => {
    const gathered = apply(allGatherCall, leaf, { axisName, axis, size });
    if (!tiled) return gathered;
    const shape = gathered.shape.toSpliced(axis, 2, size * (gathered.shape[axis + 1] as number));
    return reshape(gathered, { shape });
  });
}

/** Sends values from lane to lane; lanes that get nothing have zeros. */
export function ppermute<T>(x: T, axisName: string, pairs: readonly (readonly [number, number])[]): Arrays<T> {
  axisSize(axisName);
  return overTree(x, (leaf) => apply(ppermuteCall, leaf, { axisName, pairs }));
}

/** Lane i gets slice i along `splitAxis` of every lane, stacked along `concatAxis`; of each array of a tree. */
export function allToAll<T>(
  x: T,
  axisName: string,
  { splitAxis, concatAxis }: { splitAxis: number; concatAxis: number },
): Arrays<T> {
  const size = axisSize(axisName);
  return overTree(x, (leaf) => {
    if (leaf.shape[splitAxis] !== size)
      raise({
        code: "shape",
        what: `axis ${splitAxis} has size ${leaf.shape[splitAxis]}, but there are ${size} lanes`,
        where: "allToAll",
        fix: "split an axis that has one slice per lane",
      });
    return apply(allToAllCall, leaf, { axisName, splitAxis, concatAxis });
  });
}
