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
}
