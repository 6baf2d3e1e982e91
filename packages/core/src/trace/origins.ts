/** Where equations come from, for what asks: the user's line, and the transforms being applied. */
import { userSourceLine } from "../errors.js";
import { currentOrigin } from "../ir/origin.js";
import type { Hooks } from "./hooks.js";
import { openTraces } from "./trace.js";

/** Names of what users do not see are empty, or have several words. */
const isTransform = (name: string): boolean => /^\w+$/.test(name);

/** The origin of the equation that a recorder is about to write down; that of the one it is made from, if there is one. */
export const originOf: NonNullable<Hooks["origin"]> = (recorder) => {
  const inherited = currentOrigin();
  const traces = openTraces();
  const names = traces.slice(traces.findIndex(({ domain }) => domain === recorder)).map(({ domain }) => domain.name);
  return {
    line: inherited === undefined ? here() : inherited.line,
    transforms: [...names.filter(isTransform), ...(inherited?.transforms ?? [])],
  };
};

function here(): string | undefined {
  const { stackTraceLimit } = Error as { stackTraceLimit?: number };
  Reflect.set(Error, "stackTraceLimit", 64);
  const { stack } = new Error();
  Reflect.set(Error, "stackTraceLimit", stackTraceLimit);
  return userSourceLine(stack);
}
