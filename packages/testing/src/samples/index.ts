/** Samples of all primitives of core. */
import type { Specimens } from "../sample.js";
import { application } from "./application.js";
import { binary } from "./binary.js";
import { control } from "./control.js";
import { contraction } from "./contraction.js";
import { conversion } from "./conversion.js";
import { dynamic } from "./dynamic.js";
import { implicit } from "./implicit.js";
import { indexing } from "./indexing.js";
import { matrices } from "./matrices.js";
import { movement } from "./movement.js";
import { ordering } from "./ordering.js";
import { cumulative, reduction } from "./reduction.js";
import { unary } from "./unary.js";
import { windowed } from "./windows.js";

/** Every primitive that core exports, with its samples. */
export const samplesOfCore: readonly Specimens[] = [
  ...unary,
  ...binary,
  ...conversion,
  ...movement,
  ...dynamic,
  ...indexing,
  ...reduction,
  ...cumulative,
  ...ordering,
  ...contraction,
  ...windowed,
  ...application,
  ...control,
  ...implicit,
  ...matrices,
];
