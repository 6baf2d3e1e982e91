/** Runs the golden cases of a folder through a runner and reports. */
import type { Options } from "./arguments.js";
import type { Case } from "./case.js";
import { DecodeError } from "./decode-error.js";
import { listAreas, readCases } from "./read-cases.js";
import { Collector, type Report } from "./report.js";
import type { CaseOutcome, Runner } from "./runner.js";

async function runCase(runner: Runner, golden: Case): Promise<CaseOutcome> {
  try {
    const coverage = runner.covers(golden);
    return coverage.covered ? await runner.run(golden) : { status: "not-covered", reason: coverage.reason };
  } catch (error) {
    return {
      status: "failed",
      part: "value",
      message: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    };
  }
}

const isWanted = (golden: Case, { fn, id }: Pick<Options, "fn" | "id">): boolean =>
  (fn === undefined || golden.fn === fn) && (id === undefined || golden.id === id);

export async function runGolden(
  runner: Runner,
  options: Pick<Options, "directory" | "backend" | "area" | "fn" | "id">,
): Promise<Report> {
  const areas = (await listAreas(options.directory)).filter(
    (area) => options.area === undefined || area === options.area,
  );
  const collector = new Collector(options.backend);
  for (const area of areas) {
    for await (const golden of readCases(options.directory, area)) {
      if (golden instanceof DecodeError)
        collector.add(
          { area, fn: "unreadable", id: golden.path },
          { status: "failed", part: "value", message: golden.message },
        );
      else if (isWanted(golden, options)) collector.add(golden, await runCase(runner, golden));
    }
  }
  return collector.report();
}
