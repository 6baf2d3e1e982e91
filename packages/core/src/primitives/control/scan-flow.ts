/** What a scan does to values of any domain: its body, step after step. */
import type { FlowArguments } from "../../ir/flow.js";
import type { ScanParams } from "./scan-params.js";
import { parts } from "./wrap.js";

export function flowOfScan<V>({ inputs, params, run, slice, stack }: FlowArguments<ScanParams, V>): readonly V[] {
  const { program, consts, carries, length, reverse } = params;
  const [fixed = [], start = [], xs = []] = parts(inputs, consts, carries);
  const results: V[][] = program.outputs.slice(carries).map(() => []);
  let carry: readonly V[] = start;
  for (let step = 0; step < length; step++) {
    const at = reverse ? length - 1 - step : step;
    const outputs = run(program, [...fixed, ...carry, ...xs.map((x) => slice(x, at))]);
    carry = outputs.slice(0, carries);
    results.forEach((list, i) => (list[at] = outputs[carries + i] as V));
  }
  return [...carry, ...results.map((list, i) => stack(list, carries + i))];
}
