/** Loops and branches by primitive name. */
import type { Control } from "./control.js";
import { opaque } from "./opaque.js";
import { scan } from "./scan.js";
import { switchBranch } from "./switch.js";
import { whileLoop } from "./while.js";

export { opaque, scan, switchBranch, whileLoop };
export const control: Readonly<Record<string, Control>> = {
  checkpoint: opaque,
  scan,
  switch: switchBranch,
  while: whileLoop,
};
