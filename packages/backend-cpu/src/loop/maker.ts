/** What makes a loop of a fused program; one generates code, the other composes closures, with bit-equal results. */
import type { Program } from "@fluxion/core";
import type { Run } from "../kernels/kernel.js";

export type LoopMaker = (program: Program) => { readonly run: Run; readonly text: string };
