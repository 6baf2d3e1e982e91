/** Benchmarks of the evals: `npm run gradbench`. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { arch, cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { setDefaultBackend } from "fluxion";
import { backends } from "../backends.js";
import { modules } from "../registry.js";
import { measureSize, type Measured } from "./measure-size.js";
import { plainModules } from "./plain/index.js";
import type { PlainFunction } from "./plain/plain.js";
import { report, type Row } from "./report.js";
import { benches, type Bench, type Class, type Size } from "./sizes.js";

const USAGE = `npm run gradbench [-- [--sizes small|gradbench] [--eval NAME] [--rounds N] [--backend NAME] [--json] [--record]]
  --sizes    which sizes (small)
  --eval     only this eval; may be given more than once
  --rounds   at most so many runs of each function at each size (9)
  --record   writes the results to apps/bench/history`;

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "small" },
    eval: { type: "string", multiple: true, default: [] },
    rounds: { type: "string", default: "9" },
    backend: { type: "string", default: "cpu" },
    json: { type: "boolean", default: false },
    record: { type: "boolean", default: false },
  },
});
const make = backends.get(values.backend);
const rounds = Number(values.rounds);
const unknown = values.eval.find((name) => !benches.some(({ module }) => module === name));
if (make === undefined || !["small", "gradbench"].includes(values.sizes) || !(rounds >= 1) || unknown !== undefined) {
  console.error(USAGE);
  process.exit(2);
}
setDefaultBackend(make());

/** Milliseconds for all rounds of one function at one size. */
const BUDGET = 1500;

function measureRow({ module, primal, derivatives }: Bench, { description, input }: Size): Row {
  const given = input();
  const functions = [primal, ...derivatives].map((name): Measured => {
    const plain = (plainModules[module] as Record<string, PlainFunction>)[name] as PlainFunction;
    return measureSize(name, modules[module] ?? {}, plain, given, { rounds, budget: BUDGET });
  });
  return { module, size: description, functions };
}

const chosen = benches.filter(({ module }) => values.eval.length === 0 || values.eval.includes(module));
const rows: Row[] = [];
for (const bench of chosen)
  for (const size of bench.sizes[values.sizes as Class]) {
    if (process.stderr.isTTY === true) process.stderr.write(`\r\u001b[K${bench.module} ${size.description} …`);
    rows.push(measureRow(bench, size));
  }
if (process.stderr.isTTY === true) process.stderr.write("\r\u001b[K");

const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
const about = `${new Date().toISOString().slice(0, 10)}, commit ${commit}, Node ${process.versions.node}, ${arch()}, ${cpus()[0]?.model ?? "?"}, backend ${values.backend}, sizes ${values.sizes}; the recorded figures are of sizes gradbench.`;
const text = report(chosen, rows, about);
console.log(values.json ? JSON.stringify(rows) : text);
if (values.record) {
  const folder = fileURLToPath(new URL("../../../bench/history/", import.meta.url));
  const name = `${folder}gradbench-${values.sizes}-${values.backend}`;
  writeFileSync(`${name}.md`, text);
  writeFileSync(`${name}.json`, `${JSON.stringify({ about, rows }, null, 2)}\n`);
  console.error(`Recorded in ${name}.md and .json`);
}
process.exitCode = rows.some(({ functions }) => functions.some(({ wrong }) => wrong.length > 0)) ? 1 : 0;
