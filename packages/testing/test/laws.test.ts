/** Every primitive of core keeps every law on the CPU, with closures as the reference for generated code. */
import { cpu } from "@fluxion/backend-cpu";
import * as core from "@fluxion/core";
import { describe, expect, test } from "vitest";
import { lawChecks, missingSamples, primitivesOf, samplesOfCore } from "../src/index.js";

const backend = cpu({ generateCode: true });
const reference = cpu({ generateCode: false });

describe("samples", () => {
  const known = new Map(samplesOfCore.map((group) => [group.primitive, group]));
  test.each(primitivesOf(core).map((primitive) => [primitive.name, primitive] as const))(
    "of %s leave nothing out",
    (_, primitive) => {
      expect(missingSamples(known.get(primitive) ?? { primitive, samples: [] })).toEqual([]);
    },
  );
});

describe.each(samplesOfCore.map((specimens) => [specimens.primitive.name, specimens] as const))(
  "%s",
  (_, specimens) => {
    for (const { name, run } of lawChecks(specimens, { backend, reference }))
      test(name.slice(specimens.primitive.name.length + 2), run);
  },
);
