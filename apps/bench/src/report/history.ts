/** Summaries of runs, one file a day, kept beside the sources. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { find, ratio, type Report } from "../results.js";
import { spreadOf } from "../statistics.js";

const FOLDER = fileURLToPath(new URL("../../history/", import.meta.url));

const round = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Number(value.toPrecision(4));

/** Medians, and ratios to the loop by hand. */
export function summarise({ environment, rates, results, outcomes }: Report): object {
  return {
    environment,
    rates,
    medians: results
      .filter(({ samples }) => samples.length > 0)
      .map(({ workload, contender, unit, samples }) => ({
        workload,
        contender,
        [unit]: round(spreadOf(samples).median),
        byHand: round(ratio(find(results, workload, contender), find(results, workload, "plain JS"))),
      })),
    missed: outcomes.filter(({ state }) => state === "miss" || state === "wrong").map(({ workload }) => workload),
  };
}

/** Adds a summary to the file of its day; returns the file's name. */
export function record(report: Report): string {
  const file = `${FOLDER}${report.environment.date.slice(0, 10)}-cpu.json`;
  const earlier = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as object[]) : [];
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, `${JSON.stringify([...earlier, summarise(report)], null, 2)}\n`);
  return file;
}
