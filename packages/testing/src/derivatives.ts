/** Derivatives of functions of arrays, in the form in which the laws about them need them. */
import { add, isInexact, jvp, mul, sum, vjp, zerosLike, type Backend, type NDArray, type Slope } from "@fluxion/core";
import { run, type ArrayFunction, type Transform } from "./run.js";
import { slope } from "./slope.js";
import { epsilonOf, type Tensor } from "./tensor.js";

/** (arrays, tangents) → values, tangents. */
export const pushing: Transform =
  (f, count) =>
  (...xs) => {
    const [value, tangent] = jvp(f, xs.slice(0, count), xs.slice(count));
    return [...value, ...tangent];
  };

/** Results that carry derivatives. */
export const inexact = <T extends { readonly type: Tensor["type"] }>(results: readonly T[]): T[] =>
  results.filter(({ type }) => isInexact(type.dtype));

/** (arrays, tangents) → tangents of the results that are floats. */
export const tangentsOf: Transform =
  (f, count) =>
  (...xs) =>
    inexact(jvp(f, xs.slice(0, count), xs.slice(count))[1]);

/** (arrays, cotangents of the results that are floats) → cotangents of the arrays. */
export const pulling: Transform =
  (f, count) =>
  (...xs) => {
    const [value, pull] = vjp(f, xs.slice(0, count));
    let next = count;
    return pull(value.map((y) => (isInexact(y.dtype) ? (xs[next++] as NDArray) : zerosLike(y))));
  };

/** (arrays, weights) → the inner product of the float results with the weights. */
export const weighing: Transform =
  (f, count) =>
  (...xs) => {
    const weights = xs.slice(count);
    const terms = inexact(f(...xs.slice(0, count))).map((y, i) => {
      const product = mul(y, weights[i] as NDArray);
      return sum(product, { axes: product.shape.map((_, axis) => axis) });
    });
    return terms.length === 0 ? [] : [terms.reduce((total, term) => add(total, term))];
  };

export const flat = (tensors: readonly Tensor[]): Float64Array =>
  Float64Array.from(tensors.flatMap(({ data }) => Array.from(data)));

export const elementsOf = (tensors: readonly Tensor[]): number =>
  tensors.reduce((count, { data }) => count + data.length, 0);

/** x + s·v, exactly where x and v are coarse; where there is no v, x. */
const step = (xs: readonly Tensor[], vs: readonly (Tensor | undefined)[], s: number): Tensor[] =>
  xs.map(({ type, data }, i) => {
    const moved = data.slice();
    vs[i]?.data.forEach((v, k) => (moved[k] = (moved[k] as number) + s * v));
    return { type, data: moved };
  });

/** Derivative of the float64 results of `f` along `vs`, by differences. `ulps`: error of one evaluation. */
export const difference = (
  backend: Backend,
  f: ArrayFunction,
  xs: readonly Tensor[],
  vs: readonly (Tensor | undefined)[],
  ulps: number,
): Promise<Slope> =>
  slope(async (s) => flat(inexact(await run(backend, f, step(xs, vs, s)))), ulps * epsilonOf("float64"));
