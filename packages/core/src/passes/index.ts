/** Passes over programs. */
export { cost, type Cost } from "./cost.js";
export { cse } from "./cse.js";
export { dce } from "./dce.js";
export { decompose, type BodyOf } from "./decompose.js";
export { compose, fold, simplify } from "./fold.js";
export { fuse, fusePointwise } from "./fuse.js";
export { fused, type FusedParams } from "./fused.js";
export { fusedReduction, type FusedReductionParams } from "./fused-reduction.js";
export { priceOf } from "./fusion/price.js";
export { inline } from "./inline.js";
export { liveness, type Liveness } from "./liveness.js";
export { planMemory, type MemoryPlan, type PlannedStep } from "./plan.js";
export { rewrite, runPasses, splice, type Pass } from "./pass.js";
export { fusing, simplifying } from "./pipelines.js";
export { sinkReshapes } from "./sink-reshapes.js";
