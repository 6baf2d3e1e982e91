/** Every primitive of core keeps every law in WebAssembly, with the plain JavaScript backend as the reference. */
import { cpu } from "@fluxion/backend-cpu";
import { backendSuite, lawChecks, properties, recipes, samplesOfCore } from "@fluxion/testing";
import fc from "fast-check";
import { describe, test } from "vitest";
import { wasm } from "../src/index.js";

const backend = wasm();
const reference = cpu();
/** Both backends are within 2 units of the true value. */
const ULPS = 4;

describe.each(samplesOfCore.map((specimens) => [specimens.primitive.name, specimens] as const))(
  "%s",
  (_, specimens) => {
    for (const { name, run } of lawChecks(specimens, { backend, reference, ulps: ULPS }))
      test(name.slice(specimens.primitive.name.length + 2), run);
  },
);

describe("the suite of backends", () => {
  for (const { name, run } of backendSuite(backend, { samples: [] })) test(name, run);
});

describe("random programs", () => {
  test.each(properties.map((property, i) => [property.name, property, i] as const))("%s", async (_, property, i) => {
    await fc.assert(
      fc.asyncProperty(recipes(), (recipe) => property.holds(recipe, backend)),
      { seed: 20261123 + i, numRuns: 25, includeErrorInReport: true },
    );
  });
});
