/** Lanes of arbitrary programs: vmap is a loop, along any axis, under and over jit, and in itself. */
import { jit, moveAxis, vmap, type NDArray } from "@fluxion/core";
import { functionOfRecipe, remarkableOperandsOf, type Recipe } from "../arbitrary/recipe.js";
import { vocabularies } from "../arbitrary.js";
import { requireSame } from "../compare.js";
import { lanesOf, stack } from "../lanes.js";
import { mapped, spread } from "../laws/vmap.js";
import { run, type ArrayFunction } from "../run.js";
import type { Tensor } from "../tensor.js";
import type { Property } from "./property.js";

/** The batched operands of a recipe: at least one. */
const batchedOf = ({ salt }: Recipe, count: number): number[] => {
  const chosen = Array.from({ length: count }, (_, i) => i).filter((i) => (salt >> i) % 2 === 1);
  return chosen.length > 0 ? chosen : [salt % count];
};

/** Results of several runs beside each other. */
const together = (runs: readonly (readonly Tensor[])[]): Tensor[] =>
  (runs[0] ?? []).map(({ type }, k) =>
    stack(
      type,
      runs.map((results) => results[k] as Tensor),
    ),
  );

export const vmapIsLoop: Property = {
  name: "vmap = loop, bit for bit",
  async holds(recipe, backend) {
    const f = functionOfRecipe(recipe, vocabularies.exact);
    const inputs = remarkableOperandsOf(recipe);
    const batched = batchedOf(recipe, inputs.length);
    const { stacked, apart } = spread(inputs, batched, 3);
    const loop: (readonly Tensor[])[] = [];
    for (const lane of apart) loop.push(await run(backend, f, lane));
    const expected = together(loop);
    const lanes = mapped(f, inputs.length, batched);
    requireSame("vmap", await run(backend, lanes, stacked), expected);
    requireSame("jit(vmap)", await run(backend, jit(lanes), stacked), expected);
    requireSame("vmap(jit)", await run(backend, mapped(jit(f), inputs.length, batched), stacked), expected);
  },
};

export const anyAxis: Property = {
  name: "vmap along any axis, in and out",
  async holds(recipe, backend) {
    const f = functionOfRecipe(recipe, vocabularies.exact);
    const inputs = remarkableOperandsOf(recipe);
    const wide = inputs.map((input) => stack(input.type, lanesOf(input, 3)));
    const axes = wide.map(({ type }, i) => (recipe.salt + i) % type.shape.length);
    const expected = await run(backend, vmap(f), wide);
    const out = recipe.salt % (1 + Math.min(...expected.map(({ type }) => type.shape.length - 1)));
    const moved: ArrayFunction = (...xs) => {
      const along = xs.map((x, i) => moveAxis(x, 0, axes[i] as number));
      const results = vmap(f, { inAxes: axes, outAxes: out })(...along) as readonly NDArray[];
      return results.map((y) => moveAxis(y, out, 0));
    };
    requireSame(`in along ${axes.join()}, out along ${out}`, await run(backend, moved, wide), expected);
  },
};

export const lanesOfLanes: Property = {
  name: "vmap of vmap = loop of vmap, bit for bit",
  async holds(recipe, backend) {
    const f = functionOfRecipe(recipe, vocabularies.exact);
    const inputs = remarkableOperandsOf(recipe);
    const [inner, outer] = [
      batchedOf(recipe, inputs.length),
      batchedOf({ ...recipe, salt: recipe.salt >> 3 }, inputs.length),
    ];
    const rows = mapped(f, inputs.length, inner);
    const { stacked } = spread(inputs, inner, 2);
    const { stacked: twice, apart } = spread(stacked, outer, 3);
    const loop: (readonly Tensor[])[] = [];
    for (const lane of apart) loop.push(await run(backend, rows, lane));
    requireSame("vmap(vmap)", await run(backend, mapped(rows, inputs.length, outer), twice), together(loop));
  },
};
