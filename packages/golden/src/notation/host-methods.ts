/** The methods of lists, dictionaries and strings that programs use. */
import { hostCompare, hostEqual } from "./host-compare.js";
import { HostError } from "./host-error.js";
import { entriesOf, getKey, hasKey, isDictionary, setKey, tuple, type Dictionary } from "./host-values.js";
import { isHostInteger } from "./weak.js";

type Method = (...given: unknown[]) => unknown;
type Iterate = (x: unknown) => Iterable<unknown>;

const position = (x: unknown, fallback: number): number => (isHostInteger(x) ? Number(x) : fallback);

function listMethods(list: unknown[], iterate: Iterate): Readonly<Record<string, Method>> {
  return {
    append: (x) => void list.push(x),
    extend: (xs) => void list.push(...iterate(xs)),
    insert: (at, x) => void list.splice(position(at, 0), 0, x),
    pop: (at) => {
      if (list.length === 0) throw new HostError("pop from an empty list");
      return list.splice(position(at, -1), 1)[0];
    },
    clear: () => void list.splice(0),
    copy: () => [...list],
    reverse: () => void list.reverse(),
    sort: () => void list.sort((a, b) => (hostCompare("<", a, b) ? -1 : Number(hostCompare(">", a, b)))),
    count: (x) => list.filter((item) => hostEqual(item, x)).length,
    index: (x) => {
      const at = list.findIndex((item) => hostEqual(item, x));
      if (at < 0) throw new HostError("the value is not in the list");
      return at;
    },
  };
}

function dictionaryMethods(d: Dictionary): Readonly<Record<string, Method>> {
  return {
    keys: () => entriesOf(d).map(([key]) => key),
    values: () => entriesOf(d).map(([, value]) => value),
    items: () => entriesOf(d).map((entry) => tuple(entry)),
    get: (key, fallback = null) => (hasKey(d, key) ? getKey(d, key) : fallback),
    copy: () => (d instanceof Map ? new Map(d) : { ...d }),
    update: (other) => {
      if (isDictionary(other)) for (const [key, value] of entriesOf(other)) setKey(d, key, value);
    },
  };
}

function stringMethods(text: string, iterate: Iterate): Readonly<Record<string, Method>> {
  return {
    upper: () => text.toUpperCase(),
    lower: () => text.toLowerCase(),
    split: (separator) =>
      typeof separator === "string" ? text.split(separator) : text.split(/\s+/).filter((part) => part !== ""),
    join: (xs) => [...iterate(xs)].map(String).join(text),
    startswith: (prefix) => text.startsWith(String(prefix)),
    endswith: (suffix) => text.endsWith(String(suffix)),
    replace: (from, to) => text.replaceAll(String(from), () => String(to)),
  };
}

function methodsOf(x: unknown, iterate: Iterate): Readonly<Record<string, Method>> | undefined {
  if (Array.isArray(x)) return listMethods(x, iterate);
  if (typeof x === "string") return stringMethods(x, iterate);
  return isDictionary(x) ? dictionaryMethods(x) : undefined;
}

/** The method, or undefined when the value has none of that name. */
export function hostMethod(x: unknown, name: string, iterate: Iterate): Method | undefined {
  const methods = methodsOf(x, iterate);
  return methods !== undefined && Object.hasOwn(methods, name) ? methods[name] : undefined;
}
