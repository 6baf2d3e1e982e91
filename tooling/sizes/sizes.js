/**
 * Bundles each program in entries/ for a browser from the built packages and tables its size in docs/generated/sizes.md.
 * `--check` writes nothing: it fails where a size has left its budget or its row. An entry's first line is `// title · budget N kB`.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const entries = new URL("entries/", import.meta.url);
const table = new URL("../../docs/generated/sizes.md", import.meta.url);
const kB = (/** @type {number} */ bytes) => (bytes / 1000).toFixed(1);

/** @param {string} file */
async function measure(file) {
  const entry = new URL(file, entries).pathname;
  const [, title, budget] = /^\/\/ (.+) · budget ([\d.]+) kB$/m.exec(readFileSync(entry, "utf8")) ?? [];
  if (title === undefined) throw new Error(`${file} does not begin with "// title · budget N kB"`);
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "error",
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return { title, budget: Number(budget), min: code.length, gzip: gzipSync(code, { level: 9 }).length };
}

/** A row that is near enough to the written one: within 2 % or 100 bytes, since zlib differs a little between Nodes. */
const near = (/** @type {number} */ written, /** @type {number} */ bytes) =>
  Math.abs(written * 1000 - bytes) <= Math.max(150, 0.02 * bytes);

const rows = await Promise.all(
  readdirSync(entries)
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .map(measure),
);
const text = [
  "# Sizes",
  "",
  "Written by `npm run sizes`: typical programs, bundled by esbuild for a browser, in kB (1 kB = 1000 bytes).",
  "",
  "| program | minified | min + gzip | budget (min + gzip) |",
  "| --- | ---: | ---: | ---: |",
  ...rows.map(({ title, budget, min, gzip }) => `| ${title} | ${kB(min)} | ${kB(gzip)} | ${kB(budget * 1000)} |`),
  "",
].join("\n");

const problems = rows
  .filter(({ gzip, budget }) => gzip > budget * 1000)
  .map(({ title, gzip, budget }) => `${title}: ${kB(gzip)} kB min + gzip is over its budget of ${budget} kB`);

if (process.argv.includes("--check")) {
  const written = new Map(
    (existsSync(table) ? readFileSync(table, "utf8") : "")
      .split("\n")
      .map((line) => line.split("|").map((cell) => cell.trim()))
      .map((cells) => [cells[1], cells]),
  );
  for (const { title, min, gzip } of rows) {
    const [, , writtenMin, writtenGzip] = written.get(title) ?? [];
    if (near(Number(writtenMin), min) && near(Number(writtenGzip), gzip)) continue;
    problems.push(
      `${title}: docs/generated/sizes.md is out of date (now ${kB(min)} and ${kB(gzip)} kB): npm run sizes`,
    );
  }
} else {
  mkdirSync(new URL("./", table), { recursive: true });
  writeFileSync(table, text);
}

console.log(text);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
