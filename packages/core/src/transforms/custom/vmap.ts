/** Functions with a hand-written rule for vmap. */
import { raise } from "../../errors.js";
import { sameType, showType, type ArrayType } from "../../ir/type.js";
import { typesOf } from "../../ir/program.js";
import type { NDArray } from "../../ir/value.js";
import { bind } from "../../trace/bind.js";
import { released } from "../../trace/trace.js";
import {
  flatten,
  requireStructure,
  sameStructure,
  showStructure,
  unflatten,
  type Structure,
} from "../../trace/tree.js";
import { flattenArrays, type AnyFunction } from "../call.js";
import { mapSlices } from "../control/map.js";
import { stageCall, takeApart } from "./call.js";
import { customVmapCall, type LaneRule } from "./vmap-call.js";

/**
 * `(axisSize, inBatched, ...args) → [result, outBatched]`. Arguments that are batched have their lanes in front; `inBatched` is a
 * list of trees of booleans that says which are. `outBatched` says it of the result: one boolean, or a tree of them.
 */
export type VmapRule = (axisSize: number, inBatched: never, ...args: never[]) => readonly [unknown, unknown];

export type CustomVmap<F extends AnyFunction> = F & {
  defvmap(rule: VmapRule): CustomVmap<F>;
};

/** Booleans for leaves, from one for all or a tree of them. */
function flagsFor(flags: unknown, structure: Structure): boolean[] {
  if (typeof flags === "boolean") return new Array<boolean>(structure.leaves).fill(flags);
  const own = flatten(flags);
  requireStructure("customVmap (outBatched)", own.structure, structure);
  if (own.leaves.every((flag) => typeof flag === "boolean")) return own.leaves;
  return raise({
    code: "structure",
    what: "outBatched holds something else than booleans",
    where: "customVmap",
    fix: "return [result, outBatched], with true where the result has lanes in front",
  });
}

/** What the rule gave, flat; a typed error with both sides where it does not fit the function. */
function checked(
  result: unknown,
  size: number,
  structure: Structure,
  types: readonly ArrayType[],
): ReturnType<LaneRule> {
  if (!Array.isArray(result) || result.length !== 2)
    return raise({
      code: "structure",
      what: `the rule must return [result, outBatched], got ${showStructure(flatten(result).structure)}`,
      where: "customVmap",
      fix: "return a list of two: the result for all lanes, and which parts of it have lanes in front",
    });
  const own = flattenArrays("customVmap (result of the rule)", result[0]);
  if (!sameStructure(own.structure, structure))
    return raise({
      code: "structure",
      what: `the rule gives ${showStructure(own.structure)}, but the function gives ${showStructure(structure)}`,
      where: "customVmap",
      fix: "return the function's tree, with lanes in front of its arrays",
    });
  const batched = flagsFor(result[1], structure);
  own.leaves.forEach((leaf, i) => {
    const type = types[i] as ArrayType;
    const wanted = batched[i] ? { ...type, shape: [size, ...type.shape] } : type;
    if (sameType(leaf.type, wanted)) return;
    raise({
      code: leaf.dtype === wanted.dtype ? "shape" : "dtype",
      what: `the rule gives ${showType(leaf.type)} for leaf ${i}, but ${size} lanes of the function's result are ${showType(wanted)}`,
      where: "customVmap",
      fix: "put the lanes in front, or say false in outBatched where all lanes share the result",
    });
  });
  return { outputs: own.leaves.map(released), batched };
}

/**
 * A function with its own rule for vmap. Everything else (jit, grad, jvp, loops) treats it as the function; where that meets
 * vmap, the rule is used, and differentiated.
 * @param rule `(axisSize, inBatched, ...args) → [result, outBatched]`
 * @throws MissingRuleError if it is mapped without a rule; StructureError, ShapeError, DTypeError if the rule gives what does not
 * fit the function
 * @example const f = customVmap((x) => np.sin(x)); f.defvmap((n, batched, x) => [np.sin(x), true]); vmap(f)(np.zeros([2])) // [0, 0]
 */
export function customVmap<F extends AnyFunction>(f: F, rule?: VmapRule): CustomVmap<F> {
  let current = rule;
  const call = (...args: unknown[]): unknown => {
    const application = takeApart("customVmap", f, args, {});
    if (!application.traced) return f(...(args as never[]));
    const { program, captured, structure } = stageCall("customVmap", application);
    const types = typesOf(program.outputs);
    const flat: LaneRule = (size, batched, inputs) => {
      if (batched.slice(0, captured.length).includes(true))
        return raise({
          code: "argument",
          what: "the function closes over a value that differs between the lanes of a vmap, and its rule does not know about that value",
          where: "customVmap",
          fix: "pass the value as an argument",
        });
      if (current === undefined)
        return raise({
          code: "missing-rule",
          what: "a customVmap function was mapped before its rule was given",
          where: "customVmap",
          fix: "call f.defvmap(rule), or pass the rule as the second argument",
        });
      const own = captured.length;
      const [flags, values] = [batched.slice(own), inputs.slice(own)].map((list) =>
        unflatten(application.structure, list),
      ) as [unknown, unknown[]];
      return checked(current(size, flags as never, ...(values as never[])), size, structure, types);
    };
    return unflatten(structure, bind(customVmapCall, [...captured, ...application.leaves], { program, rule: flat }));
  };
  const custom: CustomVmap<F> = Object.assign(call as unknown as F, {
    defvmap(next: VmapRule) {
      current = next;
      return custom;
    },
  });
  return custom;
}

/**
 * A function that vmap runs lane by lane, one after another: for functions that need much memory, or that are not worth
 * mapping.
 * @example vmap(sequentialVmap((x) => np.sin(x)))(np.zeros([2])) // [0, 0]
 */
export function sequentialVmap<F extends AnyFunction>(f: F): F {
  const custom: CustomVmap<F> = customVmap(f, ((_: number, inBatched: unknown, ...args: unknown[]) => {
    const { leaves, structure } = flattenArrays("sequentialVmap", args);
    const flags = flatten(inBatched).leaves as boolean[];
    const lanes = leaves.filter((_, i) => flags[i]);
    const one = (slices: readonly NDArray[]): unknown => {
      let next = 0;
      return custom(
        ...(unflatten(
          structure,
          leaves.map((leaf, i) => (flags[i] ? slices[next++] : leaf)),
        ) as never[]),
      );
    };
    if (lanes.length === 0) return [custom(...(args as never[])), false];
    return [mapSlices(one as never, lanes), true];
  }) as VmapRule);
  return custom;
}
