/** Loops over leading axes. */
import { raise } from "../../errors.js";
import type { NDArray } from "../../ir/value.js";
import { scan as scanPrimitive } from "../../primitives/control/scan.js";
import { requireFunction } from "../../trace/asarray.js";
import { bind } from "../../trace/bind.js";
import { flatten, unflatten, type Structure } from "../../trace/tree.js";
import type { Accepts, Arrays } from "../../trace/treetypes.js";
import { flattenArrays, type AnyFunction } from "../call.js";
import { bodyOf, carryOf, settleCarry, typesOf, typesOfLeaves } from "./body.js";

export interface ScanOptions {
  /** Number of steps, needed where there are no xs. */
  readonly length?: number;
  /** From the last slice to the first; results keep the places of their slices. */
  readonly reverse?: boolean;
}

function stepsOf(leaves: readonly NDArray[], length: number | undefined): number {
  const scalar = leaves.find((leaf) => leaf.ndim === 0);
  if (scalar !== undefined)
    return raise({
      code: "shape",
      what: "xs has a scalar leaf, which has no leading axis to loop over",
      where: "scan",
      fix: "close over the value instead, or give it a leading axis",
    });
  const steps = length ?? leaves[0]?.shape[0];
  if (steps === undefined)
    return raise({
      code: "argument",
      what: "scan has neither xs nor a length",
      where: "scan",
      fix: "give xs, or { length: n }",
    });
  const other = leaves.find((leaf) => leaf.shape[0] !== steps);
  if (other !== undefined)
    raise({
      code: "shape",
      what: `leading axes have different lengths: ${steps} and ${other.shape[0]}`,
      where: "scan",
      fix: "cut or pad the xs to one length",
    });
  return steps;
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
  const length = stepsOf(slices.leaves, options.length);
  const sliceTypes = slices.leaves.map(({ dtype, shape }) => ({ dtype, shape: shape.slice(1) }));
  let carry = carryOf("scan", init);
  for (;;) {
    const both = flatten([unflatten(carry.structure, carry.leaves), xs]).structure;
    let parts: { carry: Structure; ys: Structure } | undefined;
    const step = (c: never, x: never): unknown => {
      const result = f(c, x);
      if (!Array.isArray(result) || result.length !== 2)
        return raise({
          code: "structure",
          what: "the body must return [carry, y]",
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
    const params = {
      program,
      consts: captured.length,
      carries: carry.leaves.length,
      length,
      reverse: options.reverse === true,
    };
    const results = bind(scanPrimitive, [...captured, ...carry.leaves, ...slices.leaves], params);
    return [
      unflatten(carry.structure, results.slice(0, carry.leaves.length)) as Arrays<C>,
      unflatten(ys, results.slice(carry.leaves.length)) as Arrays<Y>,
    ];
  }
}

/**
 * Applies `f` to every slice along the leading axis, one after another.
 * @example mapSlices((x) => x.mul(2), np.arange(3)) // [0, 2, 4]
 */
export const mapSlices = <X, Y>(f: (x: Arrays<X>) => Y, xs: Accepts<X> | X): Arrays<Y> => {
  requireFunction("map", f);
  return scan<null, X, Y>((_, x) => [null, f(x)], null, xs)[1];
};
