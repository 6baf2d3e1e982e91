/** What a checkpointed function keeps. */
import type { Params, Primitive } from "../../ir/primitive.js";
import { convGeneralDilated } from "../../primitives/conv.js";
import { dotGeneral } from "../../primitives/dot.js";

/**
 * Whether the results of an application are kept. Any predicate will do: it is asked for every equation of the checkpointed
 * function, with the primitive and its parameters.
 * @example checkpoint((x) => np.sort(x), { policy: (primitive) => primitive.name === "sort" })
 */
export type Policy = (primitive: Primitive, params: Params) => boolean;

const nameOf = (primitive: Primitive, params: Params): string | undefined => primitive.names?.(params);

export const policies = {
  /** Keep every intermediate result: as without checkpoint. */
  everything: (): boolean => true,
  /** Keep only the arguments. */
  nothing: (): boolean => false,
  /** Keep products and convolutions, which cost the most. */
  dots: (primitive: Primitive): boolean =>
    primitive === (dotGeneral as unknown) || primitive === (convGeneralDilated as unknown),
  /** Keep products without batch dimensions: those of weights. */
  dotsWithoutBatch: (primitive: Primitive, params: Params): boolean =>
    primitive === (dotGeneral as unknown) && (params as { lhsBatch: readonly number[] }).lhsBatch.length === 0,
  /** Keep the values that checkpointName gave one of these names, and nothing else. */
  saveOnlyTheseNames:
    (...names: readonly string[]): Policy =>
    (primitive, params) =>
      names.includes(nameOf(primitive, params) ?? ""),
  /** Keep every named value but those of these names, and nothing that has no name. */
  saveAnyNamesButThese:
    (...names: readonly string[]): Policy =>
    (primitive, params) => {
      const name = nameOf(primitive, params);
      return name !== undefined && !names.includes(name);
    },
  /** Keep what one of two policies keeps. */
  saveFromBothPolicies:
    (first: Policy, second: Policy): Policy =>
    (primitive, params) =>
      first(primitive, params) || second(primitive, params),
};
