/** Derivatives of arbitrary nested programs in ways that must not matter: forward mode three times, recomputed, exchanged. */
import { add, checkpoint, evaluate, grad, inline, jvp, linearize, mul, sum, type NDArray } from "@fluxion/core";
import { functionOfRecipe, operandsOf } from "../arbitrary/recipe.js";
import { vocabularies } from "../arbitrary.js";
import { largest, requireClose, requireSame } from "../compare.js";
import { difference, elementsOf, inexact, pulling, pushing, tangentsOf } from "../derivatives.js";
import { direction } from "../directions.js";
import { requireSlope } from "../laws/jvp.js";
import { programOfFunction } from "../programs.js";
import { run, type ArrayFunction } from "../run.js";
import { epsilonOf, type Tensor } from "../tensor.js";
import { noiseOf } from "./noise.js";
import type { Property } from "./property.js";

const directionsFor = (tensors: readonly Tensor[], salt: number): Tensor[] =>
  tensors.map(({ type }, i) => direction(type, salt + i));

export const jvpIsSlope: Property = {
  name: "jvp agrees with central differences, while loops included",
  async holds(recipe, backend) {
    const f = functionOfRecipe(recipe, vocabularies.forward);
    const inputs = operandsOf(recipe);
    const { ulps, absolute } = await noiseOf(recipe, backend, inputs, vocabularies.forward);
    const v = directionsFor(inputs, 0);
    const tangents = await run(backend, tangentsOf(f, inputs.length), [...inputs, ...v]);
    const { value, error } = await difference(backend, f, inputs, v, ulps);
    requireSlope("arbitrary program", tangents, { value, error: error.map((bound) => bound + absolute) });
  },
};

export const linearizeIsJvp: Property = {
  name: "linearize = jvp",
  async holds(recipe, backend) {
    const f = functionOfRecipe(recipe, vocabularies.smooth);
    const inputs = operandsOf(recipe);
    const { absolute } = await noiseOf(recipe, backend, inputs);
    const along = [...inputs, ...directionsFor(inputs, 5)];
    const linearized: ArrayFunction = (...xs) => {
      const [value, push] = linearize(f, xs.slice(0, inputs.length));
      return [...value, ...push(...xs.slice(inputs.length))];
    };
    const expected = await run(backend, pushing(f, inputs.length), along);
    requireClose("linearize", await run(backend, linearized, along), expected, () => absolute);
  },
};

export const checkpointIsPlain: Property = {
  name: "checkpoint = plain, bit for bit",
  async holds(recipe, backend) {
    const inputs = operandsOf(recipe);
    // Policies look into jitted functions: without their boundaries the cotangents of a value are added up in one order.
    const program = inline.run(programOfFunction(backend, functionOfRecipe(recipe, vocabularies.smooth), inputs));
    const f: ArrayFunction = (...xs) => evaluate(program, xs);
    const again = checkpoint(f) as ArrayFunction;
    const along = [...inputs, ...directionsFor(inputs, 3)];
    const pushed = await run(backend, pushing(f, inputs.length), along);
    requireSame("jvp", await run(backend, pushing(again, inputs.length), along), pushed);
    const back = [...inputs, ...directionsFor(inexact(pushed.slice(0, pushed.length / 2)), 7)];
    requireSame(
      "vjp",
      await run(backend, pulling(again, inputs.length), back),
      await run(backend, pulling(f, inputs.length), back),
    );
  },
};

export const secondOrderIsSymmetric: Property = {
  name: "second derivatives are symmetric",
  async holds(recipe, backend) {
    const f = functionOfRecipe(recipe, vocabularies.smooth);
    const inputs = operandsOf(recipe);
    const { absolute } = await noiseOf(recipe, backend, inputs);
    const all = inputs.map((_, i) => i);
    const loss = (...xs: NDArray[]): NDArray =>
      f(...xs)
        .map((y) => sum(y, { axes: y.shape.map((_, axis) => axis) }))
        .reduce((total, y) => add(total, y));
    const inner = (xs: readonly NDArray[], ys: readonly NDArray[]): NDArray =>
      xs
        .map((x, i) => sum(mul(x, ys[i] as NDArray), { axes: x.shape.map((_, axis) => axis) }))
        .reduce((total, y) => add(total, y));
    const gradient = grad(loss, { argnums: all }) as unknown as ArrayFunction;
    const bent: ArrayFunction = (...xs) => {
      const n = inputs.length;
      const [at, v, u] = [xs.slice(0, n), xs.slice(n, 2 * n), xs.slice(2 * n)];
      const [, alongV] = jvp(gradient, at, v);
      const [, alongU] = jvp(gradient, at, u);
      return [inner(u, alongV), inner(v, alongU)];
    };
    const [first, second] = await run(backend, bent, [
      ...inputs,
      ...directionsFor(inputs, 1),
      ...directionsFor(inputs, 9),
    ]);
    if (first === undefined || second === undefined) return;
    // What is added up is as large as the second derivatives, and what cancelled in them as the first ones.
    const size = Math.max(1, largest(first.data), largest(second.data));
    requireClose(
      "u·H·v and v·H·u",
      [first],
      [second],
      () => absolute * size * elementsOf(inputs) + epsilonOf("float64"),
    );
  },
};
