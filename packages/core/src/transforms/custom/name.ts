/** Names for values, by which policies of checkpoint choose what is kept. */
import type { Primitive } from "../../ir/primitive.js";
import { makePrimitive } from "../../primitives/define.js";
import { bind, bindOne } from "../../trace/bind.js";
import { unflatten } from "../../trace/tree.js";
import type { Accepts, Arrays } from "../../trace/treetypes.js";
import { flattenArrays } from "../call.js";

interface NameParams {
  readonly name: string;
}

/** The identity, with a name. Backends drop it. */
const nameCall: Primitive<NameParams> = /* @__PURE__ */ makePrimitive<NameParams>("checkpointName", {
  body: ([x]) => x ?? [],
  names: ({ name }) => name,
  jvp: ({ tangents: [t] }) => [t ?? null],
  transpose: ({ cotangents: [ct] }) => [ct ?? null],
  batch: ({ inputs, params }) => ({ outputs: bind(nameCall, inputs, params), batched: [true] }),
  eager: (inputs) => inputs,
  sameAs: () => 0,
  flops: () => 0,
});

/**
 * The value itself, named: `checkpoint` with `policies.saveOnlyTheseNames` and relatives keeps it, or does not, by that name.
 * @param x array, or tree of arrays
 * @example checkpoint((x) => np.sin(checkpointName(np.exp(x), "e")), { policy: policies.saveOnlyTheseNames("e") })
 */
export function checkpointName<T>(x: Accepts<T> | T, name: string): Arrays<T> {
  const { leaves, structure } = flattenArrays("checkpointName", x);
  return unflatten(
    structure,
    leaves.map((leaf) => bindOne(nameCall, [leaf], { name: String(name) })),
  ) as Arrays<T>;
}
