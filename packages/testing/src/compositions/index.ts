/** All constructs that need nothing but core, to be composed with each other. */
import { calls } from "./calls.js";
import type { Construct } from "./construct.js";
import { control } from "./control.js";
import { derivatives } from "./derivatives.js";
import { iterating } from "./linear-solve.js";

export const constructs: readonly Construct[] = [...calls, ...derivatives, ...control, iterating];
