/** Modes that are switched on and off, or hold for the extent of a function. */
import { raise } from "../../errors.js";
import { describe } from "../../trace/asarray.js";
import { refusePromise } from "../call.js";

export interface Switch {
  (on: boolean): void;
  <R>(body: () => R): R;
}

/** A switch from what sets the mode and gives the way back. */
export function switchable(name: string, set: (on: boolean) => () => void): Switch {
  const turn = (setting: unknown): unknown => {
    if (typeof setting === "boolean") return void set(setting);
    if (typeof setting !== "function")
      return raise({
        code: "argument",
        what: `expected true, false or a function, got ${describe(setting)}`,
        where: name,
        fix: `write ${name}(true), or ${name}(() => …)`,
      });
    const back = set(true);
    try {
      const result: unknown = (setting as () => unknown)();
      refusePromise(name, result);
      return result;
    } finally {
      back();
    }
  };
  return turn as Switch;
}
