/** A mistake in scalar or container operations; the evaluator adds the place in the text. */
export class HostError extends Error {}

const NAMES: readonly (readonly [(x: unknown) => boolean, string])[] = [
  [(x) => x === null || x === undefined, "None"],
  [(x) => Array.isArray(x), "a list"],
  [(x) => typeof x === "bigint", "an integer"],
];

/** How a message calls a value. */
export function describe(x: unknown): string {
  const named = NAMES.find(([test]) => test(x));
  if (named !== undefined) return named[1];
  if (typeof x === "object") return (x as object).constructor?.name ?? "an object";
  return `a ${typeof x}`;
}
