/** Slopes at the observed states. */
import { evaluate, type NDArray, type Program } from "@fluxion/core";
import { overLanes } from "./lanes.js";

/** dy/dt at each of the times. */
export const slopesAlong = (dynamics: Program, consts: readonly NDArray[], ys: NDArray, ts: NDArray): NDArray =>
  overLanes([{ size: ts.shape[0] as number, batched: [true, true, ...consts.map(() => false)] }], (values) =>
    evaluate(dynamics, values),
  )([ys, ts, ...consts])[0] as NDArray;
