/** The parameters of scan. */
import type { Program } from "../../ir/program.js";

export interface ScanParams {
  /** (constants, carry, slices) → (carry, results). */
  readonly program: Program;
  readonly consts: number;
  readonly carries: number;
  readonly length: number;
  /** From the last slice to the first. */
  readonly reverse: boolean;
  /** Steps per turn of the loop, for backends; all of them if true, one if not given. Results are the same bit for bit. */
  readonly unroll?: number | true;
}
