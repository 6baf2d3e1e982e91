/**
 * Trees of arrays: nested lists, plain objects, Maps and registered classes, with anything else as a leaf and `null` as the
 * empty tree. Keys are visited in sorted order, so equal trees flatten alike however they were built.
 */
import { raise } from "../errors.js";
import { identityOf, staticKey } from "../ir/key.js";

/** What remains of a tree without its leaves. */
export interface Structure {
  readonly kind: "leaf" | "null" | "list" | "object" | "map" | "class";
  /** Keys of the children: property names, map keys; auxiliary data of a class. */
  readonly keys: readonly unknown[];
  readonly children: readonly Structure[];
  readonly type?: ClassRules;
  readonly leaves: number;
  /** Equal for equal structures. */
  readonly key: string;
}

interface ClassRules {
  readonly flatten: (instance: never) => { children: readonly unknown[]; aux?: unknown };
  readonly unflatten: (children: readonly unknown[], aux: unknown) => unknown;
  readonly name: string;
}

const LEAF: Structure = { kind: "leaf", keys: [], children: [], leaves: 1, key: "*" };
const NULL: Structure = { kind: "null", keys: [null], children: [], leaves: 0, key: "null" };
const UNDEFINED: Structure = { kind: "null", keys: [undefined], children: [], leaves: 0, key: "undefined" };

const classes = new WeakMap<object, ClassRules>();

/**
 * Registers a class as a tree node.
 * @example class Pair { constructor(a, b) { this.a = a; this.b = b; } }; registerClass(Pair, { flatten: ({ a, b }) => ({ children: [a, b] }), unflatten: ([a, b]) => new Pair(a, b) }); grad((p) => mul(p.a, p.b))(new Pair(2, 3)).a // 3
 */
export function registerClass<T extends object, A = unknown>(
  type: abstract new (...args: never[]) => T,
  rules: {
    flatten: (instance: T) => { children: readonly unknown[]; aux?: A };
    unflatten: (children: readonly never[], aux: A) => T;
  },
): void {
  classes.set(type.prototype as object, { ...rules, name: type.name } as unknown as ClassRules);
}

function node(
  kind: Structure["kind"],
  label: string,
  keys: readonly unknown[],
  children: readonly Structure[],
  type?: ClassRules,
): Structure {
  let leaves = 0;
  let key = `${label}(`;
  for (const child of children) {
    leaves += child.leaves;
    key += `${child.key},`;
  }
  return { kind, keys, children, leaves, key: `${key})`, ...(type && { type }) };
}

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** Trees deeper than this contain themselves. */
const DEEPEST = 1000;

function visit(value: unknown, leaves: unknown[], depth = 0): Structure {
  if (value === null) return NULL;
  if (value === undefined) return UNDEFINED;
  if (typeof value !== "object") {
    leaves.push(value);
    return LEAF;
  }
  if (depth > DEEPEST)
    return raise({
      code: "structure",
      what: `a tree is more than ${DEEPEST} levels deep, or contains itself`,
      fix: "pass trees without cycles; make other values static, or close over them",
    });
  const child = (item: unknown): Structure => visit(item, leaves, depth + 1);
  if (Array.isArray(value)) return node("list", "list", [], value.map(child));
  if (isPlain(value)) {
    const names = Object.keys(value).sort();
    return node(
      "object",
      `{${names.map((name) => JSON.stringify(name)).join()}}`,
      names,
      names.map((name) => child((value as Record<string, unknown>)[name])),
    );
  }
  if (value instanceof Map) {
    const entries = [...value.entries()].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
    const keys = entries.map(([key]) => key as unknown);
    return node(
      "map",
      `map${staticKey(keys)}`,
      keys,
      entries.map(([, item]) => child(item)),
    );
  }
  const rules = classes.get(Object.getPrototypeOf(value) as object);
  if (rules === undefined) {
    leaves.push(value);
    return LEAF;
  }
  const { children, aux } = rules.flatten(value as never);
  return node("class", `${rules.name}#${identityOf(rules)}${staticKey(aux)}`, [aux], children.map(child), rules);
}

/** Leaves in order, and the structure that holds them. */
export function flatten(tree: unknown): { leaves: unknown[]; structure: Structure } {
  const leaves: unknown[] = [];
  const structure = visit(tree, leaves);
  return { leaves, structure };
}

/** Puts leaves back into a structure. */
export function unflatten(structure: Structure, leaves: readonly unknown[]): unknown {
  if (leaves.length !== structure.leaves)
    return raise({
      code: "structure",
      what: `${leaves.length} leaves do not fill a tree of ${structure.leaves}: ${showStructure(structure)}`,
      fix: "give one value per leaf",
    });
  let next = 0;
  const build = (level: Structure): unknown => {
    if (level.kind === "leaf") return leaves[next++];
    if (level.kind === "null") return level.keys[0];
    const children = level.children.map(build);
    if (level.kind === "list") return children;
    if (level.kind === "map") return new Map(children.map((child, i) => [level.keys[i], child]));
    if (level.kind === "class") return level.type?.unflatten(children, level.keys[0]);
    const object: Record<string, unknown> = {};
    children.forEach((child, i) => {
      Object.defineProperty(object, level.keys[i] as string, {
        value: child,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    });
    return object;
  };
  return build(structure);
}

/** `{w: *, b: [*, *]}`: the structure as a person writes it. */
export function showStructure(structure: Structure): string {
  const children = structure.children.map(showStructure);
  switch (structure.kind) {
    case "leaf":
      return "*";
    case "null":
      return String(structure.keys[0]);
    case "list":
      return `[${children.join(", ")}]`;
    case "map":
      return `Map{${children.map((child, i) => `${String(structure.keys[i])}: ${child}`).join(", ")}}`;
    case "class":
      return `${structure.type?.name ?? "class"}(${children.join(", ")})`;
    case "object":
      return `{${children.map((child, i) => `${String(structure.keys[i])}: ${child}`).join(", ")}}`;
  }
}

export const sameStructure = (a: Structure, b: Structure): boolean => a === b || a.key === b.key;

/** A typed error that shows both structures, unless they agree. */
export function requireStructure(where: string, actual: Structure, expected: Structure): void {
  if (sameStructure(actual, expected)) return;
  raise({
    code: "structure",
    what: `tree structures differ: expected ${showStructure(expected)}, got ${showStructure(actual)}`,
    where,
    fix: "give a tree with the same lists, keys and classes",
  });
}
