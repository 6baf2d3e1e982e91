/** All scripts that run in a process of their own. */
import type { Probe } from "../probe.js";

export const probes: readonly Probe[] = [
  {
    names: ["import fluxion", "first call of jit(grad(MLP))", "first call of the same by hand"],
    script: "first-call",
    flags: [],
    slow: false,
  },
  {
    names: [
      "trace and compile a gradient of 1,000 equations, first",
      "trace and compile a gradient of 1,000 equations, later",
    ],
    script: "compile",
    flags: [],
    slow: false,
  },
  {
    names: ["heap per eager gradient", "time per eager gradient"],
    script: "eager-gradients",
    flags: ["--expose-gc"],
    slow: true,
  },
  {
    names: ["memory per jitted training step", "time per jitted training step"],
    script: "training-steps",
    flags: ["--expose-gc"],
    slow: true,
  },
];
