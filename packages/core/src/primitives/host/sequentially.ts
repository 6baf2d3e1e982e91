/** Lanes one after another: the batching of what cannot be done for all lanes at once, as a scan over the lanes. */
import type { Batched, Params, Primitive } from "../../ir/primitive.js";
import type { NDArray } from "../../ir/value.js";
import { bind } from "../../trace/bind.js";
import { scan } from "../control/scan.js";
import { wrap } from "../control/wrap.js";

/** Applies a primitive to each lane by itself, the first lane first. Batched inputs have the lanes in front. */
export function sequentially<P extends Params>(
  primitive: Primitive<P>,
  {
    inputs,
    batched,
    size,
    params,
  }: { inputs: readonly NDArray[]; batched: readonly boolean[]; size: number; params: P },
): Batched {
  const shared = inputs.filter((_, i) => !batched[i]);
  const lanes = inputs.filter((_, i) => batched[i]);
  const types = [
    ...shared.map(({ type }) => type),
    ...lanes.map(({ dtype, shape }) => ({ dtype, shape: shape.slice(1) })),
  ];
  const program = wrap(`lane of ${primitive.name}`, types, (values) => {
    const queues = { shared: values.slice(0, shared.length), lanes: values.slice(shared.length) };
    const operands = batched.map((on) => (on ? queues.lanes : queues.shared).shift() as NDArray);
    return bind(primitive, operands, params);
  });
  const outputs = bind(scan, [...shared, ...lanes], {
    program,
    consts: shared.length,
    carries: 0,
    length: size,
    reverse: false,
  });
  return { outputs, batched: outputs.map(() => true) };
}
