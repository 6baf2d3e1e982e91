/** Derivatives of arbitrary smooth programs against differences, and forward against reverse mode. */
import { add, grad, jacfwd, jacrev, sparseJacobian, sum, type NDArray } from "@fluxion/core";
import { functionOfRecipe, operandsOf } from "../arbitrary/recipe.js";
import { vocabularies } from "../arbitrary.js";
import { requireClose } from "../compare.js";
import { difference, pulling, tangentsOf } from "../derivatives.js";
import { direction } from "../directions.js";
import { requireEqualProducts } from "../laws/adjoint.js";
import { run, type ArrayFunction } from "../run.js";
import type { Tensor } from "../tensor.js";
import { noiseOf } from "./noise.js";
import type { Property } from "./property.js";

/** Sum of all results. */
const total =
  (f: ArrayFunction): ((...xs: NDArray[]) => NDArray) =>
  (...xs) =>
    f(...xs)
      .map((y) => sum(y, { axes: y.shape.map((_, axis) => axis) }))
      .reduce((all, y) => add(all, y));

export const gradIsSlope: Property = {
  name: "grad agrees with central differences",
  async holds(recipe, backend) {
    const f = total(functionOfRecipe(recipe, vocabularies.smooth));
    const inputs = operandsOf(recipe);
    const noise = await noiseOf(recipe, backend, inputs);
    const v = inputs.map(({ type }, i) => direction(type, i));
    const { value, error } = await difference(backend, (...xs) => [f(...xs)], inputs, v, noise.ulps);
    const bound = (error[0] as number) + noise.absolute;
    const gradient = await run(
      backend,
      grad(f as (...xs: NDArray[]) => NDArray, { argnums: inputs.map((_, i) => i) }) as ArrayFunction,
      inputs,
    );
    const along = { type: { dtype: "float64", shape: [] } as const, data: value };
    const unit = { ...along, data: Float64Array.of(1) };
    requireEqualProducts("gradient along a direction", [gradient, v], [[along], [unit]], 0, bound);
  },
};

export const adjoint: Property = {
  name: "⟨u, J·v⟩ = ⟨Jᵀ·u, v⟩",
  async holds(recipe, backend) {
    const f = functionOfRecipe(recipe, vocabularies.smooth);
    const inputs = operandsOf(recipe);
    const { absolute, ulps } = await noiseOf(recipe, backend, inputs);
    const v = inputs.map(({ type }, i) => direction(type, i));
    const jv = await run(backend, tangentsOf(f, inputs.length), [...inputs, ...v]);
    const u = jv.map(({ type }, i) => direction(type, 31 + i));
    const jtu = await run(backend, pulling(f, inputs.length), [...inputs, ...u]);
    requireEqualProducts("arbitrary program", [jv, u], [v, jtu], ulps, absolute);
  },
};

export const jacobiansAgree: Property = {
  name: "jacfwd = jacrev",
  async holds(recipe, backend) {
    const f = functionOfRecipe(recipe, vocabularies.smooth);
    const inputs = operandsOf(recipe);
    const { absolute } = await noiseOf(recipe, backend, inputs);
    const forward = await run(backend, jacfwd(f) as unknown as ArrayFunction, inputs);
    const reverse = await run(backend, jacrev(f) as unknown as ArrayFunction, inputs);
    requireClose("jacobian by the first input", forward, reverse, () => absolute);
  },
};

export const sparseIsDense: Property = {
  name: "sparseJacobian = jacfwd",
  async holds(recipe, backend) {
    const f = functionOfRecipe(recipe, vocabularies.smooth);
    const inputs = operandsOf(recipe);
    const { absolute } = await noiseOf(recipe, backend, inputs);
    const dense = await run(backend, jacfwd(f) as unknown as ArrayFunction, inputs);
    const mode = recipe.salt % 2 === 0 ? "forward" : "reverse";
    const sparse = await run(backend, (...xs) => [sparseJacobian(f, { mode })(...xs).toDense()], inputs);
    const all = sparse[0] as Tensor;
    const found = { type: { ...all.type, shape: [all.data.length] }, data: all.data };
    requireClose(`${mode} jacobian by the first input`, [found], [concatenated(dense)], () => absolute);
  },
};

const concatenated = (parts: readonly Tensor[]): Tensor => {
  const data = Float64Array.from(parts.flatMap((part) => [...part.data]));
  return { type: { dtype: "float64", shape: [data.length] }, data };
};
