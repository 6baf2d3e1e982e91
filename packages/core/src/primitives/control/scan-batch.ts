/** Batching of scan: the body is batched, with as many carries as come to differ between lanes. */
import type { BatchArguments, Batched, Primitive } from "../../ir/primitive.js";
import type { NDArray } from "../../ir/value.js";
import type { ArrayType } from "../../ir/type.js";
import { bind } from "../../trace/bind.js";
import { moveAxis } from "../transpose.js";
import type { ScanParams } from "./scan-params.js";
import { fixpoint, parts, run, toLanes, typesOf, withLanes, wrap } from "./wrap.js";

export function batchScan(
  scan: Primitive<ScanParams>,
  { inputs, batched, size, params, batchProgram }: BatchArguments<ScanParams>,
): Batched {
  const { program, consts, carries } = params;
  const [fixed = [], startMask = [], sliced = []] = parts(batched, consts, carries);
  const maskFor = (carried: readonly boolean[]): boolean[] => [...fixed, ...carried, ...sliced];
  const carried = fixpoint(startMask, (mask) =>
    batchProgram(program, maskFor(mask), size).batchedOutputs.slice(0, carries),
  );
  const mask = maskFor(carried);
  const plan = batchProgram(program, mask, size);
  const types = typesOf(program.inputs).map((type, i): ArrayType => withLanes(type, mask[i] === true, size));
  const body = wrap("vmap of scan", types, (values) =>
    run(plan.program, values).map((value, i) =>
      i < carries && carried[i] ? toLanes(value, plan.batchedOutputs[i] === true, size) : value,
    ),
  );
  const [constsIn = [], carryIn = [], slicesIn = []] = parts(inputs, consts, carries);
  const start = carryIn.map((x, i) => (carried[i] ? toLanes(x, startMask[i] === true, size) : x));
  const slices = slicesIn.map((x, i): NDArray => (sliced[i] ? moveAxis(x, 0, 1) : x));
  const outputs = bind(scan, [...constsIn, ...start, ...slices], { ...params, program: body });
  const results = plan.batchedOutputs.slice(carries);
  return {
    outputs: outputs.map((value, i) => (i >= carries && results[i - carries] ? moveAxis(value, 1, 0) : value)),
    batched: [...carried, ...results],
  };
}
