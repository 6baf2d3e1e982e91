/** Loops and branches by primitive name. */
import type { Control } from "./control.js";
import { scan } from "./scan.js";
import { switchBranch } from "./switch.js";
import { whileLoop } from "./while.js";

export { scan, switchBranch, whileLoop };
export const control: Readonly<Record<string, Control>> = { scan, switch: switchBranch, while: whileLoop };
