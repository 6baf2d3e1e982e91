/** What makes closures of a fused program. */
import type { Program } from "@fluxion/core";
import type { Run } from "../kernels/kernel.js";
import type { SpecialFunctions } from "../scalar/special/index.js";

export type LoopMaker = (program: Program, special: SpecialFunctions) => { readonly run: Run; readonly text: string };
