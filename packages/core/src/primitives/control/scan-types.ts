/** The types of a scan's operands and results, as its body has them. */
import type { ArrayType } from "../../ir/type.js";
import type { ScanParams } from "./scan-params.js";
import { parts, typesOf } from "./wrap.js";

export const stacked = (type: ArrayType, length: number): ArrayType => ({ ...type, shape: [length, ...type.shape] });

/** Types of the operands for a body: slices become stacks. */
export function operandTypes({ program, consts, carries, length }: ScanParams): ArrayType[] {
  const [fixed = [], carried = [], slices = []] = parts(typesOf(program.inputs), consts, carries);
  return [...fixed, ...carried, ...slices.map((type) => stacked(type, length))];
}
