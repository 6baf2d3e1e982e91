/** The part of promotion and broadcasting that users call. */
export type { AxisOption } from "./axes.js";
export { broadcastArrays, broadcastShapes, broadcastTo } from "./broadcast.js";
export { promoteTypes } from "./lattice.js";
export { resultType } from "./promote.js";
export { weak, WeakScalar, type Operand, type WeakKind } from "./weak.js";
