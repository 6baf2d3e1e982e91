/** Properties of arbitrary programs on the CPU. FLUXION_FUZZ=10000 tries as many programs for each property, FLUXION_SEED others. */
import { cpu } from "@fluxion/backend-cpu";
import fc from "fast-check";
import { describe, test } from "vitest";
import { agreesWith, properties, recipes, type Recipe } from "../src/index.js";
import { regressions } from "./fuzz-seeds.js";

const SEED = Number(process.env["FLUXION_SEED"] ?? 20260101);
const wanted = Number(process.env["FLUXION_FUZZ"] ?? 0);
const numRuns = wanted > 0 ? wanted : 50;
const backend = cpu({ generateCode: true });
const all = [...properties, agreesWith(cpu({ generateCode: false }))];

describe.each(all.map((property, i) => [property.name, property, i] as const))("%s", (name, property, i) => {
  const again = regressions
    .filter((regression) => regression.property === name)
    .map(({ recipe }): [Recipe] => [recipe]);
  test(
    `${numRuns} programs`,
    () =>
      fc.assert(
        fc.asyncProperty(recipes(), (recipe) => property.holds(recipe, backend)),
        { seed: SEED + i, numRuns, examples: again, includeErrorInReport: true },
      ),
    wanted > 0 ? 3_600_000 : 60_000,
  );
});
