/** Scan with several steps per turn of the loop: a scan over blocks whose body is that many steps, and what is left over after it. */
import type { Program } from "../../ir/program.js";
import type { Primitive } from "../../ir/primitive.js";
import type { ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { bind } from "../../trace/bind.js";
import { concatenate } from "../concatenate.js";
import { reshape } from "../reshape.js";
import { sliceAxis } from "../slice.js";
import { operandTypes } from "./scan-types.js";
import type { ScanParams } from "./scan-params.js";
import { parts, run, typesOf, wrap } from "./wrap.js";

const dropAxis = (x: NDArray): NDArray => reshape(x, { shape: x.shape.slice(1) });
const addAxis = (x: NDArray): NDArray => reshape(x, { shape: [1, ...x.shape] });
const joined = (rows: readonly NDArray[]): NDArray =>
  rows.length === 1 ? (rows[0] as NDArray) : concatenate(rows, { axis: 0 });

/** Some steps in a row, without a loop; `stacks` hold as many slices. Results are stacked. */
function stepByStep(
  { program, carries, reverse }: ScanParams,
  steps: number,
  constants: readonly NDArray[],
  start: readonly NDArray[],
  stacks: readonly NDArray[],
): { carry: readonly NDArray[]; results: NDArray[] } {
  const rows: NDArray[][] = program.outputs.slice(carries).map(() => []);
  let carry = start;
  for (let step = 0; step < steps; step++) {
    const index = reverse ? steps - 1 - step : step;
    const slices = stacks.map((stack) => dropAxis(sliceAxis(stack, 0, index, index + 1)));
    const outputs = run(program, [...constants, ...carry, ...slices]);
    carry = outputs.slice(0, carries);
    outputs.slice(carries).forEach((y, i) => rows[i]?.push(addAxis(y)));
  }
  return { carry, results: rows.map((list) => joined(reverse ? list.toReversed() : list)) };
}

/** The same values as the scan, bit for bit; nothing where every turn is one step. */
export function unrolledScan(scan: Primitive<ScanParams>, params: ScanParams): Program | undefined {
  const { unroll = 1, length, consts, carries, reverse } = params;
  const width = unroll === true ? length : Math.min(unroll, length);
  if (width < 1 || (width === 1 && unroll !== true)) return undefined;
  const { unroll: _, ...plain } = params;
  const blocks = Math.floor(length / width);
  const rest = length - blocks * width;
  return wrap("unrolled scan", operandTypes(params), (values) => {
    const [constants = [], start = [], stacks = []] = parts(values, consts, carries);
    if (blocks === 1 && rest === 0) {
      const { carry, results } = stepByStep(plain, width, constants, start, stacks);
      return [...carry, ...results];
    }
    // Backwards, the loop begins at the last slice, so that what is left over stands in front.
    const [from, restFrom] = reverse ? [rest, 0] : [0, blocks * width];
    const inBlocks = stacks.map((x) => {
      const whole = sliceAxis(x, 0, from, from + blocks * width);
      return reshape(whole, { shape: [blocks, width, ...x.shape.slice(1)] });
    });
    const [fixed = [], carried = [], slices = []] = parts(typesOf(params.program.inputs), consts, carries);
    const blockTypes = slices.map((type): ArrayType => ({ ...type, shape: [width, ...type.shape] }));
    const body = wrap("block of scan", [...fixed, ...carried, ...blockTypes], (own) => {
      const [c = [], s = [], x = []] = parts(own, consts, carries);
      const { carry, results } = stepByStep(plain, width, c, s, x);
      return [...carry, ...results];
    });
    const looped = bind(scan, [...constants, ...start, ...inBlocks], { ...plain, program: body, length: blocks });
    const main = looped.slice(carries).map((y) => reshape(y, { shape: [blocks * width, ...y.shape.slice(2)] }));
    if (rest === 0) return [...looped.slice(0, carries), ...main];
    const left = stacks.map((x) => sliceAxis(x, 0, restFrom, restFrom + rest));
    const { carry, results } = stepByStep(plain, rest, constants, looped.slice(0, carries), left);
    return [...carry, ...main.map((y, i) => joined(reverse ? [results[i] as NDArray, y] : [y, results[i] as NDArray]))];
  });
}
