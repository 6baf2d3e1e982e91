/** The laws of derivatives and lanes for arbitrary geometries. FLUXION_FUZZ=10000 tries as many of each primitive. */
import { cpu } from "@fluxion/backend-cpu";
import fc from "fast-check";
import { describe, test } from "vitest";
import { arbitrarySamples, checkPrimitive, laws } from "../src/index.js";

const SEED = Number(process.env["FLUXION_SEED"] ?? 20260101);
const wanted = Number(process.env["FLUXION_FUZZ"] ?? 0);
const numRuns = wanted > 0 ? wanted : 60;
const backend = cpu();

describe.each(arbitrarySamples.map(({ primitive, samples }) => [primitive.name, primitive, samples] as const))(
  "%s",
  (_, primitive, samples) => {
    test(
      `${numRuns} geometries`,
      () =>
        fc.assert(
          fc.asyncProperty(samples, (one) => checkPrimitive(primitive, [one], { backend, laws })),
          { seed: SEED, numRuns, includeErrorInReport: true },
        ),
      wanted > 0 ? 3_600_000 : 60_000,
    );
  },
);
