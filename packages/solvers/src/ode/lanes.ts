/** Rules of one problem, mapped over lanes: each lane takes steps of its own. */
import { vmap, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";

/** One axis of lanes: how many there are, and which operands differ between them. */
export interface Lane {
  readonly size: number;
  readonly batched: readonly boolean[];
}

type Rule = (values: readonly NDArray[]) => readonly NDArray[];

/** The rule of one problem as one of all lanes, outermost first; operands beyond those known to the lanes differ. */
export function overLanes(lanes: readonly Lane[], rule: Rule): Rule {
  const [outer, ...inner] = lanes;
  if (outer === undefined) return rule;
  const each = overLanes(inner, rule);
  return (values) =>
    vmap((...xs: NDArray[]) => [...each(xs)], {
      inAxes: values.map((_, i) => (outer.batched[i] === false ? null : 0)),
      axisSize: outer.size,
    })(...values) as NDArray[];
}

/** An axis of lanes of a transposed rule: `shared` says which of its results belong to all lanes together. */
export interface CollectingLane extends Lane {
  readonly shared: readonly boolean[];
}

/** The transpose of a rule over lanes: what all lanes share collects the cotangents of all of them. */
export function collectOverLanes(lanes: readonly CollectingLane[], rule: Rule): Rule {
  const [outer, ...inner] = lanes;
  if (outer === undefined) return rule;
  const each = collectOverLanes(inner, rule);
  return (values) =>
    overLanes([outer], each)(values).map((ct, i) => (outer.shared[i] === true ? np.sum(ct, { axis: 0 }) : ct));
}
