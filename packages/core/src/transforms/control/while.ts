/** Loops that end when a predicate says so, and loops over a range of indices. */
import { add } from "../../primitives/arithmetic.js";
import { lt } from "../../primitives/compare.js";
import { fullLike } from "../../primitives/constant.js";
import { iota } from "../../primitives/iota.js";
import { whileLoop as whilePrimitive } from "../../primitives/control/while.js";
import { bind } from "../../trace/bind.js";
import { asArray, requireFunction } from "../../trace/asarray.js";
import { flatten, unflatten } from "../../trace/tree.js";
import type { Accepts, Arrays } from "../../trace/treetypes.js";
import type { NDArray } from "../../ir/value.js";
import type { AnyFunction } from "../call.js";
import { bodyOf, carryOf, settleCarry, typesOf, typesOfLeaves } from "./body.js";
import { scan } from "./scan.js";

export interface WhileOptions {
  /** A typed error after so many steps, instead of an endless loop. */
  readonly maxIterations?: number;
}

/**
 * Runs `body` on the carry while `test` of it is true. Forward mode only; reverse mode is a typed error that names what to
 * use instead.
 * @example whileLoop((i) => np.less(i, 10), (i) => i.mul(2), 1) // 16
 */
export function whileLoop<C>(
  test: (carry: Arrays<C>) => NDArray,
  body: (carry: Arrays<C>) => unknown,
  init: Accepts<C> | C,
  options: WhileOptions = {},
): Arrays<C> {
  let carry = carryOf("whileLoop", init);
  for (;;) {
    const structure = flatten([unflatten(carry.structure, carry.leaves)]).structure;
    const types = typesOfLeaves(carry.leaves);
    const step = bodyOf("whileLoop", body as AnyFunction, types, structure);
    const checked = settleCarry("whileLoop", carry, typesOf(step.program.outputs), step.structure);
    carry = checked.carry;
    if (!checked.settled) continue;
    const tested = bodyOf("whileLoop", test as AnyFunction, types, structure);
    const results = bind(whilePrimitive, [...tested.captured, ...step.captured, ...carry.leaves], {
      test: tested.program,
      body: step.program,
      testConsts: tested.captured.length,
      bodyConsts: step.captured.length,
      ...(options.maxIterations !== undefined && { maxIterations: options.maxIterations }),
    });
    return unflatten(carry.structure, results) as Arrays<C>;
  }
}

/**
 * `for (i = lower; i < upper; i++) carry = body(i, carry)`, i an int32 scalar. With plain numbers as bounds it is a scan,
 * differentiable in both modes; with arrays as bounds it is a whileLoop.
 * @example foriLoop(0, 5, (i, s) => s.add(i), 0) // 10
 */
export function foriLoop<C>(
  lower: number | NDArray,
  upper: number | NDArray,
  body: (i: NDArray, carry: Arrays<C>) => unknown,
  init: Accepts<C> | C,
): Arrays<C> {
  requireFunction("foriLoop", body);
  if (typeof lower === "number" && typeof upper === "number") {
    const length = Math.max(0, upper - lower);
    const indices = iota({ shape: [length], dtype: "int32", axis: 0 });
    const shifted = add(indices, fullLike(indices, lower));
    return scan<C, NDArray, null>((carry, i) => [body(i, carry), null], init, shifted)[0];
  }
  const end = asArray(upper, "int32");
  const state: { i: NDArray; carry: unknown } = { i: asArray(lower, "int32"), carry: init };
  const last = whileLoop<{ i: NDArray; carry: unknown }>(
    ({ i }) => lt(i, end),
    ({ i, carry }) => ({ i: add(i, fullLike(i, 1)), carry: body(i, carry as Arrays<C>) }),
    state,
  );
  return last.carry as Arrays<C>;
}
