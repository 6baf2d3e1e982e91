/** The bundles whose sizes are measured also run: nothing that is needed was left out as free of effects. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fluxion-bundles-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ["grad-on-cpu.ts", /1\.0806/],
  ["jit-on-cpu.ts", /1\.0806/],
  ["everything.ts", /^\[ 1\.3817/],
])("%s", async (entry, output) => {
  const { outputFiles } = await build({
    entryPoints: [new URL(`../entries/${entry}`, import.meta.url).pathname],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    logLevel: "error",
  });
  const file = join(folder, `${entry}.mjs`);
  writeFileSync(file, outputFiles[0]?.contents ?? "");
  expect(execFileSync(process.execPath, [file], { encoding: "utf8" })).toMatch(output);
});
