/** The functions that generated text calls, as `h.name(…)`. Whoever runs such text passes this table as `h`. */
import { floatToInt, floatToUint, intToFloat } from "./float/bits.js";
import { nextafter32, nextafter64 } from "./float/nextafter.js";
import { pow } from "./float/pow.js";
import { roundEven } from "./float/roundeven.js";
import { populationCount } from "./integer/popcount.js";
import { toInt32, toInt8, toUint32, toUint8 } from "./integer/saturate.js";

export const HELPERS = {
  floatToInt,
  floatToUint,
  intToFloat,
  nextafter32,
  nextafter64,
  populationCount,
  pow,
  roundEven,
  toInt32,
  toInt8,
  toUint32,
  toUint8,
} as const;

export type Helpers = typeof HELPERS;
export type HelperName = keyof Helpers;
