/** Loops that end when a predicate says so, and loops over a range of indices. */
import { raise } from "../../errors.js";
import { isInteger, sameType, showType } from "../../ir/type.js";
import { add } from "../../primitives/arithmetic.js";
import { lt } from "../../primitives/compare.js";
import { convert } from "../../primitives/convert.js";
import { fullLike } from "../../primitives/constant.js";
import { iota } from "../../primitives/iota.js";
import { whileLoop as whilePrimitive } from "../../primitives/control/while.js";
import { bind } from "../../trace/bind.js";
import { hooks } from "../../trace/hooks.js";
import { asArray, requireFunction } from "../../trace/asarray.js";
import { flatten, showStructure, unflatten } from "../../trace/tree.js";
import type { Accepts, Arrays } from "../../trace/treetypes.js";
import type { NDArray } from "../../ir/value.js";
import type { AnyFunction } from "../call.js";
import { bodyOf, carryOf, settleCarry, typesOf, typesOfLeaves, weakened, type Body } from "./body.js";
import { scan } from "./scan.js";

export interface WhileOptions {
  /** A typed error after so many steps, instead of an endless loop. */
  readonly maxIterations?: number;
}

/**
 * Runs `body` on the carry while `test` of it is true. Forward mode only; reverse mode is a typed error that names what to
 * use instead.
 * @throws DTypeError, StructureError if the predicate is no boolean scalar, or the carry changes; ArgumentError after `maxIterations`
 * @example whileLoop((i) => np.less(i, 10), (i) => i.mul(2), 1) // 16
 */
export function whileLoop<C>(
  test: (carry: Arrays<C>) => NDArray,
  body: (carry: Arrays<C>) => unknown,
  init: Accepts<C> | C,
  { maxIterations }: WhileOptions = {},
): Arrays<C> {
  requireFunction("whileLoop (test)", test);
  requireFunction("whileLoop (body)", body);
  if (maxIterations !== undefined && !(maxIterations >= 0))
    return raise({
      code: "argument",
      what: `maxIterations is ${maxIterations}, but it must be a number from 0`,
      where: "whileLoop",
      fix: "give the most steps the loop may take",
    });
  const plain = hooks.plain?.whileLoop(test as never, body as never, init, maxIterations ?? Infinity);
  if (plain !== undefined) return plain.carry as Arrays<C>;
  let carry = carryOf("whileLoop", init);
  for (;;) {
    const structure = flatten([unflatten(carry.structure, carry.leaves)]).structure;
    const types = typesOfLeaves(carry.leaves);
    const weak = (f: AnyFunction) => ((c: unknown) => f(weakened(carry, c) as never)) as AnyFunction;
    const step = bodyOf("whileLoop", weak(body as AnyFunction), types, structure);
    const checked = settleCarry("whileLoop", carry, typesOf(step.program.outputs), step.structure);
    carry = checked.carry;
    if (!checked.settled) continue;
    const tested = bodyOf("whileLoop", weak(test as AnyFunction), types, structure);
    requirePredicate(tested);
    const results = bind(whilePrimitive, [...tested.captured, ...step.captured, ...carry.leaves], {
      test: tested.program,
      body: step.program,
      testConsts: tested.captured.length,
      bodyConsts: step.captured.length,
      ...(maxIterations !== undefined && { maxIterations }),
    });
    return unflatten(carry.structure, results) as Arrays<C>;
  }
}

/** A predicate gives one boolean scalar. */
function requirePredicate({ program, structure }: Body): void {
  const [type] = typesOf(program.outputs);
  if (structure.kind === "leaf" && type !== undefined && sameType(type, { dtype: "bool", shape: [] })) return;
  const isLeaf = structure.kind === "leaf" && type !== undefined;
  raise({
    code: isLeaf ? "dtype" : "structure",
    what: `the predicate gives ${isLeaf ? showType(type) : showStructure(structure)}, but it must give bool[]`,
    where: "whileLoop",
    fix: "return a scalar comparison, such as np.less(i, n)",
  });
}

export interface ForiOptions {
  /** As for scan; only where both bounds are plain numbers. */
  readonly unroll?: number | boolean;
}

/** A bound as an int32 scalar. */
function boundOf(bound: number | NDArray): NDArray {
  const value = typeof bound === "number" ? asArray(requireWhole(bound), "int32") : asArray(bound);
  if (value.ndim === 0 && isInteger(value.dtype)) return convert(value, { dtype: "int32" });
  return raise({
    code: value.ndim === 0 ? "dtype" : "shape",
    what: `a bound is ${showType(value.type)}, but it must be an integer scalar`,
    where: "foriLoop",
    fix: "convert it with astype('int32')",
  });
}

const requireWhole = (bound: number): number =>
  Number.isInteger(bound)
    ? bound
    : raise({
        code: "argument",
        what: `a bound is ${bound}, but it must be a whole number`,
        where: "foriLoop",
        fix: "round it first",
      });

/**
 * `for (i = lower; i < upper; i++) carry = body(i, carry)`, i an int32 scalar. With plain numbers as bounds it is a scan,
 * differentiable in both modes; with an array as a bound it is a whileLoop. Where lower is not below upper nothing runs.
 * @throws ArgumentError, DTypeError, ShapeError for bounds that are no integer scalars; what scan and whileLoop throw
 * @example foriLoop(0, 5, (i, s) => s.add(i), 0) // 10
 */
export function foriLoop<C>(
  lower: number | NDArray,
  upper: number | NDArray,
  body: (i: NDArray, carry: Arrays<C>) => unknown,
  init: Accepts<C> | C,
  options: ForiOptions = {},
): Arrays<C> {
  requireFunction("foriLoop", body);
  if (typeof lower === "number" && typeof upper === "number") {
    const length = Math.max(0, requireWhole(upper) - requireWhole(lower));
    const indices = iota({ shape: [length], dtype: "int32", axis: 0 });
    const shifted = lower === 0 ? indices : add(indices, fullLike(indices, lower));
    return scan<C, NDArray, null>((carry, i) => [body(i, carry), null], init, shifted, options)[0];
  }
  const end = boundOf(upper);
  const state: { i: NDArray; carry: unknown } = { i: boundOf(lower), carry: init };
  const last = whileLoop<{ i: NDArray; carry: unknown }>(
    ({ i }) => lt(i, end),
    ({ i, carry }) => ({ i: add(i, fullLike(i, 1)), carry: body(i, carry as Arrays<C>) }),
    state,
  );
  return last.carry as Arrays<C>;
}
