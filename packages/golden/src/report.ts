/** Counts outcomes per area and per function, and shows them as a table or as JSON. */
import type { Case } from "./case.js";
import type { CaseOutcome } from "./runner.js";

export interface Tally {
  passed: number;
  failed: number;
  notCovered: number;
}

export interface Failed {
  readonly id: string;
  readonly fn: string;
  readonly area: string;
  readonly part: string;
  readonly message: string;
}

export interface Report {
  readonly backend: string;
  readonly total: Tally;
  readonly areas: ReadonlyMap<string, Tally>;
  /** Keyed by area, then by function. */
  readonly functions: ReadonlyMap<string, ReadonlyMap<string, Tally>>;
  readonly failures: readonly Failed[];
  /** Reasons for cases that were not run, with their counts. */
  readonly reasons: ReadonlyMap<string, number>;
}

const newTally = (): Tally => ({ passed: 0, failed: 0, notCovered: 0 });

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

const COUNTER = { passed: "passed", failed: "failed", "not-covered": "notCovered" } as const;

/** Collects outcomes as they come. */
export class Collector {
  private readonly total = newTally();
  private readonly areas = new Map<string, Tally>();
  private readonly functions = new Map<string, Map<string, Tally>>();
  private readonly failures: Failed[] = [];
  private readonly reasons = new Map<string, number>();

  constructor(private readonly backend: string) {}

  add({ area, fn, id }: Pick<Case, "area" | "fn" | "id">, outcome: CaseOutcome): void {
    const counter = COUNTER[outcome.status];
    const perFunction = entry(this.functions, area, () => new Map<string, Tally>());
    for (const tally of [this.total, entry(this.areas, area, newTally), entry(perFunction, fn, newTally)])
      tally[counter] += 1;
    if (outcome.status === "failed") this.failures.push({ id, fn, area, part: outcome.part, message: outcome.message });
    if (outcome.status === "not-covered") this.reasons.set(outcome.reason, (this.reasons.get(outcome.reason) ?? 0) + 1);
  }

  report(): Report {
    const { backend, total, areas, functions, failures, reasons } = this;
    return { backend, total, areas, functions, failures, reasons };
  }
}

const count = (t: Tally): number => t.passed + t.failed + t.notCovered;
/** The share of cases that ran. */
export const covered = (t: Tally): number => (count(t) === 0 ? 1 : (t.passed + t.failed) / count(t));

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const HEADER = ["area", "passed", "failed", "not covered", "total", "covered"];

function row(name: string, t: Tally): string[] {
  return [name, `${t.passed}`, `${t.failed}`, `${t.notCovered}`, `${count(t)}`, percent(covered(t))];
}

function align(rows: readonly (readonly string[])[]): string {
  const widths = HEADER.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** The table per area; `verbose` adds the functions and every failure. */
export function showReport(report: Report, verbose: boolean): string {
  const rows = [HEADER];
  for (const [area, tally] of report.areas) {
    rows.push(row(area, tally));
    if (verbose)
      for (const [fn, t] of [...(report.functions.get(area) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)))
        rows.push(row(`  ${fn}`, t));
  }
  rows.push(row("all", report.total));
  const failures = report.failures.map((f) => `FAILED ${f.id} ${f.fn} (${f.part}): ${f.message}`);
  const reasons = [...report.reasons]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, times]) => `not covered: ${reason} (${times})`);
  const shown = verbose ? [...failures, ...reasons] : failures.slice(0, 20);
  const hidden = failures.length + reasons.length - shown.length;
  return [
    align(rows),
    ...shown,
    ...(hidden > 0 ? [`… ${hidden} more lines with --verbose`] : []),
    `${report.total.passed} passed, ${report.total.failed} failed, ${report.total.notCovered} not covered on ${report.backend}`,
  ].join("\n");
}

/** The same as plain data. */
export function reportToJson(report: Report): string {
  const tally = (t: Tally): object => ({ ...t, total: count(t), covered: covered(t) });
  const areas = [...report.areas].map(([area, t]) => [
    area,
    {
      ...tally(t),
      functions: Object.fromEntries([...(report.functions.get(area) ?? [])].map(([fn, f]) => [fn, tally(f)])),
    },
  ]);
  return JSON.stringify(
    {
      backend: report.backend,
      ...tally(report.total),
      areas: Object.fromEntries(areas),
      failures: report.failures,
      notCovered: Object.fromEntries(report.reasons),
    },
    null,
    2,
  );
}
