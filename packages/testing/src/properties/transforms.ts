/** Transforms of arbitrary programs: jit is eager, also of derivatives, and derivatives may be exchanged with lanes. */
import { jit, type Backend } from "@fluxion/core";
import { functionOfRecipe, operandsOf, remarkableOperandsOf } from "../arbitrary/recipe.js";
import { vocabularies } from "../arbitrary.js";
import { requireSame } from "../compare.js";
import { pulling, pushing } from "../derivatives.js";
import { direction } from "../directions.js";
import { lanesOf, stack } from "../lanes.js";
import { mapped } from "../laws/vmap.js";
import { run } from "../run.js";
import type { Tensor } from "../tensor.js";
import type { Property } from "./property.js";

const directionsFor = (tensors: readonly Tensor[], salt: number): Tensor[] =>
  tensors.map(({ type }, i) => direction(type, salt + i));

export const jitIsEager: Property = {
  name: "jit = eager, bit for bit",
  async holds(recipe, backend) {
    const f = functionOfRecipe(recipe, vocabularies.all);
    const inputs = remarkableOperandsOf(recipe);
    requireSame("jit", await run(backend, jit(f), inputs), await run(backend, f, inputs));
  },
};

export const jitOfDerivatives: Property = {
  name: "jit = eager for jvp and vjp, bit for bit",
  async holds(recipe, backend) {
    const f = functionOfRecipe(recipe, vocabularies.smooth);
    const inputs = operandsOf(recipe);
    const [push, pull] = [pushing(f, inputs.length), pulling(f, inputs.length)];
    const along = [...inputs, ...directionsFor(inputs, 3)];
    const pushed = await run(backend, push, along);
    requireSame("jvp(jit)", await run(backend, pushing(jit(f), inputs.length), along), pushed);
    requireSame("jit(jvp)", await run(backend, jit(push), along), pushed);
    const back = [...inputs, ...directionsFor(pushed.slice(0, pushed.length / 2), 7)];
    requireSame("jit(vjp)", await run(backend, jit(pull), back), await run(backend, pull, back));
  },
};

export const derivativesOfLanes: Property = {
  name: "jvp and vjp commute with vmap, bit for bit",
  async holds(recipe, backend) {
    const f = functionOfRecipe(recipe, vocabularies.smoothExact);
    const inputs = operandsOf(recipe);
    const count = inputs.length;
    const everything = inputs.map((_, i) => i);
    const wide = inputs.map((input) => stack(input.type, lanesOf(input, 3)));
    const along = [...wide, ...directionsFor(wide, 5)];
    const together = await run(backend, pushing(mapped(f, count, everything), count), along);
    const lanes = mapped(
      pushing(f, count),
      2 * count,
      along.map((_, i) => i),
    );
    requireSame("jvp(vmap) and vmap(jvp)", together, await run(backend, lanes, along));
    const back = [...wide, ...directionsFor(together.slice(0, together.length / 2), 7)];
    const pulled = await run(backend, pulling(mapped(f, count, everything), count), back);
    const pulledLanes = mapped(
      pulling(f, count),
      back.length,
      back.map((_, i) => i),
    );
    requireSame("vjp(vmap) and vmap(vjp)", pulled, await run(backend, pulledLanes, back));
  },
};

/** Two backends give the same bits for arbitrary programs, eager and compiled. */
export const agreesWith = (reference: Backend): Property => ({
  name: "agrees with the reference, bit for bit",
  async holds(recipe, backend) {
    const f = functionOfRecipe(recipe, vocabularies.all);
    const inputs = remarkableOperandsOf(recipe);
    requireSame("jit", await run(backend, jit(f), inputs), await run(reference, jit(f), inputs));
  },
});
