/** Q·R decompositions. */
import { qr as decompose, raise, type NDArray } from "@fluxion/core";
import type { Operand } from "../support/weak.js";
import { floatMatrices } from "./square.js";

export interface QrOptions {
  /** "reduced" (if not given): Q has min(m, n) columns; "complete": Q is square; "r": only R of the reduced form. */
  readonly mode?: "reduced" | "complete" | "r";
}

/**
 * Matrices [..., m, n] as Q·R, Q with orthonormal columns and R upper triangular. Integers give float32. R's diagonal has any signs. The complete form has no
 * derivative for m > n. Argument error: another mode. A shape error below two dimensions.
 * @returns [Q, R]; R alone for mode "r"
 * @example np.linalg.qr([[3, 0], [4, 5]], { mode: "r" }) // [[-5, -4], [0, 3]]
 */
export function qr(x: Operand, options: { readonly mode: "r" }): NDArray;
export function qr(x: Operand, options?: { readonly mode?: "reduced" | "complete" }): [q: NDArray, r: NDArray];
export function qr(x: Operand, { mode = "reduced" }: QrOptions = {}): NDArray | [NDArray, NDArray] {
  if (mode !== "reduced" && mode !== "complete" && mode !== "r")
    raise({
      code: "argument",
      what: `mode is ${JSON.stringify(mode)}`,
      where: "qr",
      fix: 'use "reduced", "complete" or "r"',
    });
  const [q, r] = decompose(floatMatrices("qr", x), { fullMatrices: mode === "complete" }) as [NDArray, NDArray];
  return mode === "r" ? r : [q, r];
}
