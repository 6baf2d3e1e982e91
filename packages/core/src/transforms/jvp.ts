/** Forward mode: a function's value and its derivative in one direction. */
import { raise } from "../errors.js";
import { isInexact, sameType, showType, type ArrayType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { zerosLike } from "../primitives/constant.js";
import { asArray } from "../trace/asarray.js";
import { flatten, requireStructure, unflatten, type Structure } from "../trace/tree.js";
import type { Accepts, Arrays } from "../trace/treetypes.js";
import { flattenArguments, flattenArrays, runIn } from "./call.js";
import type { Dual } from "./dual.js";
import { jvpDomain } from "./programs.js";

export interface AuxOption {
  /** The function returns [result, aux]; aux is not differentiated. */
  readonly hasAux?: boolean;
}

interface Typed {
  readonly type: ArrayType;
}

/**
 * Tangents (or cotangents) as arrays, guarded against the values they belong to: same tree, same types. Plain numbers take
 * the element type of their value.
 */
export function flattenLike(
  where: string,
  what: string,
  tree: unknown,
  values: readonly Typed[],
  expected: Structure,
): NDArray[] {
  const { leaves, structure } = flatten(tree);
  requireStructure(`${where} (${what}s against values)`, structure, expected);
  const arrays = leaves.map((leaf, i) =>
    typeof leaf === "number" ? asArray(leaf, (values[i] as Typed).type.dtype) : leaf,
  );
  return flattenArrays(where, arrays).leaves.map((leaf, i) => {
    const wanted = (values[i] as Typed).type;
    if (!isInexact(wanted.dtype) || sameType(leaf.type, wanted)) return leaf;
    return raise({
      code: leaf.dtype === wanted.dtype ? "shape" : "dtype",
      what: `${what} ${i} has type ${showType(leaf.type)}, but its value has type ${showType(wanted)}`,
      where,
      fix: `give each ${what} the shape and dtype of its value`,
    });
  });
}

/**
 * Value and directional derivative of `f` at `primals` along `tangents` (one per argument, same trees and types).
 * @returns [value, tangent], or [value, tangent, aux] with `hasAux`.
 * @example jvp((x) => np.sin(x), [0], [1]) // [0, 1]
 */
export function jvp<A extends unknown[], R>(
  f: (...args: A) => R,
  primals: { [K in keyof A]: Accepts<A[K]> },
  tangents: { [K in keyof A]: Accepts<A[K]> },
  options: AuxOption = {},
): [value: Arrays<R>, tangent: Arrays<R>, aux?: unknown] {
  const at = flattenArguments("jvp", primals);
  const along = flattenLike("jvp", "tangent", tangents, at.leaves, at.structure);
  const inputs = at.leaves.map((primal, i): Dual => ({
    primal,
    tangent: isInexact(primal.dtype) ? (along[i] as NDArray) : null,
  }));
  const ran = runIn(jvpDomain, false, f as never, inputs, at.structure, {
    where: "jvp",
    ...options,
    auxOut: ({ primal }) => primal,
  });
  const values = unflatten(
    ran.structure,
    ran.outputs.map(({ primal }) => primal),
  ) as Arrays<R>;
  const pushed = unflatten(
    ran.structure,
    ran.outputs.map(({ primal, tangent }) => tangent ?? zerosLike(primal)),
  ) as Arrays<R>;
  return options.hasAux === true ? [values, pushed, ran.aux] : [values, pushed];
}
