/** Vector spaces of the user's own types, whose elements are no trees of arrays of a fixed shape: see the note "vector spaces of one's own". */
import { raise } from "../../errors.js";
import type { NDArray } from "../../ir/value.js";
import { add } from "../../primitives/arithmetic.js";
import { asArray, type ArrayLike } from "../../trace/asarray.js";
import { isLeaf, isTraced, primalIn, termsOf, times, traced, watched, type Leaf } from "./element.js";
import { gradientByElements } from "./gradient.js";
import { differentiateElementsBy } from "./registry.js";
import { registerSpace } from "./spaces.js";

export interface SpaceRules<E extends object> {
  /** The zero of the space that an element lies in. */
  zeros(like: E): E;
  /** The sum, which may need a larger representation than its terms. */
  add(x: E, y: E): E;
  /** The multiple by a scalar. */
  scale(factor: NDArray, x: E): E;
  /** The inner product, a scalar. */
  inner(x: E, y: E): NDArray;
}

/** An operation from elements to arrays that is linear in the element. */
export interface LinearRules<E extends object, X extends readonly unknown[]> {
  apply(element: E, ...operands: X): NDArray;
  /** The element g with ⟨g, x⟩ = ⟨ct, apply(x, …operands)⟩ for all x. */
  transpose(ct: NDArray, ...operands: X): E;
}

export interface VectorSpace<E extends object> extends SpaceRules<E> {
  scale(factor: ArrayLike, x: E): E;
  /** Makes an operation of elements; only such operations, and those of the space, take part in gradients. */
  linear<X extends readonly unknown[]>(rules: LinearRules<E, X>): (element: E, ...operands: X) => NDArray;
}

/**
 * Makes a class a vector space, so that `grad` and `valueAndGrad` by an object of it give an object of it: the gradient g
 * with ⟨g, v⟩ = the derivative along v, for the space's own inner product. Unlike the coordinates of a registered tree, the
 * representation of an element may grow on addition (sums of kernel functions, sparse vectors, low-rank sums). While a
 * gradient is taken, the function sees an object of the class with methods but without fields; what it takes from it are
 * arrays, by `linear` operations and inner products, and these may be used in any way.
 * Forward mode by an element, and operations on it inside jit, vmap or loops within the function, are not offered: take all
 * points at once. Source of the idea: Autograd's vector spaces (D. Maclaurin, "Modeling, inference and optimization with
 * composable differentiable procedures", 2016).
 * @throws typed errors where a field is read, or an operation runs inside another transform within the function
 * @example class Poly { constructor(c) { this.c = c; } }; const space = vectorSpace(Poly, { zeros: () => new Poly([]), add: (x, y) => new Poly([...x.c, ...y.c]), scale: (k, x) => new Poly(x.c.map((v) => np.multiply(k, v))), inner: (x, y) => np.multiply(np.sum(x.c), np.sum(y.c)) }); const total = space.linear({ apply: (x) => np.sum(x.c), transpose: (ct) => new Poly([ct]) }); grad((x) => np.square(total(x)))(new Poly([1, 2])).c // [6]
 */
export function vectorSpace<E extends object>(
  type: abstract new (...args: never[]) => E,
  rules: SpaceRules<E>,
): VectorSpace<E> {
  const prototype = type.prototype as object;
  const require = (x: unknown): E => {
    if (typeof x === "object" && x !== null && Object.getPrototypeOf(x) === prototype) return x as E;
    return raise({
      code: "argument",
      what: `expected an element of class ${type.name}`,
      where: "vectorSpace",
      fix: "pass an object of the class that the space was made for",
    });
  };

  /** Σ factors · `one` of the terms. */
  const linearly = (element: E, one: (part: Leaf | E) => NDArray): NDArray =>
    termsOf(require(element))
      .map(({ factor, element: part }) => times(factor, one(part as Leaf | E)))
      .reduce((total, y) => add(total, y));

  const space: VectorSpace<E> = {
    zeros: (like) => (isTraced(like) ? space.scale(0, like) : rules.zeros(require(like))),
    add: (x, y) =>
      isTraced(x) || isTraced(y)
        ? (traced([...termsOf(require(x)), ...termsOf(require(y))], prototype) as E)
        : rules.add(require(x), require(y)),
    scale(factor, x) {
      const number = asArray(factor);
      if (!isTraced(x)) return rules.scale(number, require(x));
      const terms = termsOf(x).map((term) => ({
        ...term,
        factor: term.factor === null ? number : times(number, term.factor),
      }));
      return traced(terms, prototype) as E;
    },
    inner: (x, y) =>
      linearly(x, (a) =>
        linearly(y, (b) => {
          const [left, right] = [isLeaf(a) ? (a.value as E) : a, isLeaf(b) ? (b.value as E) : b];
          const both = isTraced(left) || isTraced(right) ? space.inner(left, right) : rules.inner(left, right);
          const once = isLeaf(a) ? watched(a, both, (ct) => space.scale(ct, right)) : both;
          return isLeaf(b) ? watched(b, once, (ct) => space.scale(ct, left)) : once;
        }),
      ),
    linear: ({ apply, transpose }) => {
      const operation = (element: E, ...operands: Parameters<typeof apply> extends [E, ...infer X] ? X : never) =>
        linearly(element, (part): NDArray => {
          if (!isLeaf(part)) return apply(part, ...(operands as never));
          const value = part.value as E;
          const y = isTraced(value) ? operation(value, ...operands) : apply(value, ...(operands as never));
          return watched(part, asArray(y), (ct) => {
            const primals = operands.map((x) => primalOf(part, x));
            return transpose(ct, ...(primals as never));
          });
        });
      return operation as never;
    },
  };
  differentiateElementsBy(gradientByElements);
  registerSpace(prototype, {
    zeros: (like) => space.zeros(like as E),
    add: (x, y) => space.add(x as E, y as E),
  });
  return space;
}

const primalOf = (part: Leaf, x: unknown): unknown => {
  const value = x as NDArray;
  return typeof x === "object" && x !== null && "dtype" in x ? primalIn(part, value) : x;
};
