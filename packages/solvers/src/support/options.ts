/** Guards of options. */
import { raise } from "@fluxion/core";

/** Options that are given are numbers of at least `least`; traced arrays pass. */
export function requireAtLeast(where: string, least: number, options: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(options))
    if (value !== undefined && typeof value !== "object" && !(typeof value === "number" && value >= least))
      raise({
        code: "argument",
        what: `${name} is ${String(value)}, but it must be a number of at least ${least}`,
        where,
        fix: `give ${name} a number from ${least} upwards, or leave it out`,
      });
}
