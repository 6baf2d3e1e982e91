/** Lists that are given where lists are needed. */
import { describe, NDArray, raise } from "@fluxion/core";

/** The list itself; an argument error for anything else. `what` names it, in the plural. */
export function requireList<T>(where: string, what: string, value: readonly T[]): readonly T[] {
  if (Array.isArray(value)) return value;
  return raise({
    code: "argument",
    what: `${what} are ${(value as unknown) instanceof NDArray ? "one array" : describe(value)}, not a list`,
    where,
    fix: `pass ${what} as one list`,
  });
}

/** A number as it is shown in messages, whatever was given in its place. */
export const shown = (n: unknown): string => (typeof n === "number" ? String(n) : describe(n));
