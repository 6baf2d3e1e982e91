/** The parameters of an initial value problem. */
import type { Program } from "@fluxion/core";
import type { Control } from "./integrate.js";
import type { Lane } from "./lanes.js";

export interface OdeParams extends Control {
  /** (y, t, constants) → dy/dt, for a vector y. */
  readonly dynamics: Program;
  readonly lanes: readonly Lane[];
}
