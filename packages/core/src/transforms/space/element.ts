/**
 * An element that is being differentiated: a sum of multiples of elements, some of which are the argument itself. To the
 * user's function it looks like an object of its class whose methods work and whose fields cannot be read, since what is
 * read would have no derivative. Mutates: the list of what was applied to the argument.
 */
import { raise } from "../../errors.js";
import { Var } from "../../ir/program.js";
import type { NDArray } from "../../ir/value.js";
import { add, mul } from "../../primitives/arithmetic.js";
import { convert } from "../../primitives/convert.js";
import { broadcast } from "../../primitives/reduce.js";
import { openTraces, Tracer, type Trace } from "../../trace/trace.js";
import type { Dual } from "../dual.js";

/** The argument of a gradient, and what its function took from it. */
export interface Leaf {
  readonly value: object;
  readonly dual: Trace<Dual>;
  readonly linear: Trace<Var>;
  /** For each array that was made of the argument: its tangent, and what a cotangent of it means to the argument. */
  readonly made: { readonly tangent: Var; readonly pull: (ct: NDArray) => object }[];
}

/** `factor` times an element; `null` is a factor of 1. */
export interface Term {
  readonly factor: NDArray | null;
  readonly element: Leaf | object;
}

const states = new WeakMap<object, readonly Term[]>();
const leaves = new WeakSet<object>();

export const isLeaf = (element: Leaf | object): element is Leaf => leaves.has(element);

/** The terms of an element, which for a plain one is itself. */
export const termsOf = (element: object): readonly Term[] => states.get(element) ?? [{ factor: null, element }];

export const isTraced = (element: object): boolean => states.has(element);

/** What stands for a sum of terms in the user's function. */
export function traced(terms: readonly Term[], prototype: object): object {
  const element: object = new Proxy(Object.create(prototype) as object, {
    get: (target, key, receiver) =>
      key in target || typeof key === "symbol" ? Reflect.get(target, key, receiver) : refuse(key),
    has: (target, key) => Reflect.has(target, key),
    set: (_, key) => refuse(key),
    ownKeys: () => refuse("its fields"),
  });
  states.set(element, terms);
  return element;
}

const refuse = (key: string | symbol): never =>
  raise({
    code: "unknown-value",
    what: `${String(key)} of an element was used while its gradient is taken`,
    where: "vectorSpace",
    fix: "use the operations of its space (add, scale, inner, and those made with `linear`), which have derivatives",
  });

export function leaf(value: object, dual: Trace<Dual>, linear: Trace<Var>): Leaf {
  const made: Leaf = { value, dual, linear, made: [] };
  leaves.add(made);
  return made;
}

/** `factor · y`. */
export function times(factor: NDArray | null, y: NDArray): NDArray {
  if (factor === null) return y;
  const same = factor.dtype === y.dtype ? factor : convert(factor, { dtype: y.dtype });
  return mul(broadcast(same, { shape: y.shape, axes: y.shape.map((_, axis) => axis) }), y);
}

/** The primal of a value of the gradient's own trace; values from outside are their own. */
export function primalIn({ dual }: Leaf, x: NDArray): NDArray {
  return x instanceof Tracer && x.trace === (dual as Trace) ? (x as Tracer<Dual>).meaning.primal : x;
}

/** An array made of the argument, with a tangent of its own that the gradient collects. */
export function watched(owner: Leaf, y: NDArray, pull: (ct: NDArray) => object): NDArray {
  const traces = openTraces();
  const inside = traces.slice(traces.indexOf(owner.dual as Trace) + 1);
  if (!owner.dual.open)
    raise({
      code: "escaped-tracer",
      what: "an element is used after the gradient it belongs to was taken",
      where: "vectorSpace",
      fix: "return arrays from the function, not the element",
    });
  if (inside.some((trace) => trace.staging || (y instanceof Tracer && y.trace === trace)))
    raise({
      code: "argument",
      what: `an operation on an element runs inside ${inside.map(({ domain }) => domain.name).join(" > ")}`,
      where: "vectorSpace",
      fix: "give the operation all points at once, outside of jit, vmap and loops within the function",
    });
  const own = y instanceof Tracer && y.trace === (owner.dual as Trace) ? (y as Tracer<Dual>).meaning : null;
  const tangent = new Var(y.type);
  owner.made.push({ tangent, pull });
  const moving = new Tracer<Var>(owner.linear, tangent);
  const known = own?.tangent ?? null;
  return new Tracer<Dual>(owner.dual, {
    primal: own?.primal ?? y,
    tangent: known === null ? moving : add(known, moving),
  });
}
