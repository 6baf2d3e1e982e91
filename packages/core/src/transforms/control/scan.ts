/** Loops over leading axes. */
import { raise } from "../../errors.js";
import { scan as scanPrimitive } from "../../primitives/control/scan.js";
import type { ScanParams } from "../../primitives/control/scan-params.js";
import { describe, requireFunction } from "../../trace/asarray.js";
import { bind } from "../../trace/bind.js";
import { hooks } from "../../trace/hooks.js";
import { flatten, unflatten, type Structure } from "../../trace/tree.js";
import type { Accepts, Arrays } from "../../trace/treetypes.js";
import { flattenArrays, refusePromise, type AnyFunction } from "../call.js";
import { bodyOf, carryOf, settleCarry, typesOf, typesOfLeaves, weakened } from "./body.js";
import { stepsOf } from "./steps.js";

export interface ScanOptions {
  /** Number of steps, needed where there are no xs. */
  readonly length?: number;
  /** From the last slice to the first; results keep the places of their slices. */
  readonly reverse?: boolean;
  /** Steps per turn of the loop: larger programs, fewer turns, the same results bit for bit. `true` leaves no loop. 1 if not given. */
  readonly unroll?: number | boolean;
}

/** The parameter for what the user asks; a typed error for what is no number of steps. */
function unrollOf(unroll: number | boolean): { readonly unroll?: number | true } {
  if (unroll === true || (typeof unroll === "number" && Number.isInteger(unroll) && unroll > 1)) return { unroll };
  if (unroll === false || unroll === 1) return {};
  return raise({
    code: "argument",
    what: `unroll is ${String(unroll)}, but it must be true, false, or a whole number from 1`,
    where: "scan",
    fix: "give the number of steps per turn of the loop",
  });
}

/**
 * Runs `f(carry, x)` → [carry, y] over the leading axis of `xs`, and stacks the ys. One native loop on every backend; the
 * program does not grow with the number of steps. Differentiable in both modes.
 * @param xs tree of arrays of one leading length, or null with `length`
 * @returns [last carry, stacked ys]
 * @throws ShapeError, DTypeError, StructureError if the carry changes its type or structure
 * @example scan((c, x) => [c.add(x), c], 0, np.arange(4)) // [6, [0, 0, 1, 3]]
 */
export function scan<C, X, Y>(
  f: (carry: Arrays<C>, x: Arrays<X>) => readonly [unknown, Y],
  init: Accepts<C> | C,
  xs: Accepts<X> | X | null,
  options: ScanOptions = {},
): [carry: Arrays<C>, ys: Arrays<Y>] {
  requireFunction("scan", f);
  const slices = flattenArrays("scan", xs);
  const length = stepsOf("scan", slices, options.length);
  const unroll = unrollOf(options.unroll ?? 1);
  const plain = hooks.plain?.scan(f as never, init, xs, { length, reverse: options.reverse === true });
  if (plain !== undefined) return plain as [Arrays<C>, Arrays<Y>];
  const sliceTypes = slices.leaves.map(({ dtype, shape }) => ({ dtype, shape: shape.slice(1) }));
  let carry = carryOf("scan", init);
  for (;;) {
    const both = flatten([unflatten(carry.structure, carry.leaves), xs]).structure;
    let parts: { carry: Structure; ys: Structure } | undefined;
    const step = (c: never, x: never): unknown => {
      const result = f(weakened(carry, c) as Arrays<C>, x);
      refusePromise("scan", result);
      if (!Array.isArray(result) || result.length !== 2)
        return raise({
          code: "structure",
          what: `the body must return [carry, y], got ${Array.isArray(result) ? `a list of ${result.length}` : describe(result)}`,
          where: "scan",
          fix: "return [carry, null] if there is no result per step",
        });
      parts = { carry: flattenArrays("scan", result[0]).structure, ys: flattenArrays("scan", result[1]).structure };
      return result;
    };
    const { program, captured } = bodyOf(
      "scan",
      step as AnyFunction,
      [...typesOfLeaves(carry.leaves), ...sliceTypes],
      both,
    );
    const { carry: outCarry, ys } = parts as unknown as { carry: Structure; ys: Structure };
    const checked = settleCarry("scan", carry, typesOf(program.outputs), outCarry);
    carry = checked.carry;
    if (!checked.settled) continue;
    const params: ScanParams = {
      program,
      consts: captured.length,
      carries: carry.leaves.length,
      length,
      reverse: options.reverse === true,
      ...unroll,
    };
    const results = bind(scanPrimitive, [...captured, ...carry.leaves, ...slices.leaves], params);
    return [
      unflatten(carry.structure, results.slice(0, carry.leaves.length)) as Arrays<C>,
      unflatten(ys, results.slice(carry.leaves.length)) as Arrays<Y>,
    ];
  }
}
