/** The functions of an array library as nested records, looked up by dotted names. */

/** `{ np: { sin, linalg: { norm } }, lax, nn, random, grad, … }`; nothing is assumed about what is there. */
export type Api = Readonly<Record<string, unknown>>;

export type Callable = (...given: unknown[]) => unknown;

/** The function at a dotted path; undefined when there is none. Inherited properties such as `constructor` do not count. */
export function functionAt(api: Api, path: string): Callable | undefined {
  let value: unknown = api;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null || !(name in value) || name in Object.prototype) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return typeof value === "function" ? (value as Callable) : undefined;
}

/** The first of several paths that leads to a function. */
export function firstFunction(api: Api, paths: readonly string[]): Callable | undefined {
  for (const path of paths) {
    const found = functionAt(api, path);
    if (found !== undefined) return found;
  }
  return undefined;
}
