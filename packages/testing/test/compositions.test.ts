/**
 * Every ordered pair and triple of transforms and control flow, np.linalg.solve in pairs only. Pairs are tried on all functions, triples on one each;
 * FLUXION_COMPOSITIONS=all tries all functions on triples too. docs/generated/compositions.md says what is legal; UPDATE_GENERATED=1 writes it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { cpu } from "@fluxion/backend-cpu";
import { np } from "fluxion";
import { expect, test } from "vitest";
import {
  chains,
  checkComposition,
  compositionCases,
  compositionsTable,
  constructs,
  solving,
  type Case,
  type Construct,
} from "../src/index.js";

const backend = cpu();
/** A linear solve that knows its matrix. */
const factoring = solving("np.linalg.solve", (diagonal, right) =>
  np.linalg.solve(np.add(np.diag(diagonal), 1 / 8) as never, right as never),
);
const pairs = [...constructs, factoring];
const everything = process.env["FLUXION_COMPOSITIONS"] === "all";

test("the table of compositions is up to date", () => {
  const file = new URL("../../../docs/generated/compositions.md", import.meta.url);
  const table = compositionsTable(constructs);
  if (process.env["UPDATE_GENERATED"] === "1") writeFileSync(file, table);
  expect(readFileSync(file, "utf8")).toBe(table);
});

const holdFor = async (chain: readonly Construct[], subjects: readonly (Case | undefined)[]): Promise<void> => {
  for (const subject of subjects) if (subject !== undefined) await checkComposition({ chain, subject }, backend);
};

test.each(pairs.map((outer) => [outer.name, outer] as const))("%s, alone and of one other", async (_, outer) => {
  for (const inner of [[], ...chains(pairs, 1)]) await holdFor([outer, ...inner], compositionCases);
});

test.each(constructs.map((outer, row) => [outer.name, outer, row] as const))(
  "%s of two others",
  async (_, outer, row) => {
    for (const [i, inner] of chains(constructs, 2).entries())
      await holdFor(
        [outer, ...inner],
        everything ? compositionCases : [compositionCases[(row + i) % compositionCases.length]],
      );
  },
);
