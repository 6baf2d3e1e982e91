/** What happens to indices beyond the ends. */
import { raise } from "@fluxion/core";

/**
 * `clip`: the nearest end; `fill` and `drop`: reading gives a fill value, writing does nothing; `wrap`: modulo the size;
 * `promise`: it does not happen.
 */
export type IndexMode = "clip" | "fill" | "drop" | "wrap" | "promise" | "promise_in_bounds";

export interface LookupMode {
  readonly mode: "clip" | "fill" | "promise";
  /** How indices become positions before `mode` applies: negative ones counted from the end, all taken modulo, or as they are. */
  readonly negative: "from-end" | "modulo" | "as-is";
}

/** The two steps that a mode stands for. */
export function lookupMode(where: string, mode: IndexMode): LookupMode {
  switch (mode) {
    case "clip":
      return { mode, negative: "from-end" };
    case "fill":
    case "drop":
      return { mode: "fill", negative: "from-end" };
    case "wrap":
      return { mode: "clip", negative: "modulo" };
    case "promise":
    case "promise_in_bounds":
      return { mode: "promise", negative: "from-end" };
    default:
      return raise({
        code: "argument",
        what: `mode is ${JSON.stringify(mode)}`,
        where,
        fix: 'use "clip", "fill", "drop", "wrap" or "promise_in_bounds"',
      });
  }
}
