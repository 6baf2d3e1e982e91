/** Conjunction and disjunction over axes: minimum and maximum of bytes that are 0 or 1. */
import type { Kernel } from "./kernel.js";
import { maxFold } from "./reduce-max.js";
import { minFold } from "./reduce-min.js";
import { reduction, type Axes } from "./reduction.js";

export const reduceAnd: Kernel<Axes> = reduction(() => minFold("bool"));
export const reduceOr: Kernel<Axes> = reduction(() => maxFold("bool"));
