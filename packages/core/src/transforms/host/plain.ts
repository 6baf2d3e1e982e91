/** Functions that would be staged, called in the host as they are: what `disableJit` puts in place of jit, loops and branches. */
import { FluxionError, raise } from "../../errors.js";
import type { NDArray } from "../../ir/value.js";
import { concatenate } from "../../primitives/concatenate.js";
import { elementAt } from "../../primitives/control/wrap.js";
import { reshape } from "../../primitives/reshape.js";
import type { Plain } from "../../trace/hooks.js";
import { knownValue, openTraces } from "../../trace/trace.js";
import { requireStructure, unflatten } from "../../trace/tree.js";
import { flattenArrays, refusePromise, type AnyFunction } from "../call.js";
import { carryOf, settleCarry, typesOfLeaves, type Carry } from "../control/body.js";

/** Under a trace that writes everything down values are not known. */
const staging = (): boolean => openTraces().some((trace) => trace.staging);

/** The result of a function with arrays at its leaves. */
function resultOf(where: string, f: AnyFunction, args: readonly unknown[]) {
  const result = f(...(args as never[]));
  refusePromise(where, result);
  return flattenArrays(where, result);
}

/** One step of a loop: the carry that comes back, of the types it had; `restart` where plain numbers had to give way. */
function settle(where: string, carry: Carry, back: ReturnType<typeof flattenArrays>) {
  const { carry: settled, settled: same } = settleCarry(where, carry, typesOfLeaves(back.leaves), back.structure);
  return same
    ? { carry: { ...carry, leaves: back.leaves, weak: back.leaves.map(() => undefined) } }
    : { restart: settled };
}

const treeOf = ({ structure, leaves }: Carry): unknown => unflatten(structure, leaves);

const stack = (values: readonly NDArray[]): NDArray =>
  concatenate(
    values.map((x) => reshape(x, { shape: [1, ...x.shape] })),
    { axis: 0 },
  );

function pairOf(result: unknown): readonly [unknown, unknown] {
  if (Array.isArray(result) && result.length === 2) return result as [unknown, unknown];
  return raise({
    code: "structure",
    what: "the body must return [carry, y]",
    where: "scan",
    fix: "return [carry, null] if there is no result per step",
  });
}

/** Plain numbers in a carry give way to the types they meet; in the host they are arrays, which do not. */
const gaveWay = (error: unknown, carry: Carry): boolean =>
  error instanceof FluxionError && error.code === "dtype" && carry.weak.some((value) => value !== undefined);

export const plain: Plain = {
  call(f, args, statics) {
    const positions = statics.map((n) => (n < 0 ? n + args.length : n));
    const given = args.map((arg, i) => {
      if (positions.includes(i)) return arg;
      const { leaves, structure } = flattenArrays("jit", arg);
      return unflatten(structure, leaves);
    });
    const { leaves, structure } = resultOf("jit", f, given);
    return unflatten(structure, leaves);
  },
  scan(f, init, xs, { length, reverse }) {
    if (length === 0 || staging()) return undefined;
    const slices = flattenArrays("scan", xs);
    let carry = carryOf("scan", init);
    const rows: ReturnType<typeof flattenArrays>[] = [];
    try {
      for (let step = 0; step < length; step++) {
        const i = reverse ? length - 1 - step : step;
        const x = unflatten(
          slices.structure,
          slices.leaves.map((leaf) => elementAt(leaf, i)),
        );
        const result: unknown = f(treeOf(carry) as never, x as never);
        refusePromise("scan", result);
        const [next, y] = pairOf(result);
        const { carry: settled, restart } = settle("scan", carry, flattenArrays("scan", next));
        carry = restart ?? settled ?? carry;
        if (restart === undefined) rows[i] = flattenArrays("scan", y);
        else step = -1;
      }
    } catch (error) {
      if (gaveWay(error, carry)) return undefined;
      throw error;
    }
    const [first] = rows as [(typeof rows)[number]];
    for (const row of rows) requireStructure("scan (results of the steps)", row.structure, first.structure);
    const stacked = first.leaves.map((_, k) => stack(rows.map(({ leaves }) => leaves[k] as NDArray)));
    return [treeOf(carry), unflatten(first.structure, stacked)];
  },
  whileLoop(test, body, init, maxIterations) {
    if (staging()) return undefined;
    let carry = carryOf("whileLoop", init);
    try {
      for (let step = 0; ; step++) {
        const holds = knownValue(resultOf("whileLoop", test, [treeOf(carry)]).leaves[0] as NDArray);
        if (holds === null || holds.dtype !== "bool" || holds.ndim > 0) return undefined;
        if (!holds.item()) return { carry: treeOf(carry) };
        if (step >= maxIterations) return undefined;
        const { carry: settled, restart } = settle("whileLoop", carry, resultOf("whileLoop", body, [treeOf(carry)]));
        carry = restart ?? settled ?? carry;
        if (restart !== undefined) step = -1;
      }
    } catch (error) {
      if (gaveWay(error, carry)) return undefined;
      throw error;
    }
  },
  index: (index) => (staging() ? undefined : knownValue(index)?.item()),
};
