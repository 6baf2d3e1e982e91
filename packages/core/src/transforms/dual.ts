/**
 * Forward differentiation as a domain: a variable carries a primal and a tangent. `jvp` and `linearize` share every rule;
 * they differ in how an application of a program is pushed forward.
 */
import { interpret, type Domain } from "../ir/interpret.js";
import type { Params, Primitive, ProgramTransforms, Tangent } from "../ir/primitive.js";
import { isInexact } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { programOf } from "../primitives/body.js";
import { bind } from "../trace/bind.js";
import { missingRule } from "./rule.js";

export interface Dual {
  readonly primal: NDArray;
  readonly tangent: Tangent;
}

/** Outputs and tangents of one application. */
export interface Pushed {
  readonly outputs: readonly NDArray[];
  readonly tangents: readonly Tangent[];
}
export type Push = (
  primitive: Primitive,
  inputs: readonly NDArray[],
  tangents: readonly Tangent[],
  params: Params,
) => Pushed;

/** A domain of dual values. `special` knows the primitives that this transform treats in its own way. */
export function dualDomain(
  name: string,
  transforms: ProgramTransforms,
  special: (primitive: Primitive) => Push | undefined,
): Domain<Dual> {
  const pushByJvp: Push = (primitive, inputs, tangents, params) => {
    const outputs = bind(primitive, inputs, params);
    return { outputs, tangents: primitive.jvp?.({ inputs, outputs, tangents, params, transforms }) ?? [] };
  };
  const throughBody = (primitive: Primitive, duals: readonly Dual[], params: Params): readonly Dual[] =>
    primitive.body === undefined
      ? missingRule(primitive, name, "jvp")
      : interpret(
          programOf(
            primitive,
            duals.map(({ primal }) => primal.type),
            params,
          ),
          domain.apply,
          duals,
        );

  const domain: Domain<Dual> = {
    name,
    typeOf: ({ primal }) => primal.type,
    lift: (primal) => ({ primal, tangent: null }),
    constant: ({ primal, tangent }) => (tangent === null ? primal : null),
    outer: ({ primal }) => primal,
    apply(primitive, duals, params) {
      const inputs = duals.map((dual) => dual.primal);
      const tangents = duals.map((dual) => dual.tangent);
      if (tangents.every((tangent) => tangent === null))
        return bind(primitive, inputs, params).map((primal) => ({ primal, tangent: null }));
      const push = special(primitive) ?? (primitive.jvp === undefined ? undefined : pushByJvp);
      if (push === undefined) return throughBody(primitive, duals, params);
      const pushed = push(primitive, inputs, tangents, params);
      return pushed.outputs.map((primal, i) => ({
        primal,
        tangent: isInexact(primal.dtype) ? (pushed.tangents[i] ?? null) : null,
      }));
    },
  };
  return domain;
}
