/** Keys that tell parameters apart exactly: −0 from 0, NaN from itself, functions and programs by identity. */
const identities = new WeakMap<object, number>();
let next = 0;

/** A number that stands for the identity of an object. */
export function identityOf(object: object): number {
  let id = identities.get(object);
  if (id === undefined) identities.set(object, (id = next++));
  return id;
}

const PLAIN = new Set<unknown>([Object.prototype, null]);

/** Text that is equal exactly when two static values are interchangeable. */
export function staticKey(value: unknown): string {
  switch (typeof value) {
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "string":
      return JSON.stringify(value);
    case "bigint":
      return `${value}n`;
    case "symbol":
      return `symbol ${String(value)}`;
    case "function":
      return `#${identityOf(value)}`;
    case "object": {
      if (value === null) return "null";
      if (Array.isArray(value)) return `[${value.map(staticKey).join(",")}]`;
      if (PLAIN.has(Object.getPrototypeOf(value)) && !("equations" in value)) return paramsKey(value);
      return `#${identityOf(value)}`;
    }
    default:
      return String(value);
  }
}

const EMPTY = {};
/** The parameters of primitives that have none. */
export const NO_PARAMS: object = Object.freeze(EMPTY);

/** The key of an equation's parameters. */
export function paramsKey(params: object): string {
  if (params === NO_PARAMS) return "";
  let text = "{";
  for (const [name, value] of Object.entries(params)) if (value !== undefined) text += `${name}=${staticKey(value)};`;
  return `${text}}`;
}
