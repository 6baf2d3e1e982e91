/** Taylor mode: the derivatives of a function along a curve, to any order at once. */
import { raise } from "../../errors.js";
import type { Tangent } from "../../ir/primitive.js";
import { isInexact } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { div, mul } from "../../primitives/arithmetic.js";
import { zerosLike } from "../../primitives/constant.js";
import { unflatten } from "../../trace/tree.js";
import type { Accepts, Arrays } from "../../trace/treetypes.js";
import { flattenArguments, runIn, type AnyFunction } from "../call.js";
import { flattenLike } from "../jvp.js";
import { jetDomain } from "./domain.js";
import { Series } from "./series.js";

type Args<A extends unknown[]> = { [K in keyof A]: Accepts<A[K]> };

const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));

function ordersOf(series: readonly unknown[], count: number): number {
  const lists = series.map((list) => (Array.isArray(list) ? list.length : -1));
  const [order = 0] = lists;
  if (Array.isArray(series) && lists.length === count && lists.every((length) => length === order && length >= 0))
    return order;
  return raise({
    code: "structure",
    what: `the series have lengths ${lists.map((length) => (length < 0 ? "none" : length)).join(", ")}, for ${count} arguments`,
    where: "jet",
    fix: "give one list per argument, all of one length: first derivatives, second derivatives, …",
  });
}

/**
 * Value of `f` along the curve that has `primals` as its point and `series` as its derivatives there, one list
 * [x′, x″, …] per argument; and the derivatives of the value along it, [y′, y″, …]. Work grows with a power of the order
 * where nested `jvp` would double it each time; loops and branches held by programs are nested all the same.
 * Source of the convention: J. Bettencourt, M. Johnson, D. Duvenaud, "Taylor-mode automatic differentiation for higher-order
 * derivatives in JAX" (2019).
 * @returns [value, [first derivative, second derivative, …]]
 * @throws StructureError where series differ in length, or a term from its primal
 * @example jet((x) => np.exp(x), [0], [[1, 0, 0]]) // [1, [1, 1, 1]]
 */
export function jet<A extends unknown[], R>(
  f: (...args: A) => R,
  primals: Args<A>,
  series: { [K in keyof A]: readonly Accepts<A[K]>[] },
): [value: Arrays<R>, series: Arrays<R>[]] {
  const at = flattenArguments("jet", primals);
  const order = ordersOf(series, (primals as readonly unknown[]).length);
  const terms = Array.from({ length: order }, (_, k) =>
    flattenLike(
      "jet",
      `series term ${k + 1}`,
      (series as readonly (readonly unknown[])[]).map((list) => list[k]),
      at.leaves,
      at.structure,
    ),
  );
  const inputs = at.leaves.map((primal, i) =>
    isInexact(primal.dtype)
      ? new Series(primal, (k): Tangent => {
          const derivative = terms[k - 1]?.[i] ?? null;
          return derivative === null || k === 1 ? derivative : div(derivative, factorial(k));
        })
      : new Series(primal),
  );
  const domain = jetDomain(order);
  const ran = runIn(domain, false, f as AnyFunction, inputs, at.structure, { where: "jet" });
  const value = unflatten(
    ran.structure,
    ran.outputs.map((y) => y.primal),
  ) as Arrays<R>;
  const derivatives = terms.map((_, k) => {
    const leaves = ran.outputs.map((y): NDArray => {
      const coefficient = y.coefficient(k + 1);
      if (coefficient === null) return zerosLike(y.primal);
      return k === 0 ? coefficient : mul(coefficient, factorial(k + 1));
    });
    return unflatten(ran.structure, leaves) as Arrays<R>;
  });
  return [value, derivatives];
}
