/** docs/generated/primitives.md says what the code says. UPDATE_GENERATED=1 writes it. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpu } from "@fluxion/backend-cpu";
import { wasm } from "@fluxion/backend-wasm";
import { expect, test } from "vitest";
import { coverageTable, samplesOfCore } from "../src/index.js";

const folder = new URL("../../../docs/generated/", import.meta.url);
const file = new URL("primitives.md", folder);

test("the table of primitives is up to date and has no holes", () => {
  const table = coverageTable(samplesOfCore, [cpu(), wasm()]);
  if (process.env["UPDATE_GENERATED"] === "1") {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, table);
  }
  expect(readFileSync(file, "utf8")).toBe(table);
  expect(table).toContain(" 0 with something missing");
});
