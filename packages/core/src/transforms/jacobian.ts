/** Jacobians, column by column (forward mode) or row by row (reverse mode), and what is made of them. Trees in and out. */
import { raise } from "../errors.js";
import { isInexact, sizeOf, type DType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { add } from "../primitives/arithmetic.js";
import { eq } from "../primitives/compare.js";
import { fullLike } from "../primitives/constant.js";
import { convert } from "../primitives/convert.js";
import { iota } from "../primitives/iota.js";
import { reshape } from "../primitives/reshape.js";
import { slice } from "../primitives/slice.js";
import { moveAxis } from "../primitives/transpose.js";
import { unflatten, type Structure } from "../trace/tree.js";
import type { Accepts, Arrays } from "../trace/treetypes.js";
import { batchDomain } from "./batch.js";
import { flattenArrays, runIn, type AnyFunction, type Ran } from "./call.js";
import { type Dual } from "./dual.js";
import { chooseArguments, grad, type GradOptions } from "./grad.js";
import { jvp } from "./jvp.js";
import { duals, jvpDomain } from "./programs.js";
import { linearizeCall, pullBack } from "./vjp.js";

type Args<A extends unknown[]> = { [K in keyof A]: Accepts<A[K]> };
type Jacobian<A extends unknown[]> = (...args: Args<A>) => Arrays<A[0]>;

/** Rows `offset … offset+size` of the identity of order `total`, one lane per column: [total, ...shape]. */
function basis(total: number, offset: number, shape: readonly number[], dtype: DType): NDArray {
  const size = sizeOf(shape);
  const lane = iota({ shape: [total, size], dtype: "int32", axis: 0 });
  const element = iota({ shape: [total, size], dtype: "int32", axis: 1 });
  const one = eq(lane, add(element, fullLike(element, offset)));
  return reshape(convert(one, { dtype }), { shape: [total, ...shape] });
}

/** One basis per array: together they span all of them. */
function bases(values: readonly NDArray[]): { total: number; offsets: number[]; seeds: NDArray[] } {
  const offsets: number[] = [];
  let total = 0;
  for (const value of values) {
    offsets.push(total);
    total += value.size;
  }
  return {
    total,
    offsets,
    seeds: values.map((value, i) => basis(total, offsets[i] as number, value.shape, value.dtype)),
  };
}

/** Runs `body` on all lanes at once; results carry the lanes in front, also where they do not depend on them. */
function overLanes(
  size: number,
  seeds: readonly NDArray[],
  body: (lanes: readonly NDArray[]) => readonly (NDArray | null)[],
): (NDArray | null)[] {
  const structure = flattenArrays("jacobian", [...seeds]).structure;
  let present: boolean[] = [];
  const ran = runIn(
    batchDomain(size),
    false,
    ((...lanes: NDArray[]) => {
      const results = body(lanes);
      present = results.map((x) => x !== null);
      return results.filter((x) => x !== null);
    }) as AnyFunction,
    seeds.map((value) => ({ value, batched: true })),
    structure,
    { where: "jacobian" },
  );
  let next = 0;
  return present.map((there) => {
    if (!there) return null;
    const lane = ran.outputs[next++] as { value: NDArray; batched: boolean };
    return lane.batched
      ? lane.value
      : raise({
          code: "check",
          what: "a tangent does not depend on its lane",
          where: "jacobian",
          fix: "look at the batching rules of the primitives used: one drops the batch axis",
        });
  });
}

/** Lanes `offset … offset+size` of an array of lanes. */
const lanesOf = (x: NDArray, offset: number, size: number): NDArray =>
  slice(x, {
    starts: x.shape.map((_, i) => (i === 0 ? offset : 0)),
    limits: x.shape.map((n, i) => (i === 0 ? offset + size : n)),
    strides: x.shape.map(() => 1),
  });

/** Assembles block (i, j) = derivative of output i by input j into output trees of argument trees. */
function assemble(
  outputs: Structure,
  chosen: ReturnType<typeof chooseArguments>,
  argnums: number | readonly number[],
  block: (output: number, input: number) => NDArray,
): unknown {
  const starts = chosen.flat.map((_, position) =>
    chosen.flat.slice(0, position).reduce((n, { leaves }) => n + leaves.length, 0),
  );
  const rows = Array.from({ length: outputs.leaves }, (_, output) => {
    const trees = chosen.chosen.map((position) => {
      const { leaves, structure } = chosen.flat[position] as (typeof chosen.flat)[number];
      return unflatten(
        structure,
        leaves.map((__, i) => block(output, (starts[position] as number) + i)),
      );
    });
    return typeof argnums === "number" ? trees[0] : trees;
  });
  return unflatten(outputs, rows);
}

/** Zero derivative of one array by another. */
const zeroBlock = (output: NDArray, input: NDArray): NDArray =>
  fullLike(output, 0, isInexact(output.dtype) ? output.dtype : input.dtype, [...output.shape, ...input.shape]);

/**
 * Jacobian by forward mode: one JVP per input element, all at once. Shapes are [...out, ...in].
 * @example jacfwd((x) => np.square(x))([1, 2]) // [[2, 0], [0, 4]]
 */
export function jacfwd<A extends unknown[], R>(f: (...args: A) => R, options: GradOptions = {}): Jacobian<A> {
  return ((...args: unknown[]) => {
    const { argnums = 0 } = options;
    const chosen = chooseArguments("jacfwd", args, argnums, options.allowInt === true);
    const { leaves, structure } = chosen.whole;
    const inputs = leaves.flatMap((_, i) => (chosen.active[i] ? [i] : []));
    const { total, offsets, seeds } = bases(inputs.map((i) => leaves[i] as NDArray));
    let ran: Ran<Dual> | undefined;
    const columns = overLanes(total, seeds, (lanes) => {
      ran = runIn(jvpDomain, false, f as AnyFunction, duals(leaves, lanes, chosen.active), structure, {
        where: "jacfwd",
        ...options,
        auxOut: ({ primal }) => primal,
      });
      return ran.outputs.map(({ tangent }) => tangent);
    });
    const done = ran as unknown as Ran<Dual>;
    const result = assemble(done.structure, chosen, argnums, (output, input) => {
      const x = leaves[input] as NDArray;
      const column = columns[output];
      const k = inputs.indexOf(input);
      const y = (done.outputs[output] as Dual).primal;
      if (column == null || k < 0) return zeroBlock(y, x);
      const lanes = lanesOf(column, offsets[k] as number, x.size);
      return reshape(moveAxis(lanes, 0, lanes.ndim - 1), { shape: [...lanes.shape.slice(1), ...x.shape] });
    });
    return options.hasAux === true ? [result, done.aux] : result;
  }) as Jacobian<A>;
}

/**
 * Jacobian by reverse mode: the function runs once, then one VJP per output element, all at once. Shapes are [...out, ...in].
 * @example jacrev((x) => np.square(x))([1, 2]) // [[2, 0], [0, 4]]
 */
export function jacrev<A extends unknown[], R>(f: (...args: A) => R, options: GradOptions = {}): Jacobian<A> {
  return ((...args: unknown[]) => {
    const { argnums = 0 } = options;
    const chosen = chooseArguments("jacrev", args, argnums, options.allowInt === true);
    const { leaves, structure } = chosen.whole;
    const call = linearizeCall("jacrev", f as AnyFunction, leaves, structure, chosen.active, options);
    const outputs = call.outputs.flatMap((_, i) => (call.activeOutputs[i] ? [i] : []));
    const { total, offsets, seeds } = bases(outputs.map((i) => call.outputs[i] as NDArray));
    const rows = overLanes(total, seeds, (lanes) => {
      let next = 0;
      return pullBack(
        call,
        call.outputs.map((_, i) => (call.activeOutputs[i] ? (lanes[next++] as NDArray) : null)),
      );
    });
    const result = assemble(call.structure, chosen, argnums, (output, input) => {
      const x = leaves[input] as NDArray;
      const y = call.outputs[output] as NDArray;
      const row = rows[input];
      const k = outputs.indexOf(output);
      if (row == null || k < 0) return zeroBlock(y, x);
      return reshape(lanesOf(row, offsets[k] as number, y.size), { shape: [...y.shape, ...x.shape] });
    });
    return options.hasAux === true ? [result, call.aux] : result;
  }) as Jacobian<A>;
}

/**
 * Jacobian by reverse mode, under the name that says nothing of the mode.
 * @example jacobian((x) => np.square(x))([1, 2]) // [[2, 0], [0, 4]]
 */
export const jacobian: typeof jacrev = jacrev;

/**
 * Hessian: forward over reverse. Shapes are [...out, ...in, ...in].
 * @example hessian((x) => np.sum(np.power(x, 3)))([1, 2]) // [[6, 0], [0, 12]]
 */
export const hessian = <A extends unknown[], R>(f: (...args: A) => R, options: GradOptions = {}): Jacobian<A> =>
  jacfwd(jacrev(f, options) as unknown as (...args: A) => R, options);

/**
 * Hessian-vector product of a scalar function, without the Hessian: forward over reverse.
 * @example hvp((x) => np.sum(np.power(x, 3)), [[1, 2]], [[1, 0]]) // [6, 0]
 */
export function hvp<A extends unknown[]>(
  f: (...args: A) => NDArray,
  primals: Args<A>,
  tangents: Args<A>,
): Arrays<A[0]> {
  return jvp(grad(f) as unknown as (...args: A) => A[0], primals, tangents)[1] as Arrays<A[0]>;
}
