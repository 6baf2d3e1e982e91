/** All kernels of plain JavaScript, by primitive. */
import type { Kernel } from "./kernel.js";
import * as named from "./named.js";

export const kernels: Readonly<Record<string, Kernel>> = { ...named };
